// What is promised of questions and buttons, held against what is stored.
import { isDeepStrictEqual } from "node:util";
import type { AskAnswer, ClosedAsk, ThreadId } from "@colloquy/protocol";
import type { ModelThread } from "./chat-model.ts";
import type { ChatWorld } from "./chat-world.ts";

/** An acknowledged answer stands at its question as it was given, with the files that were sent. */
export async function judgeAnswers({ model, stores: { dataLayer } }: ChatWorld): Promise<string | undefined> {
  for (const [threadId, { answered }] of model.threads) {
    const known = [...answered.values()].flatMap(({ answer, stepId }) => (stepId ? [{ answer, stepId }] : []));
    if (known.length === 0) continue;
    const stepIds = known.flatMap(({ answer, stepId }) => (answer.kind === "text" ? [stepId, answer.stepId] : [stepId]));
    const steps = await dataLayer.loadSteps(threadId, { turnIds: [], stepIds });
    const sent = new Set((await dataLayer.loadElements(threadId, { stepIds })).map(({ file }) => file?.key));
    for (const { answer, stepId } of known) {
      const closed = steps.find(({ id }) => id === stepId)?.closedAsk;
      if (!stands(closed, answer)) return `${JSON.stringify(answer)} was acknowledged, and ${JSON.stringify(closed)} is stored`;
      const files = "files" in answer ? (answer.files ?? []) : [];
      if (files.some((key) => !sent.has(key))) return "a file that was sent with an answer is shown nowhere";
    }
  }
  return undefined;
}

function stands(closed: ClosedAsk | undefined, answer: AskAnswer): boolean {
  if (closed?.outcome !== "answered") return false;
  return answer.kind === "text" ? closed.answerId === answer.stepId : isDeepStrictEqual(closed.answer, answer);
}

/** Code is given each answer once: the code that asked, or the handler for late ones. */
export async function judgeGiven({ model, stores }: ChatWorld): Promise<string | undefined> {
  for (const [threadId, thread] of model.threads) {
    if (thread.hasCrashed || thread.given.size === 0) continue;
    const answered = await countAnswered(stores, threadId);
    for (const [question, times] of thread.given) {
      const most = answered.get(question) ?? 0;
      if (times > most) return `“${question}” was answered ${most} times, and its code was given ${times} answers`;
    }
  }
  return undefined;
}

async function countAnswered({ dataLayer }: ChatWorld["stores"], threadId: ThreadId): Promise<Map<string, number>> {
  const turnIds = (await dataLayer.loadTurns(threadId)).map(({ id }) => id);
  const counts = new Map<string, number>();
  for (const { closedAsk, output } of await dataLayer.loadSteps(threadId, { turnIds }))
    if (closedAsk?.outcome === "answered") counts.set(output?.text ?? "", (counts.get(output?.text ?? "") ?? 0) + 1);
  return counts;
}

/** A press runs once, however often it is sent and whatever died meanwhile; one that is acknowledged as done has run. */
export async function judgePresses({ model, stores: { dataLayer } }: ChatWorld): Promise<string | undefined> {
  for (const [threadId, thread] of model.threads) {
    for (const times of thread.pressed.values()) if (times > 1) return `the handler of one press ran ${times} times`;
    if (hasRunAll(thread)) continue;
    const done = new Set((await dataLayer.loadTurns(threadId)).filter(({ state }) => state === "done").map(({ id }) => id));
    for (const turnId of thread.acknowledgedPresses)
      if (done.has(turnId) && !thread.pressed.has(turnId)) return "a press was acknowledged as done whose handler did not run";
  }
  return undefined;
}

function hasRunAll({ acknowledgedPresses, pressed }: ModelThread): boolean {
  for (const turnId of acknowledgedPresses) if (!pressed.has(turnId)) return false;
  return true;
}
