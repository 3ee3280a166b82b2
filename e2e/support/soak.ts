// How much a proof does: enough for every run of the tests, or as much as was promised when COLLOQUY_SOAK=1 gives it the time.
const isSoak = process.env.COLLOQUY_SOAK === "1";

/** The first count in `npm test`, the second in `npm run test:soak`. */
export function count(usual: number, soak: number): number {
  return isSoak ? soak : usual;
}

/** Random numbers that a failed run can be repeated with. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The seed of this run: chosen anew each time, printed, and taken from SEED to repeat one. */
export function seedOfRun(): number {
  const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
  console.log(`SEED=${seed}`);
  return seed;
}
