// A chat with a long past: turns are written into the store of an app that is stopped, shaped as its own last turn was.
import path from "node:path";
import { type Element, newId, type StepId, type ThreadId, type Turn, type TurnId } from "@colloquy/protocol";
import { createSqliteDataLayer } from "colloquy/data/sqlite";
import type { RunningApp } from "./running-app.ts";

const WRITTEN_AT_ONCE = 100;

/** Writes `count` more turns after the last one of a thread: a message and an answer each. The app must be stopped. */
export async function writePastTurns(
  { folder }: Pick<RunningApp, "folder">,
  address: string,
  count: number,
  answer: (index: number) => string,
  /** What is shown with an answer. */
  shown: (index: number, forId: StepId) => readonly Element[] = () => [],
): Promise<void> {
  const threadId = path.basename(new URL(address).pathname) as ThreadId;
  const data = createSqliteDataLayer({ file: path.join(folder, "data", "chats.sqlite") });
  await data.open();
  try {
    const row = await data.loadThread(threadId);
    const last = (await data.loadTurns(threadId)).findLast((turn) => turn.kind === "message");
    if (!row || !last) throw new Error(`There is no turn to take as a model at ${address}`);
    const model = await data.loadSteps(threadId, { turnIds: [last.id] });
    let before = last.id;
    for (let from = 0; from < count; from += WRITTEN_AT_ONCE) {
      const turns: Turn[] = [];
      const steps: (typeof model)[number][] = [];
      const elements: Element[] = [];
      for (let index = from; index < Math.min(count, from + WRITTEN_AT_ONCE); index++) {
        const id = newId<TurnId>();
        const ids = new Map(model.map((step) => [step.id, newId<StepId>()]));
        turns.push({ ...last, id, parentTurnId: before, ...(last.messageId && { messageId: ids.get(last.messageId) ?? last.messageId }) });
        for (const step of model) {
          const text = step.type === "user_message" ? `Question ${index}` : answer(index);
          const stepId = ids.get(step.id) ?? step.id;
          steps.push({ ...step, id: stepId, turnId: id, output: { rev: 0, text } });
          if (step.type === "assistant_message") elements.push(...shown(index, stepId));
        }
        before = id;
      }
      await data.write({ threadId, epoch: row.epoch, thread: { ...row, leafTurnId: before }, turns, steps, elements });
    }
  } finally {
    await data.close();
  }
}
