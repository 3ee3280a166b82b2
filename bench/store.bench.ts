// What a write costs: the batches a chat really makes, acknowledged one by one, and what a thread costs to read.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newId, type SessionId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { createMemoryDataLayer } from "colloquy/data/memory";
import { createSqliteDataLayer, createSqliteFile } from "colloquy/data/sqlite";
import { createMemorySessionStore } from "colloquy/session-store/memory";
import { createSqliteSessionStore } from "colloquy/session-store/sqlite";

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-bench-"));
const file = createSqliteFile({ file: path.join(folder, "chat.db") });
const drivers = [
  { data: createMemoryDataLayer(), sessions: createMemorySessionStore() },
  { data: createSqliteDataLayer(file), sessions: createSqliteSessionStore(file) },
];
const at = new Date().toISOString();
const WORDS = "harbour tide ferry sailing berth Straße timetable pier lighthouse 東京 weather vessel crew loading noon".split(" ");

for (const { data, sessions } of drivers) {
  await data.open();
  await sessions.open();
  const threadId = newId<ThreadId>();
  const turn = () => ({ id: newId<TurnId>(), kind: "message", foreground: true, state: "running", createdAt: at }) as const;
  const step = (turnId: TurnId) => ({ id: newId<StepId>(), turnId, type: "assistant_message", name: "Assistant", createdAt: at }) as const;
  const thread = { id: threadId, owner: "visitor:one", createdAt: at, updatedAt: at, epoch: 1, name: "Bench" };
  const growing = turn();
  const open = step(growing.id);
  await data.write({ threadId, epoch: 1, thread, turns: [growing], steps: [open] });

  const turnIds: TurnId[] = [];
  let length = 0;
  const token = "token ".repeat(33);
  const line = (name: string, us: number) => console.log(`${data.name.padEnd(8)} ${name.padEnd(52)} ${us.toFixed(1).padStart(9)} µs`);

  line(
    "a person's message: thread, turn and step",
    await cost(5_000, () => {
      const next = turn();
      turnIds.push(next.id);
      const message = { ...step(next.id), end: at, output: { rev: 0, text: "What is the weather like in Lisbon today?" } };
      return data.write({ threadId, epoch: 1, thread, turns: [next], steps: [message] });
    }),
  );
  line(
    "one second of running text: a piece of 200 units",
    await cost(5_000, () => {
      const texts = [{ type: "step-text", stepId: open.id, field: "output", rev: 0, at: length, text: token }] as const;
      length += token.length;
      return data.write({ threadId, epoch: 1, texts });
    }),
  );
  line(
    "a finished answer of 2,000 units, found by its words",
    await cost(1_000, (index) => {
      const text = Array.from({ length: 300 }, (_, word) => WORDS[(index * 7 + word * word) % WORDS.length]).join(" ");
      const answer = { ...step(turnIds[index] ?? growing.id), end: at, output: { rev: 0, text: `${text} number${index}` } };
      return data.write({ threadId, epoch: 1, steps: [answer] });
    }),
  );
  line(
    "finding a rare word in 1,000 answers",
    await cost(50, (index) => data.searchMessages("visitor:one", { words: [`number${index * 13}`], limit: 20 })),
  );
  line("finding a common one", await cost(50, () => data.searchMessages("visitor:one", { words: ["harbour", "tide"], limit: 20 })));
  line("finding two letters", await cost(50, () => data.searchMessages("visitor:one", { words: ["ty"], limit: 20 })));
  const record = {
    ...{ id: newId<SessionId>(), threadId, threadCreatedAt: at, owner: "visitor:one", epoch: 1, handles: ["visitor:one key"], answers: {} },
    ...{ interacted: true, started: true, clientType: "webapp", surface: {}, asks: [], unfinishedTurns: [], unstored: [], updatedAt: at },
  };
  let counter = 0;
  line("a session record with one changed value", await cost(5_000, () => sessions.save(record, { counter: String(++counter) })));
  line(
    "the steps of 20 turns out of 5,000",
    await cost(500, (index) => data.loadSteps(threadId, { turnIds: turnIds.slice(index, index + 20) })),
  );
  line("all 5,000 turns of a thread", await cost(20, () => data.loadTurns(threadId)));
  line("a text of a million units in 5,000 pieces", await cost(10, () => data.loadSteps(threadId, { turnIds: [], stepIds: [open.id] })));
  await data.close();
  await sessions.close();
}
rmSync(folder, { recursive: true });

/** Microseconds for one call, each awaited before the next. */
async function cost(times: number, call: (index: number) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let index = 0; index < times; index += 1) await call(index);
  return ((performance.now() - began) / times) * 1000;
}
