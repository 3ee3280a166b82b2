// Whatever happens to chats, in whatever order: what docs/sessions.md promises holds after every event.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createSqliteDataLayer } from "../data/drivers/sqlite.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { createSqliteSessionStore } from "../session-store/drivers/sqlite.ts";
import { createSqliteFile } from "../sqlite/sqlite-file.ts";
import { type Act, OWNERS, PAUSES } from "../testing/chat-world/acts.ts";
import { ChatWorld } from "../testing/chat-world/chat-world.ts";
import { INVARIANTS, Memory } from "../testing/chat-world/invariants.ts";
import { LETTERS } from "../testing/chat-world/scripted-app.ts";
import type { WorldOptions, WorldStores } from "../testing/chat-world/server.ts";

const SOAK = process.env.COLLOQUY_SOAK === "1" ? 20 : 1;
const SEED = Number(process.env.COLLOQUY_SEED ?? 20_251_130);

const tab = fc.nat(OWNERS.length - 1);
const pick = fc.nat(30);
const script = fc.string({ unit: fc.constantFrom(...Object.keys(LETTERS)), minLength: 1, maxLength: 3 });
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant("return" as const), tab }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("new" as const, "leave" as const), tab }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constantFrom("drop" as const, "resend" as const, "stop" as const, "goOn" as const, "pressAgain" as const),
      tab,
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("visit" as const), tab, pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom("stopOne" as const, "edit" as const, "rewrite" as const, "regenerate" as const, "select" as const),
      tab,
      pick,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom("answer" as const, "answer" as const, "press" as const, "extend" as const, "alter" as const),
      tab,
      pick,
    }),
  },
  { weight: 6, arbitrary: fc.record({ does: fc.constant("send" as const), tab, script }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constantFrom("save" as const, "fill" as const, "choose" as const), tab, pick }) },
  { weight: 8, arbitrary: fc.record({ does: fc.constant("pause" as const), ms: fc.constantFrom(...PAUSES) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("sweep" as const, "crash" as const, "restart" as const) }) },
);
const acts = fc.array(act, { minLength: 5, maxLength: 60, size: "max" });
/** What the app shows, changed from far away: after a long talk, with other branches and restarts. */
const shown = fc.string({ unit: fc.constantFrom("e", "E", "p", "c", "c", "r", "d", "m", "n", "n", "h"), minLength: 1, maxLength: 3 });
const longAct: fc.Arbitrary<Act> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant("send" as const), tab: fc.constant(0), script: shown }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom(
        "edit" as const,
        "rewrite" as const,
        "rewrite" as const,
        "regenerate" as const,
        "select" as const,
        "alter" as const,
      ),
      tab: fc.constant(0),
      pick,
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant("return" as const), tab: fc.constant(0) }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant("pause" as const), ms: fc.constantFrom(60, 1100) }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constantFrom("crash" as const, "restart" as const) }) },
);
const longLives = fc
  .array(longAct, { minLength: 5, maxLength: 14 })
  .map((list): Act[] => [
    { does: "return", tab: 0 },
    { does: "send", tab: 0, script: "peEnn" },
    { does: "talk", tab: 0 },
    { does: "pause", ms: 1100 },
    ...list,
    { does: "return", tab: 0 },
    { does: "pause", ms: 1100 },
  ]);
const options: fc.Arbitrary<WorldOptions> = fc.record({
  habits: fc.record({
    startMs: fc.constantFrom(0, 500),
    endMs: fc.constantFrom(0, 500),
    resumeMs: fc.constantFrom(0, 500),
    takesLateAnswers: fc.boolean(),
  }),
  latencyMs: fc.constantFrom(0, 0, 3, 40),
  concurrency: fc.constantFrom("queue" as const, "queue" as const, "interrupt" as const, "parallel" as const),
  openChatsPerOwner: fc.constantFrom(50, 50, 3),
});

const plain: WorldOptions = {
  habits: { startMs: 0, endMs: 0, resumeMs: 0, takesLateAnswers: true },
  latencyMs: 40,
  concurrency: "queue",
  openChatsPerOwner: 50,
};

