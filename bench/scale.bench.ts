// How far one node, one Redis core and one PostgreSQL carry, and what 100,000 and 10,000,000 people at once would need. What an append and a write cost their
// engines is measured here; what a token, a message and a chat cost a node are the figures of the other benches, named below. The crowd is simulated.
import { newId, type SessionId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { createPostgresDataLayer } from "colloquy/data/postgres";
import { createRelay } from "colloquy/relay";
import { createPostgresSessionStore } from "colloquy/session-store/postgres";
import { startPostgres } from "./lib/postgres-server.ts";
import { createDriver, startEngine } from "./lib/relay-engines.ts";
import { report } from "./lib/report.ts";
import { type Costs, type Habits, type Layout, needsOf, peoplePerOne, simulateCrowd } from "./lib/scale.ts";

const TIMES = 4_000;
const AT_ONCE = 50;

/** Of a person who chats with a model: a message every 80 seconds or so, an answer of some 300 tokens at the pace of a fast one, a visit of ten minutes. */
const HABITS: Habits = { pause: 75, answerTokens: 250, answerSpread: 0.8, tokensPerSecond: 46, visit: 600 };
/** Nodes behind a balancer that knows nobody: of ten nodes nine show what another runs. */
const SPREAD: Layout = { followed: 0.9, appendsFollowed: 33, appendsAlone: 9, fill: 0.6, nodeMemory: 4 };
/** The same where a chat runs at the node that its person is connected to. */
const GATHERED: Layout = { ...SPREAD, followed: 0.05 };

const costs: Costs = {
  ...{ token: 22, message: 2_700, connection: 2_500 },
  // What owner and follower take more than one process that does both: 0.94 to 1.63 × in `nodes`, on a busy machine. The upper bound.
  followedToken: 14,
  ...{ openChat: 92, followedChat: 33 },
  append: await appendCost(),
  ...(await writeCosts()),
};

report("Redis: an append of a followed chat", costs.append, "µs");
report("PostgreSQL: a message with its thread and turn", costs.storedMessage, "µs");
report("PostgreSQL: a second of growing text", costs.storedText, "µs");
report("PostgreSQL: the record of a session", costs.storedRecord, "µs");
for (const people of [100_000, 10_000_000]) {
  const crowd = simulateCrowd(people, HABITS);
  console.log(
    `\n${people.toLocaleString("en")} people at once: ${Math.round(crowd.running).toLocaleString("en")} answers run, at worst ${Math.round(crowd.runningAtWorst).toLocaleString("en")}; ${Math.round(crowd.messages).toLocaleString("en")} messages/s`,
  );
  for (const [name, layout] of [
    ["balanced at random", SPREAD],
    ["gathered where people are", GATHERED],
  ] as const) {
    const needs = needsOf(crowd, costs, HABITS, layout);
    const rows = [
      ["nodes of one core, by what they do", needs.nodesByCpu],
      ["nodes of 4 GiB, by the chats they hold", needs.nodesByMemory],
      ["cores of Redis", needs.redisCores],
      ["cores of PostgreSQL", needs.postgresCores],
    ] as const;
    for (const [what, need] of rows)
      console.log(
        `  ${name.padEnd(26)} ${what.padEnd(40)} ${need.toFixed(1).padStart(9)}   one carries ${Math.round(peoplePerOne(crowd, need)).toLocaleString("en")} people`,
      );
  }
}

/** What Redis spends on an append when a hundred chats send theirs as they come. */
async function appendCost(): Promise<number> {
  const engine = await startEngine("Redis");
  if (typeof engine === "string") throw new Error(engine);
  const relay = createRelay(createDriver(engine.name, engine.url));
  await relay.join({ name: "bench", onRequest: async () => null });
  const owned = await Promise.all(
    Array.from({ length: 100 }, async () => {
      const claimed = await relay.claim(newId<ThreadId>(), 1, { snapshot: () => "{}", onFenced: () => undefined });
      if ("owner" in claimed) throw new Error("A new chat is owned already.");
      return claimed.owned;
    }),
  );
  const each = TIMES / 100;
  const round = async () => {
    for (let seq = 1; seq <= each; seq++) {
      for (const one of owned) one.append([{ type: "window-message", seq, data: "x".repeat(40) }]);
      await Promise.all(owned.map((one) => one.settled()));
    }
  };
  await round();
  const began = await engine.cpu();
  await round();
  const spent = (await engine.cpu()) - began;
  await relay.leave();
  await engine.stop();
  return spent / TIMES;
}

/** What PostgreSQL spends on the writes that a chat makes, some dozens at once, as a pool does. */
async function writeCosts(): Promise<Pick<Costs, "storedMessage" | "storedText" | "storedRecord">> {
  const server = await startPostgres();
  if (!server) throw new Error("There is no PostgreSQL here (apt-get install postgresql).");
  const data = createPostgresDataLayer({ url: server.url });
  const sessions = createPostgresSessionStore({ url: server.url });
  await data.open();
  await sessions.open();
  const at = new Date().toISOString();
  const chats = Array.from({ length: AT_ONCE }, () => {
    const [threadId, turnId] = [newId<ThreadId>(), newId<TurnId>()];
    const thread = { id: threadId, owner: "visitor:one", createdAt: at, updatedAt: at, epoch: 1, name: "Bench" };
    const turn = { id: turnId, kind: "message", foreground: true, state: "running", createdAt: at } as const;
    const step = { id: newId<StepId>(), turnId, type: "assistant_message", name: "Assistant", createdAt: at } as const;
    const record = {
      ...{ id: newId<SessionId>(), threadId, threadCreatedAt: at, owner: "visitor:one", epoch: 1, handles: [], answers: {} },
      ...{ interacted: true, started: true, clientType: "webapp", surface: {}, asks: [], unfinishedTurns: [], unstored: [], updatedAt: at },
    };
    return { threadId, thread, turn, step, record, length: 0 };
  });
  for (const { threadId, thread, turn, step } of chats) await data.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
  const text = "token ".repeat(46);
  const spentOn = async (write: (chat: (typeof chats)[number], round: number) => Promise<unknown>): Promise<number> => {
    const began = await server.cpu();
    const rounds = TIMES / AT_ONCE;
    for (let round = 0; round < rounds; round++) await Promise.all(chats.map((chat) => write(chat, round)));
    return ((await server.cpu()) - began) / TIMES;
  };
  const storedMessage = await spentOn(({ threadId, thread }) => {
    const turn = { id: newId<TurnId>(), kind: "message", foreground: true, state: "running", createdAt: at } as const;
    const output = { rev: 0, text: "What is the weather like in Lisbon today?" };
    const step = { id: newId<StepId>(), turnId: turn.id, type: "user_message", name: "Person", createdAt: at, end: at, output } as const;
    return data.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
  });
  const storedText = await spentOn((chat) => {
    const { threadId, step } = chat;
    const at = chat.length;
    chat.length += text.length;
    return data.write({ threadId, epoch: 1, texts: [{ type: "step-text", stepId: step.id, field: "output", rev: 0, at, text }] });
  });
  const storedRecord = await spentOn(({ record }, round) => sessions.save(record, { counter: String(round) }));
  await data.close();
  await sessions.close();
  await server.stop();
  return { storedMessage, storedText, storedRecord };
}
