// Whatever happens to the nodes of an app, in whatever order, and to what stands between them: a chat runs at one of them, and nothing that was
// acknowledged or seen is lost or doubled. HISTORY_SEED (and HISTORY_PATH, where it is printed) repeat a history that failed.
import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Act, NODES, PAUSES, PEOPLE, WORDS } from "../testing/node-world/acts.ts";
import { ALWAYS, AT_REST } from "../testing/node-world/judge.ts";
import { NodeWorld } from "../testing/node-world/node-world.ts";
import type { WorldOptions } from "../testing/node-world/world-node.ts";

const SOAK = process.env.COLLOQUY_SOAK === "1";
const HISTORIES = Number(process.env.HISTORIES ?? (SOAK ? 5_000 : 60));
const SEED = Number(process.env.HISTORY_SEED ?? (SOAK ? Date.now() % 1_000_000_000 : 20_261_130));
const PATH = process.env.HISTORY_PATH;

const page = fc.nat(PEOPLE.length - 1);
const node = fc.nat(NODES - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("come" as const), page }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom("drop" as const, "close" as const, "leave" as const), page }) },
  { weight: 8, arbitrary: fc.record({ does: fc.constant("say" as const), page, word: fc.constantFrom(...WORDS) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom("answer" as const, "stop" as const, "goOn" as const), page }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom("kill" as const, "start" as const, "start" as const), node }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom("freeze" as const, "thaw" as const, "thaw" as const), node }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("drain" as const), node }) },
  {
    weight: 4,
    arbitrary: fc.record({
      does: fc.constantFrom("cutRelay" as const, "hushRelay" as const, "mendRelay" as const, "cutStore" as const, "mendStore" as const),
      node,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("loseAnswer" as const, "loseNotice" as const), node }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("forget" as const, "relayAway" as const, "relayBack" as const) }) },
  { weight: 12, arbitrary: fc.record({ does: fc.constant("pause" as const), ms: fc.constantFrom(...PAUSES) }) },
);
const acts = fc.array(act, { minLength: 5, maxLength: 50, size: "max" });
const options: fc.Arbitrary<WorldOptions> = fc.record({
  latencyMs: fc.constantFrom(0, 4, 40),
  recovery: fc.constantFrom("offer" as const, "offer" as const, "retry" as const),
});

/** Histories that once broke something, run before all others. */
const FOUND: readonly [WorldOptions, readonly Act[]][] = [
  // Who came to follow was shown words that were not in the log yet, and their owner was killed.
  [
    { latencyMs: 0, recovery: "offer" },
    [
      { does: "come", page: 0 },
      { does: "pause", ms: 100 },
      { does: "say", page: 0, word: "long" },
      { does: "pause", ms: 437 },
      { does: "come", page: 1 },
      { does: "pause", ms: 20 },
      { does: "kill", node: 0 },
    ],
  ],
];

afterEach(() => {
  vi.restoreAllMocks();
});

/** Chance that is the same each time a history is lived. */
function steadyChance(): void {
  let state = 1;
  vi.spyOn(Math, "random").mockImplementation(() => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  });
}

async function expectAll(world: NodeWorld, checks: typeof ALWAYS): Promise<void> {
  for (const [sentence, check] of Object.entries(checks)) {
    const wrong = await check(world);
    if (wrong !== undefined) throw new Error(`Not true: ${sentence}.\n${wrong}`);
  }
}

async function live(how: WorldOptions, history: readonly Act[]): Promise<NodeWorld> {
  steadyChance();
  const world = await NodeWorld.create(how);
  try {
    for (const one of history) {
      await world.do(one);
      await expectAll(world, ALWAYS);
    }
    // Twice: as all was left, and after everybody has said something more.
    for (let round = 0; round < 2; round++) {
      const isWell = await world.mend();
      await expectAll(world, ALWAYS);
      if (!isWell) throw new Error(`It is never well again: ${world.describe()}`);
      await expectAll(world, AT_REST);
      for (const one of world.pages) if (one.live) one.say("count");
    }
    return world;
  } finally {
    world.end();
  }
}

describe("chats that several nodes serve", () => {
  it.each(FOUND)("keep what was promised, where it once was not: %j", async (how, history) => void (await live(how, history)));

  it(`keep what was promised, through ${HISTORIES} random histories`, {
    timeout: SOAK || process.env.HISTORIES ? 7_200_000 : 120_000,
  }, async () => {
    const seen = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(options, acts, async (how, history) => {
        const world = await live(how, history);
        for (const [what, times] of world.seen) seen.set(what, (seen.get(what) ?? 0) + times);
      }),
      { seed: SEED, numRuns: HISTORIES, ...(PATH !== undefined && { path: PATH }) },
    );
    if (PATH !== undefined) return;
    // It would say nothing if nothing of it had happened.
    for (const what of [
      "opened followed",
      "opened restored",
      "opened new",
      "acknowledged sendMessage",
      "acknowledged answerAsk",
      "onDisconnect",
    ])
      expect(seen.get(what), what).toBeGreaterThan(0);
  });
});