/** Histories that once broke something, run before all others. */
const FOUND: [WorldOptions, Act[]][] = [
  // Settings were saved while a branch was read: the turn that they began was lost to the live chat.
  [
    { ...plain, habits: { ...plain.habits, takesLateAnswers: false }, latencyMs: 3 },
    [
      { does: "return", tab: 3 },
      { does: "send", tab: 3, script: "s" },
      { does: "pause", ms: 130_000 },
      { does: "select", tab: 3, pick: 0 },
      { does: "save", tab: 3, pick: 0 },
      { does: "answer", tab: 0, pick: 0 },
      { does: "pause", ms: 0 },
      { does: "return", tab: 0 },
      { does: "pause", ms: 8000 },
      { does: "return", tab: 0 },
    ],
  ],
  // A message waits behind a new branch, and the chat is longer than a window.
  [
    { ...plain, habits: { ...plain.habits, takesLateAnswers: false }, latencyMs: 0 },
    [
      { does: "return", tab: 0 },
      { does: "send", tab: 0, script: "peEnn" },
      { does: "talk", tab: 0 },
      { does: "pause", ms: 1100 },
      { does: "send", tab: 0, script: "m" },
      { does: "regenerate", tab: 0, pick: 0 },
      { does: "edit", tab: 0, pick: 0 },
      { does: "send", tab: 0, script: "e" },
      { does: "edit", tab: 0, pick: 0 },
      { does: "select", tab: 0, pick: 0 },
      { does: "send", tab: 0, script: "e" },
      { does: "return", tab: 0 },
      { does: "pause", ms: 1100 },
    ],
  ],
  // A late answer began its handler after the chat had ended.
  [
    plain,
    [
      { does: "return", tab: 0 },
      { does: "send", tab: 0, script: "k" },
      { does: "visit", tab: 0, pick: 0 },
      { does: "pause", ms: 31_000 },
      { does: "answer", tab: 0, pick: 0 },
      { does: "visit", tab: 0, pick: 0 },
      { does: "return", tab: 0 },
      { does: "answer", tab: 0, pick: 0 },
      { does: "pause", ms: 0 },
    ],
  ],
  // What a stop had held waited for the next message to be written, while nothing ran.
  [
    { ...plain, habits: { startMs: 500, endMs: 0, resumeMs: 0, takesLateAnswers: false } },
    [
      { does: "new", tab: 0 },
      { does: "send", tab: 0, script: "s" },
      { does: "stop", tab: 0 },
      { does: "pause", ms: 130_000 },
      { does: "return", tab: 0 },
      { does: "save", tab: 0, pick: 0 },
      { does: "send", tab: 0, script: "s" },
      { does: "stopOne", tab: 0, pick: 0 },
      { does: "pause", ms: 0 },
    ],
  ],
  // A queued message was taken back while a write was under way: its step went to the store without its turn.
  [
    plain,
    [
      { does: "new", tab: 3 },
      { does: "send", tab: 3, script: "u" },
      { does: "send", tab: 3, script: "s" },
      { does: "stopOne", tab: 3, pick: 2 },
      { does: "visit", tab: 0, pick: 0 },
      { does: "pause", ms: 0 },
    ],
  ],
  // A chat whose turn ended while a stop wrote it down was suspended in the middle of its end.
  [
    { ...plain, habits: { startMs: 500, endMs: 500, resumeMs: 0, takesLateAnswers: false } },
    [
      { does: "return", tab: 0 },
      { does: "visit", tab: 3, pick: 0 },
      { does: "send", tab: 3, script: "ts" },
      { does: "visit", tab: 3, pick: 0 },
      { does: "return", tab: 0 },
      { does: "restart" },
      { does: "return", tab: 0 },
      { does: "pause", ms: 0 },
    ],
  ],
  // A turn that ended beside the active path stayed running in the store.
  [
    { ...plain, latencyMs: 0, concurrency: "parallel" },
    [
      { does: "new", tab: 3 },
      { does: "send", tab: 3, script: "s" },
      { does: "send", tab: 3, script: "t" },
      { does: "edit", tab: 3, pick: 21 },
      { does: "pause", ms: 1100 },
      { does: "select", tab: 3, pick: 2 },
      { does: "pause", ms: 0 },
    ],
  ],
  // Who chose a branch whose message was still waiting for its turn saw an empty chat.
  [
    { ...plain, habits: { ...plain.habits, takesLateAnswers: false } },
    [
      { does: "return", tab: 2 },
      { does: "send", tab: 2, script: "s" },
      { does: "select", tab: 2, pick: 0 },
      { does: "pause", ms: 31_000 },
      { does: "pause", ms: 31_000 },
    ],
  ],
  // A message that was taken back and said again stood at its old place after a reload.
  [
    { ...plain, latencyMs: 0 },
    [
      { does: "return", tab: 3 },
      { does: "send", tab: 3, script: "ld" },
      { does: "pause", ms: 8000 },
      { does: "pause", ms: 0 },
    ],
  ],
];

