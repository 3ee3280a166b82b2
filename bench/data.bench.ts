// What history costs when there is much of it: a million steps in fifty thousand chats, in both databases; and a hundred answers that are
// written down as they are said.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import type { DataLayer } from "colloquy/data";
import { createPostgresDataLayer } from "colloquy/data/postgres";
import { createSqliteDataLayer } from "colloquy/data/sqlite";
import { copyChats } from "../packages/server/test/copy-chats.ts";
import { startPostgres } from "../packages/server/test/start-postgres.ts";
import { quantile, report } from "./lib/report.ts";

/** Chats that are written one by one; all others are copies of them. */
const WRITTEN = 500;
const TURNS = 10;
const STEPS_OF_CHAT = 2 * TURNS;
const COPIES = [9, 90] as const;
const CALLS = 100;
const STREAMS = 100;
const STREAM_S = 10;
const WORDS = "harbour tide ferry sailing berth Straße timetable pier lighthouse weather vessel crew loading noon anchor".split(" ");
const at = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString();
const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, n) => WORDS[(seed * 7 + n * n * 3 + n) % WORDS.length]).join(" ");

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-bench-"));
const server = await startPostgres();
try {
  const file = path.join(folder, "chats.sqlite");
  const places = [
    { name: "SQLite", database: file, open: () => createSqliteDataLayer({ file }) },
    { name: "PostgreSQL", database: server.url, open: () => createPostgresDataLayer({ url: server.url }) },
  ];
  for (const place of places) await measure(place);
} finally {
  await server.remove();
  rmSync(folder, { recursive: true, force: true });
}

async function measure({ name, database, open }: { name: string; database: string; open: () => DataLayer }): Promise<void> {
  let began = performance.now();
  await withLayer(open, writeChats);
  report(`${name}: ${WRITTEN} chats written one by one`, (performance.now() - began) / 1000, "s");
  let copies = 0;
  const before = new Map<string, number>();
  for (const more of COPIES) {
    began = performance.now();
    // Every fifth copy is of somebody who has very many; the others are spread over four hundred people.
    const ownerOf = `CASE WHEN n % 5 = 0 THEN 'user:much' ELSE 'user:' || ((n * ${WRITTEN} + pos) % 400) END`;
    await copyChats(database, { from: copies + 1, count: more, ownerOf });
    copies += more;
    await withLayer(open, async (layer) => {
      const steps = (copies + 1) * WRITTEN * STEPS_OF_CHAT;
      report(`${name}: ${steps.toLocaleString("en")} steps are there, indexed`, (performance.now() - began) / 1000, "s");
      for (const [what, goal, call] of reads(layer)) {
        const ms = await p95(call);
        report(`${name}, ${steps.toLocaleString("en")} steps: ${what}, p95`, ms, "ms", goal);
        const known = before.get(what);
        if (known !== undefined) report(`    so many times what it was with a tenth of them`, ms / known, "×");
        before.set(what, ms);
      }
      if (more === COPIES.at(-1)) await stream(name, layer);
    });
  }
}

async function withLayer(open: () => DataLayer, job: (layer: DataLayer) => Promise<void>): Promise<void> {
  const layer = open();
  await layer.open();
  try {
    await job(layer);
  } finally {
    await layer.close();
  }
}

function chat(n: number, owner: string) {
  const threadId = newId<ThreadId>();
  const thread = { id: threadId, owner, createdAt: at(n), updatedAt: at(n), epoch: 1, name: words(n, 4) };
  const turns = Array.from({ length: TURNS }, () => ({
    ...({ id: newId<TurnId>(), kind: "message", foreground: true, state: "done", createdAt: at(n), endedAt: at(n) } as const),
  }));
  const steps = turns.flatMap(({ id: turnId }, turn) =>
    (["user_message", "assistant_message"] as const).map((type, side) => ({
      ...{ id: newId<StepId>(), turnId, type, name: "A", createdAt: at(n), end: at(n) },
      output: { rev: 0, text: `${words(n * 31 + turn * 2 + side, side === 0 ? 8 : 25)} number${n}x${turn}` },
    })),
  );
  return { threadId, epoch: 1, thread, turns, steps };
}

