// A clock that jumps ahead, at a start or later, must not be what deletes people's chats and files.
import { describe, expect, it, onTestFinished } from "vitest";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { silentLogger } from "../logger.ts";
import { createManualClock } from "../manual-clock.ts";
import { Files } from "./files.ts";

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** A machine whose clock can be set, and servers that start on it. Its files are of a store that keeps the right time. */
async function open() {
  const time = createManualClock();
  const store = createMemoryBlobStore({ clock: time });
  const dataLayer = createMemoryDataLayer();
  await dataLayer.open();
  const machine = () => {
    let ahead = 0;
    const errors: string[] = [];
    const clock = { now: () => time.now() + ahead, setTimeout: time.setTimeout.bind(time) };
    const start = async (layer: DataLayer = dataLayer) => {
      const logger = { ...silentLogger, error: (_: object, text?: string) => void errors.push(text ?? "") };
      const files = new Files({ store, dataLayer: layer, clock, logger, limits: { maxBytes: 1e6, maxFiles: 10 } });
      await files.start();
      onTestFinished(() => files.stop());
      const swept: boolean[] = [];
      files.alsoSweep(async (isSure) => void swept.push(isSure));
      files.startSweeping(async () => false);
      await expect.poll(() => swept.length).toBe(1);
      return { swept, stop: () => files.stop() };
    };
    return { start, errors, set: (by: number) => (ahead = by) };
  };
  /** What a process left behind that died: a sweep deletes it once it is a day old. */
  const orphan = () => store.put(new Blob(["orphan"]).stream());
  const orphans = async () => (await store.list({ before: new Date(time.now() + 1).toISOString(), limit: 10 })).blobs.length;
  return { time, machine, orphan, orphans, dataLayer };
}

describe("a sweep", () => {
  it("deletes nothing by a clock that jumped ahead, and goes on once it is put right", async () => {
    const { time, machine, orphan, orphans } = await open();
    const { start, set, errors } = machine();
    const { swept } = await start();
    await orphan();
    set(2 * YEAR);
    await time.advance(5 * HOUR);
    expect(swept).toEqual([true, false, false, false, false, false]);
    expect(await orphans()).toBe(1);
    expect(errors).toEqual([
      expect.stringMatching(/^By the clock of this server 730 days have passed .* Until 2027-01-02T01:00:00\.000Z nothing/),
    ]);
    set(0);
    await time.advance(18 * HOUR);
    expect(swept.slice(6)).not.toContain(false);
    expect(await orphans()).toBe(1);
    await time.advance(3 * HOUR);
    expect(await orphans()).toBe(0);
    expect(errors).toHaveLength(1);
  });

  it("believes a clock that stays there for a day, as where the server was off for long", async () => {
    const { time, machine, orphan, orphans } = await open();
    const { start } = machine();
    const first = await start();
    await orphan();
    await first.stop();
    await time.advance(30 * DAY);
    const { swept } = await start();
    await time.advance(23 * HOUR);
    expect(swept).not.toContain(true);
    expect(await orphans()).toBe(1);
    await time.advance(2 * HOUR);
    expect(swept.slice(24)).toEqual([true, true]);
    expect(await orphans()).toBe(0);
  });

  it("does not begin to believe a wrong clock because the server is started anew", async () => {
    const { time, machine, orphan, orphans } = await open();
    const { start, set, errors } = machine();
    const first = await start();
    await orphan();
    await first.stop();
    set(YEAR);
    for (let starts = 0; starts < 3; starts++) {
      const { swept, stop } = await start();
      await time.advance(2 * HOUR);
      expect(swept).toEqual([false, false, false]);
      expect(await orphans()).toBe(1);
      await stop();
    }
    // Each of them says so, once.
    expect(errors).toHaveLength(3);
  });

  it("of a server with a wrong clock deletes nothing for as long as another one has the right time", async () => {
    const { time, machine, orphan, orphans } = await open();
    const [right, wrong] = [machine(), machine()];
    wrong.set(YEAR);
    await right.start();
    const { swept } = await wrong.start();
    await time.advance(2 * DAY);
    await orphan();
    await time.advance(20 * HOUR);
    expect(swept).not.toContain(true);
    expect(await orphans()).toBe(1);
  });

  it("is not kept from its work by a short stop, a clock that was put back, or a data layer without notes", async () => {
    const { time, machine, dataLayer } = await open();
    const { start, set } = machine();
    await (await start()).stop();
    await time.advance(DAY);
    await (await start()).stop();
    set(-YEAR);
    const { swept, stop } = await start();
    await time.advance(3 * HOUR);
    expect(swept).toEqual([true, true, true, true]);
    await stop();
    const { marks: _marks, ...withoutMarks } = dataLayer;
    const bare = await start(withoutMarks);
    await time.advance(HOUR);
    set(YEAR);
    await time.advance(HOUR);
    expect(bare.swept).toEqual([true, true, false]);
  });
});
