import { describe, expect, it } from "vitest";
import { createManualClock } from "../manual-clock.ts";
import { BackOff } from "./back-off.ts";

describe("backing off from guesses", () => {
  const make = () => {
    const clock = createManualClock();
    return { clock, backOff: new BackOff(clock, { free: 3, mostMs: 10_000 }) };
  };
  const refusal = (attempt: () => void) => {
    try {
      attempt();
    } catch (error) {
      return (error as { fix: string }).fix;
    }
    return undefined;
  };

  it("lets a few misses pass, then waits twice as long each time, up to the most", async () => {
    const { clock, backOff } = make();
    const waits: (string | undefined)[] = [];
    for (let n = 0; n < 3; n++) waits.push(refusal(() => backOff.attempt("ada")));
    for (const seconds of [1, 2, 4, 8, 10, 10]) {
      waits.push(refusal(() => backOff.attempt("ada")));
      await clock.advance(seconds * 1000);
      waits.push(refusal(() => backOff.attempt("ada")));
    }
    expect(waits.filter((wait) => wait !== undefined)).toEqual(
      ["1 second", "2 seconds", "4 seconds", "8 seconds", "10 seconds", "10 seconds"].map((time) => `Wait ${time} and try again.`),
    );
  });

  it("does not make anybody else wait, and forgets when it is told, or after an hour", async () => {
    const { clock, backOff } = make();
    for (let n = 0; n < 3; n++) backOff.attempt("ada");
    expect(refusal(() => backOff.attempt("bob"))).toBeUndefined();
    backOff.forgive("ada", "one");
    expect(refusal(() => backOff.attempt("ada"))).toBeUndefined();
    expect(refusal(() => backOff.attempt("ada"))).toBeDefined();
    backOff.forgive("ada", "all");
    for (let n = 0; n < 3; n++) expect(refusal(() => backOff.attempt("ada"))).toBeUndefined();
    await clock.advance(60 * 60 * 1000);
    expect(refusal(() => backOff.attempt("ada"))).toBeUndefined();
  });
});