/** What chance brings too seldom, run with the others. */
const RARE: [WorldOptions, Act[]][] = [
  // A question that a restart has left alone is answered.
  [
    { ...plain, latencyMs: 0 },
    [
      { does: "return", tab: 0 },
      { does: "send", tab: 0, script: "k" },
      { does: "pause", ms: 1100 },
      { does: "restart" },
      { does: "return", tab: 0 },
      { does: "pause", ms: 60 },
      { does: "answer", tab: 0, pick: 0 },
      { does: "pause", ms: 1100 },
    ],
  ],
  // One of each kind is answered after a restart, or when the server was killed.
  ...["A", "q", "y", "b", "B", "f", "F", "L"].flatMap((script) =>
    (["restart", "crash"] as const).map((does): [WorldOptions, Act[]] => [
      { ...plain, latencyMs: 0 },
      [
        { does: "return", tab: 0 },
        { does: "send", tab: 0, script },
        { does: "pause", ms: 1100 },
        { does },
        { does: "return", tab: 0 },
        { does: "pause", ms: 60 },
        { does: "answer", tab: 0, pick: 0 },
        { does: "pause", ms: 1100 },
        { does: "answer", tab: 1, pick: 1 },
      ],
    ]),
  ),
  // A button is pressed, and again when the server that ran it is gone.
  ...[0, 1, 2, 3].flatMap((pick) =>
    (["restart", "crash"] as const).map((does): [WorldOptions, Act[]] => [
      { ...plain, latencyMs: 3 },
      [
        { does: "return", tab: 0 },
        { does: "pause", ms: 60 },
        { does: "send", tab: 0, script: "g" },
        { does: "pause", ms: 300 },
        { does: "press", tab: 0, pick },
        { does: "pause", ms: 60 },
        { does: "pressAgain", tab: 0 },
        { does },
        { does: "return", tab: 0 },
        { does: "pause", ms: 60 },
        { does: "pressAgain", tab: 0 },
        { does: "pause", ms: 60 },
        { does: "answer", tab: 0, pick: 0 },
        { does: "pause", ms: 1100 },
      ],
    ]),
  ),
  // A person takes up what a document said before.
  [
    { ...plain, latencyMs: 0 },
    [
      { does: "return", tab: 0 },
      { does: "send", tab: 0, script: "mn" },
      { does: "pause", ms: 1100 },
      { does: "rewrite", tab: 0, pick: 0 },
      { does: "pause", ms: 1100 },
      { does: "pause", ms: 1100 },
    ],
  ],
  // A page changes elements that have left the window, beside the app.
  [
    { ...plain, latencyMs: 3 },
    [
      { does: "return", tab: 0 },
      { does: "send", tab: 0, script: "eE" },
      { does: "pause", ms: 300 },
      { does: "talk", tab: 0 },
      { does: "pause", ms: 1100 },
      ...[0, 1, 2, 3].map((pick): Act => ({ does: "alter", tab: 0, pick })),
      { does: "send", tab: 0, script: "cr" },
      { does: "alter", tab: 0, pick: 2 },
      { does: "pause", ms: 1100 },
      { does: "restart" },
      { does: "return", tab: 0 },
      { does: "pause", ms: 60 },
      { does: "alter", tab: 0, pick: 1 },
      { does: "pause", ms: 1100 },
    ],
  ],
  // Somebody has more chats in use than they may.
  [
    { ...plain, latencyMs: 0, openChatsPerOwner: 3 },
    [0, 1, 2, 3, 4].flatMap((): Act[] => [
      { does: "new", tab: 0 },
      { does: "send", tab: 0, script: "W" },
    ]),
  ],
  // A stop holds what waits until the person lets it go.
  [
    { ...plain, latencyMs: 0 },
    [
      { does: "return", tab: 0 },
      { does: "send", tab: 0, script: "W" },
      { does: "send", tab: 0, script: "s" },
      { does: "stop", tab: 0 },
      { does: "goOn", tab: 0 },
      { does: "pause", ms: 8000 },
    ],
  ],
];

