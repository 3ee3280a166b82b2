import { describe, expect, it } from "vitest";
import { createMemoryCounts } from "../counts/drivers/memory.ts";
import { createManualClock } from "../manual-clock.ts";
import { BackOff } from "./back-off.ts";

describe("backing off from guesses", () => {
  const make = () => {
    const clock = createManualClock();
    return { clock, backOff: new BackOff(createMemoryCounts(clock).misses({ name: "accounts", free: 3, mostMs: 10_000 })) };
  };
  const refusal = async (attempt: () => Promise<void>) => {
    try {
      await attempt();
    } catch (error) {
      return (error as { fix: string }).fix;
    }
    return undefined;
  };

  it("lets a few misses pass, then waits twice as long each time, up to the most", async () => {
    const { clock, backOff } = make();
    const waits: (string | undefined)[] = [];
    for (let n = 0; n < 3; n++) waits.push(await refusal(() => backOff.attempt("ada")));
    for (const seconds of [1, 2, 4, 8, 10, 10]) {
      waits.push(await refusal(() => backOff.attempt("ada")));
      await clock.advance(seconds * 1000);
      waits.push(await refusal(() => backOff.attempt("ada")));
    }
    expect(waits.filter((wait) => wait !== undefined)).toEqual(
      ["1 second", "2 seconds", "4 seconds", "8 seconds", "10 seconds", "10 seconds"].map((time) => `Wait ${time} and try again.`),
    );
  });

  it("makes nobody wait for longer because the clock was set back", async () => {
    const clock = createManualClock();
    let back = 0;
    const counts = createMemoryCounts({ ...clock, now: () => clock.now() - back });
    const backOff = new BackOff(counts.misses({ name: "accounts", free: 3, mostMs: 10_000 }));
    for (let n = 0; n < 3; n++) await backOff.attempt("ada");
    back = 24 * 60 * 60_000;
    expect(await refusal(() => backOff.attempt("ada"))).toBe("Wait 1 second and try again.");
    await clock.advance(1_000);
    expect(await refusal(() => backOff.attempt("ada"))).toBeUndefined();
  });

  it("does not make anybody else wait, and forgets when it is told, or after an hour", async () => {
    const { clock, backOff } = make();
    for (let n = 0; n < 3; n++) await backOff.attempt("ada");
    expect(await refusal(() => backOff.attempt("bob"))).toBeUndefined();
    await backOff.forgive("ada", "one");
    expect(await refusal(() => backOff.attempt("ada"))).toBeUndefined();
    expect(await refusal(() => backOff.attempt("ada"))).toBeDefined();
    await backOff.forgive("ada", "all");
    for (let n = 0; n < 3; n++) expect(await refusal(() => backOff.attempt("ada"))).toBeUndefined();
    await clock.advance(60 * 60 * 1000);
    expect(await refusal(() => backOff.attempt("ada"))).toBeUndefined();
  });
});
