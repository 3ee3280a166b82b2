// Buttons come and go also under messages that are long written, and under those that the window shows no more.
import { type Action, ChatError, MAX_ACTIONS, type Step, type StepId } from "@colloquy/protocol";
import { type ChatContext, onlyReadsError } from "../../session/context.ts";
import { KeyedQueue } from "../../session/keyed-queue.ts";
import type { Session } from "../../session/session.ts";

/** By chat and message. */
const changing = new KeyedQueue();

/** States a message anew with other buttons. Throws NOT_FOUND when it is not in the chat. */
export async function changeActions(
  { session, turnId, onlyReads }: ChatContext,
  stepId: StepId,
  change: (actions: readonly Action[]) => readonly Action[],
): Promise<void> {
  if (onlyReads) throw onlyReadsError();
  const stateAnew = (stored?: Step) => {
    session.assertLive(turnId);
    const step = session.state.steps.get(stepId)?.step ?? stored;
    if (!step) throw new ChatError("NOT_FOUND", "There is no such message in this chat.", { fix: "Send the message before its buttons." });
    const { actions: before = [], ...rest } = step;
    const actions = change(before);
    checkCount(actions);
    session.emit({ type: "step-set", step: { ...rest, ...(actions.length > 0 && { actions: [...actions] }) } });
  };
  session.assertLive(turnId);
  // What is in the state is changed at once, what is only stored one change after the other: who loaded before another change would undo it.
  if (session.state.steps.has(stepId)) stateAnew();
  else await changing.run(`${session.id} ${stepId}`, async () => stateAnew(await loadStep(session, stepId)));
}

/** Throws BAD_INPUT for more buttons than a message may have. */
export function checkCount(actions: readonly Action[]): void {
  if (actions.length > MAX_ACTIONS)
    throw new ChatError("BAD_INPUT", `A message may have ${MAX_ACTIONS} actions, not ${actions.length}.`, {
      fix: "Ask with a choice that can be searched instead.",
    });
}

async function loadStep(session: Session, stepId: StepId): Promise<Step | undefined> {
  if (!session.interacted) return undefined;
  await session.recorder.flush();
  const [stored] = await session.services.dataLayer.loadSteps(session.threadId, { turnIds: [], stepIds: [stepId] });
  if (!stored) return undefined;
  const { input: _input, output: _output, ...step } = stored;
  return step;
}