/** What has happened over all runs, by name: a test that never crashes a server says nothing about crashes. */
const happened = new Map<string, number>();
const MUST_HAPPEN = [
  ...["new", "live", "restored", "reopened", "refused"].map((how) => `opened ${how}`),
  ...[
    "sendMessage",
    "editMessage",
    "editArtifact",
    "regenerateTurn",
    "selectLeaf",
    "stopTurn",
    "resumeQueue",
    "answerAsk",
    "extendAsk",
    "runAction",
    "changeSettings",
    "editSettings",
    "selectModes",
    "updateElement",
  ].map((type) => `acknowledged ${type}`),
  ...[
    "onChatStart",
    "onChatEnd",
    "onChatResume",
    "onSessionRestore",
    "onStop",
    "onDisconnect",
    "onReconnect",
    "onAskAnswer",
    "onSettingsUpdate",
    "onSettingsEdit",
    "onArtifactEdit",
  ],
  ...["done", "failed", "stopped", "interrupted"].map((state) => `turn ${state}`),
  ...["answered", "expired", "cancelled"].map((outcome) => `ask ${outcome}`),
  ...["text", "file", "action", "element", "choice", "confirm", "form", "approval"].flatMap((kind) => [`answered ${kind}`, `late ${kind}`]),
  "runAction refused with INTERNAL",
  ...["crash", "restart", "sweep"].map((act) => `act ${act}`),
  "compared with its thread",
  "scrolled back to elements",
  "restored a document",
  "read a document that left the window",
  "queue held",
  "queue let go",
  "answerAsk refused with ASK_CLOSED",
  "open refused with OVERLOADED",
];

async function check(world: ChatWorld, memory: Memory): Promise<void> {
  for (const [sentence, holds] of Object.entries(INVARIANTS)) {
    const wrong = await holds(world, memory);
    if (wrong !== undefined) throw new Error(`This does not hold: ${sentence}.\n${wrong}`);
  }
}

/** A database works in real time: the clock must not run away from it. */
async function shortPauses(world: ChatWorld): Promise<void> {
  for (let i = 0; i < 20; i++) await world.do({ does: "pause", ms: 400 });
}

/** All go home. In the end nothing is left but the threads. */
async function rest(world: ChatWorld, memory: Memory): Promise<void> {
  // Who is on the way in arrives before they leave.
  await shortPauses(world);
  for (const tabIndex of OWNERS.keys()) await world.do({ does: "leave", tab: tabIndex });
  for (let i = 0; i < 4; i++) {
    await world.do({ does: "pause", ms: 130_000 });
    await shortPauses(world);
    await check(world, memory);
  }
  const { sessions } = world;
  if (sessions.length > 0) throw new Error(`${sessions.length} sessions are left that nobody needs, ${sessions[0]?.phase}`);
  const records = await world.stores.store.findIdleSince("9999-12-31T00:00:00.000Z");
  if (records.length > 0) throw new Error(`Records are left of chats that are over: ${JSON.stringify(records)}`);
}

async function live(stores: WorldStores, chosen: WorldOptions, list: readonly Act[]): Promise<void> {
  const world = await ChatWorld.create(stores, chosen);
  const memory = new Memory();
  for (const one of list) {
    await world.do(one);
    await check(world, memory);
  }
  await rest(world, memory);
  for (const threadId of world.model.threads.keys())
    for (const { state } of await stores.dataLayer.loadTurns(threadId)) world.note(`turn ${state}`);
  for (const { askEnds } of world.connections) for (const { outcome } of askEnds) world.note(`ask ${outcome}`);
  for (const [what, times] of world.seen) happened.set(what, (happened.get(what) ?? 0) + times);
}

/** Runs with stores made anew for each; `COLLOQUY_SEED` repeats what a failure names. */
function assertRuns(numRuns: number, open: () => Promise<WorldStores>, lives = acts): Promise<void> {
  const property = fc.asyncProperty(options, lives, async (chosen, list) => {
    const stores = await open();
    await live(stores, chosen, list);
    await stores.dataLayer.close();
    await stores.store.close();
  });
  return fc.assert(property, { numRuns: numRuns * SOAK, seed: SEED, examples: lives === acts ? [...FOUND, ...RARE] : [] });
}

describe("whatever happens to chats, what is promised holds after every event", { timeout: 400_000 * SOAK }, () => {
  it("with stores in memory", async () => {
    await assertRuns(400, async () => ({ dataLayer: createMemoryDataLayer(), store: createMemorySessionStore() }));
  });

  it("with stores in a database", async () => {
    await assertRuns(40, async () => {
      const file = createSqliteFile({ file: ":memory:" });
      const stores = { dataLayer: createSqliteDataLayer(file), store: createSqliteSessionStore(file) };
      await stores.store.open();
      await stores.dataLayer.open();
      return stores;
    });
  });

  it("in chats that are longer than a window", async () => {
    await assertRuns(25, async () => ({ dataLayer: createMemoryDataLayer(), store: createMemorySessionStore() }), longLives);
  });

  it("and everything did happen", () => {
    expect(MUST_HAPPEN.filter((what) => !happened.has(what))).toEqual([]);
  });
});
