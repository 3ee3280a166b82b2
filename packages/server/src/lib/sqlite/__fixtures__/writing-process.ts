// A process that writes chats as fast as it can and reports each write once it is acknowledged. It is told to be killed, paused or
// stopped by the test that started it: node --import jiti/register writing-process.ts <file> <deadAfterMs>
import { writeSync } from "node:fs";
import { isChatError, newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { createSqliteDataLayer } from "../../data/drivers/sqlite.ts";
import { createSqliteSessionStore } from "../../session-store/drivers/sqlite.ts";
import { createSqliteFile } from "../sqlite-file.ts";
import { type Report, sessionOf, textUpTo } from "./writing-process-report.ts";

const [, , file = "", deadAfterMs = "10000"] = process.argv;
const sqlite = createSqliteFile({ file, leaseTimes: { beatEveryMs: 50, deadAfterMs: Number(deadAfterMs), lookEveryMs: 10 } });
const data = createSqliteDataLayer(sqlite);
const sessions = createSqliteSessionStore(sqlite);
let stopping = false;

process.on("message", (message) => {
  if (message === "stop") stopping = true;
  // By itself, so that it is not in the middle of a transaction.
  if (message === "pause") void report({ kind: "pausing" }).then(() => process.kill(process.pid, "SIGSTOP"));
});

try {
  await data.open();
  await sessions.open();
  await Promise.all([chat(), chat(), chat()]);
  await data.close();
  await sessions.close();
  await report({ kind: "closed" });
} catch (error) {
  await report({ kind: "failed", code: isChatError(error) ? error.code : "?", message: String(error) });
}
process.disconnect?.();

async function chat(): Promise<void> {
  const ids = { threadId: newId<ThreadId>(), turnId: newId<TurnId>(), stepId: newId<StepId>() };
  const createdAt = new Date().toISOString();
  const thread = { id: ids.threadId, owner: "visitor:one", createdAt, updatedAt: createdAt, epoch: 1 };
  const turn = { id: ids.turnId, kind: "message", foreground: true, state: "running", createdAt } as const;
  const step = { id: ids.stepId, turnId: ids.turnId, type: "assistant_message", name: "Assistant", createdAt } as const;
  await data.write({ threadId: ids.threadId, epoch: 1, thread, turns: [turn], steps: [step] });
  for (let count = 1; !stopping; count += 1) {
    const [before, text] = [textUpTo(count - 1), textUpTo(count)];
    const piece = { type: "step-text", stepId: ids.stepId, field: "output", rev: 0, at: before.length, text: text.slice(before.length) } as const;
    await data.write({ threadId: ids.threadId, epoch: 1, texts: [piece] });
    await sessions.save(sessionOf(ids.threadId), { count: String(count) });
    await report({ kind: "written", ...ids, count });
    // Beats and messages are timers and I/O: without a pause in which they get their turn, none would come.
    if (count % 20 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Waits until the line is in the pipe: what was reported is out, whatever happens to this process next. */
async function report(line: Report): Promise<void> {
  const text = `${JSON.stringify(line)}\n`;
  for (;;) {
    try {
      return void writeSync(1, text);
    } catch {
      // The pipe is full for the moment. A line is shorter than a page, so it goes in whole or not at all.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}
