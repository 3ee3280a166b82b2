import { newId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startRedis, type TestRedis } from "../../relay/testing/start-redis.ts";
import { countsContract } from "../counts.contract.ts";
import { createRedisCounts } from "./redis.ts";

let server: TestRedis;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.remove());

async function openNodes(nodes: number, redis = server) {
  const prefix = newId();
  const all = Array.from({ length: nodes }, () => createRedisCounts({ url: redis.url, prefix }));
  for (const counts of all) {
    await counts.open();
    onTestFinished(() => counts.close());
  }
  return all;
}

countsContract({ name: "redis", open: openNodes });

describe("A Redis of its own", () => {
  async function openTwo() {
    const redis = await startRedis();
    onTestFinished(() => redis.remove());
    const [one, two] = await openNodes(2, redis);
    if (!one || !two) throw new Error("There are two.");
    return { redis, one, two };
  }

  it("that is away locks nobody out and lets nobody in freely: each node counts for itself until it is back", async () => {
    const { redis, one, two } = await openTwo();
    const rule = { name: "things", most: 2, seconds: 600 };
    const guesses = { name: "accounts", free: 2, mostMs: 60_000 };
    const all = [one, two].map((counts) => ({
      limiter: counts.limiter(rule),
      misses: counts.misses(guesses),
      marks: counts.marks({ name: "tickets", seconds: 60 }),
    }));
    expect(await all[0]?.marks.set("used before")).toBe(true);
    await redis.stop();
    for (const { limiter, misses, marks } of all) {
      for (let count = 0; count < 2; count += 1) expect([await limiter.take("ada"), await misses.attempt("ada")]).toEqual([0, 0]);
      expect(await limiter.take("ada")).toBeGreaterThan(0);
      expect(await misses.attempt("ada")).toBeGreaterThan(0);
      await misses.forgive("ada", "all");
      expect(await misses.attempt("ada")).toBe(0);
      expect([await marks.set("ticket"), await marks.set("ticket"), await marks.has("ticket")]).toEqual([true, false, true]);
    }
    // What a node has let in once it does not let in again.
    expect(await all[0]?.marks.set("used before")).toBe(false);
    await redis.start();
    const together = () => Promise.all(all.map(({ limiter }) => limiter.take("bob")));
    await expect
      .poll(async () => (await Promise.all([together(), together()])).flat().filter((wait) => wait > 0).length)
      .toBeGreaterThan(1);
  });

  it("that stands still keeps nobody waiting for long", async () => {
    const { redis, one } = await openTwo();
    const limiter = one.limiter({ name: "things", most: 1_000, seconds: 600 });
    expect(await limiter.take("ada")).toBe(0);
    redis.freeze();
    onTestFinished(() => redis.thaw());
    const began = performance.now();
    for (let count = 0; count < 20; count += 1) expect(await limiter.take("ada")).toBe(0);
    expect(performance.now() - began).toBeLessThan(8_000);
  });

  it("holds neither names nor addresses of people", async () => {
    const { redis, one } = await openTwo();
    await one.limiter({ name: "things", most: 9, seconds: 60 }).take("user:ada@example.com");
    await one.misses({ name: "accounts", free: 1, mostMs: 1_000 }).attempt("account ada@example.com");
    await one.marks({ name: "places", seconds: 60 }).set("192.0.2.1 ada@example.com");
    const keys = await redis.command("KEYS", "*");
    expect(keys).toContain("*3");
    expect(keys).not.toMatch(/ada|192\.0/);
  });
});
