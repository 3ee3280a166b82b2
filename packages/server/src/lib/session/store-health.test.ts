import { describe, expect, it } from "vitest";
import { createManualClock } from "../manual-clock.ts";
import { MOST_UNWRITTEN, StoreHealth } from "./store-health.ts";

function watched(look: () => Promise<unknown> = async () => undefined) {
  const clock = createManualClock();
  const lines: string[] = [];
  const note = (_fields: object, message: string) => void lines.push(message);
  const health = new StoreHealth({ clock, logger: { debug: note, info: note, warn: note, error: note }, look });
  return { health, clock, lines };
}

const full = Object.assign(new Error("database or disk is full"), { code: "SQLITE_FULL" });

describe("How the store fares", () => {
  it("is told once when it fails and once when it works again, however many chats try however often", async () => {
    const { health, lines } = watched();
    const chats = Array.from({ length: 50 }, () => ({}));
    for (let attempt = 0; attempt < 20; attempt += 1) for (const chat of chats) health.failed(chat, full);
    expect(await health.report()).toMatchObject({ trouble: "full", waiting: 50, failures: 1000 });
    for (const chat of chats) health.wrote(chat);
    expect(await health.report()).toMatchObject({ trouble: undefined, waiting: 0 });
    expect(lines).toEqual([expect.stringContaining("cannot be written"), expect.stringContaining("can be written again")]);
  });

  it("is good while one chat alone is refused and others are written", async () => {
    const { health, lines } = watched();
    const [bad, good] = [{}, {}];
    health.failed(bad, new Error("constraint"));
    health.wrote(good);
    expect(await health.report()).toMatchObject({ trouble: undefined, waiting: 1 });
    expect(lines).toEqual([]);
  });

  it("is known of a store that nobody writes to, also when it does not answer at all", async () => {
    const away = watched(() => Promise.reject(Object.assign(new Error("no"), { code: "ECONNREFUSED" })));
    expect((await away.health.report()).trouble).toBe("away");
    const silent = watched(() => new Promise(() => undefined));
    const report = silent.health.report();
    await silent.clock.advance(2_000);
    expect((await report).trouble).toBe("silent");
  });

  it("counts what is in memory only, of all chats", () => {
    const { health } = watched();
    health.hold(MOST_UNWRITTEN - 1);
    expect(health.isFull).toBe(false);
    health.hold(1);
    expect(health.isFull).toBe(true);
    health.hold(-2);
    expect(health.isFull).toBe(false);
  });
});
