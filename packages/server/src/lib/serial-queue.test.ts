import { AsyncLocalStorage } from "node:async_hooks";
import { describe, expect, it } from "vitest";
import { wait } from "./clock.ts";
import { createManualClock } from "./manual-clock.ts";
import { SerialQueue } from "./serial-queue.ts";

describe("SerialQueue", () => {
  it("runs one job after the other, in the order they were given", async () => {
    const clock = createManualClock();
    const queue = new SerialQueue();
    const log: string[] = [];
    for (const [name, ms] of [
      ["slow", 50],
      ["quick", 1],
    ] as const) {
      void queue.run(async () => {
        log.push(`${name} begins`);
        await wait(clock, ms);
        log.push(`${name} ends`);
      });
    }
    expect(queue.size).toBe(2);
    await clock.advance(100);
    await queue.idle();
    expect(log).toEqual(["slow begins", "slow ends", "quick begins", "quick ends"]);
    expect(queue.size).toBe(0);
  });

  it("tells the giver of a job that it failed, and goes on", async () => {
    const queue = new SerialQueue();
    const failing = queue.run(() => Promise.reject(new Error("no")));
    const next = queue.run(() => Promise.resolve("yes"));
    await expect(failing).rejects.toThrow("no");
    expect(await next).toBe("yes");
  });

  it("waits in idle also for jobs that are given while it waits", async () => {
    const queue = new SerialQueue();
    const log: string[] = [];
    void queue.run(async () => {
      void queue.run(async () => void log.push("given by a job"));
    });
    await queue.idle();
    expect(log).toEqual(["given by a job"]);
  });

  it("runs every job in the context of its giver, not of the one before", async () => {
    const person = new AsyncLocalStorage<string>();
    const queue = person.run("Ada", () => new SerialQueue());
    const seen = await Promise.all(["Ada", "Bob", "Cy"].map((name) => person.run(name, () => queue.run(async () => person.getStore()))));
    expect(seen).toEqual(["Ada", "Bob", "Cy"]);
  });
});