async function writeChats(layer: DataLayer): Promise<void> {
  const batches = Array.from({ length: WRITTEN }, (_, n) => chat(n, `user:${n % 400}`));
  while (batches.length > 0) await Promise.all(batches.splice(0, 20).map((batch) => layer.write(batch)));
}

type Read = readonly [what: string, goal: number, call: (n: number) => Promise<unknown>];

function reads(layer: DataLayer): readonly Read[] {
  const usual = (n: number) => `user:${(n * 37) % 400}`;
  const opened = async (owner: string, n: number) => {
    const { threads } = await layer.listThreads(owner, { limit: 40 });
    const threadId = threads[n % threads.length]?.id;
    if (threadId === undefined) throw new Error("There is no chat to open.");
    return threadId;
  };
  const open = async (threadId: ThreadId) => {
    await layer.loadThread(threadId);
    const turns = await layer.loadTurns(threadId);
    const steps = await layer.loadSteps(threadId, { turnIds: turns.slice(-20).map(({ id }) => id) });
    await layer.loadElements(threadId, { stepIds: steps.map(({ id }) => id), ofThread: true });
    if (steps.length !== STEPS_OF_CHAT) throw new Error(`The chat ${threadId} has ${steps.length} steps.`);
  };
  const kinds = [
    ["of somebody with a hundred chats", usual],
    ["of somebody with very many", () => "user:much"],
  ] as const;
  return kinds.flatMap(([who, owner]): Read[] => [
    [`a list ${who}`, 50, (n) => layer.listThreads(owner(n), { limit: 40, counted: true })],
    [`names with a word ${who}`, 50, (n) => layer.listThreads(owner(n), { limit: 20, search: WORDS[n % WORDS.length] ?? "" })],
    [
      `a rare word in names and messages ${who}`,
      50,
      (n) => layer.listThreads(owner(n), { limit: 20, search: `number${n}x3`, searchIn: "everything" }),
    ],
    [`a common word in messages ${who}`, 50, (n) => layer.searchMessages(owner(n), { words: [WORDS[n % WORDS.length] ?? ""], limit: 20 })],
    [`a rare word in messages ${who}`, 50, (n) => layer.searchMessages(owner(n), { words: [`number${n}x3`], limit: 20 })],
    [`opening a chat ${who}`, 100, async (n) => open(await opened(owner(n), n))],
  ]);
}

async function p95(call: (n: number) => Promise<unknown>): Promise<number> {
  for (let n = 0; n < 5; n += 1) await call(n + 1000);
  const times: number[] = [];
  for (let n = 0; n < CALLS; n += 1) {
    const began = performance.now();
    await call(n);
    times.push(performance.now() - began);
  }
  return quantile(times, 0.95);
}

/** As the recorder writes: a message and its turn at once, then what was said in each second. */
async function stream(name: string, layer: DataLayer): Promise<void> {
  const acknowledged: number[] = [];
  const pieces: number[] = [];
  const timed = async (times: number[], batch: Parameters<DataLayer["write"]>[0]) => {
    const began = performance.now();
    await layer.write(batch);
    times.push(performance.now() - began);
  };
  const second = "token ".repeat(50);
  await Promise.all(
    Array.from({ length: STREAMS }, async (_, n) => {
      await sleep((n * 1000) / STREAMS);
      const { threadId, thread, turns, steps } = chat(n, `user:${n}`);
      const [turn, message, answer] = [turns[0], steps[0], steps[1]];
      if (!turn || !message || !answer) throw new Error("A chat has a first turn.");
      await timed(acknowledged, { threadId, epoch: 1, thread, turns: [turn], steps: [message] });
      const { output: _output, end: _end, ...growing } = answer;
      await layer.write({ threadId, epoch: 1, steps: [growing] });
      for (let at = 0; at < STREAM_S; at += 1) {
        const next = sleep(1000);
        await timed(pieces, {
          threadId,
          epoch: 1,
          texts: [{ type: "step-text", stepId: answer.id, field: "output", rev: 0, at: at * second.length, text: second }],
        });
        await next;
      }
    }),
  );
  report(`${name}: ${STREAMS} streams of 50 tokens/s, a message acknowledged, p99`, quantile(acknowledged, 0.99), "ms", 50);
  report(`${name}: ${STREAMS} streams of 50 tokens/s, a second of text written, p99`, quantile(pieces, 0.99), "ms", 50);
}
