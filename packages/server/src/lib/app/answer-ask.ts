// A person answers a question, or asks for more time to do so.
import { type AskAnswer, type AskId, ChatError, type ClientRequest, type Fact } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";
import { type DispatchTarget, tooLong } from "./dispatch-target.ts";
import { personName, withoutFollowUps } from "./person-message.ts";

/**
 * Settles when the answer is stored; then the question is closed for everybody.
 *
 * @throws ASK_CLOSED when somebody was faster.
 */
export async function answerAsk(target: DispatchTarget, { askId, answer }: Extract<ClientRequest, { type: "answerAsk" }>): Promise<void> {
  const { session, driver, limits } = target;
  if (answer.kind !== "text") throw new ChatError("NOT_SUPPORTED");
  if (answer.text.length > limits.messageLength) throw tooLong(limits);
  await session.ensureName(personName(target));
  // From here to the facts nothing waits: of answers that come together one is first.
  const ask = session.openAsk(askId);
  if (!ask || session.state.steps.has(answer.stepId)) {
    // The same answer sent again, because its acknowledgement was lost, is the same answer.
    if (session.state.steps.get(answer.stepId)?.step.type === "user_message") return session.recorder.commit();
    throw new ChatError("ASK_CLOSED");
  }
  const question = session.state.steps.get(ask.stepId);
  session.emit(...typed(target, ask, answer), ...withoutFollowUps(session));
  const late = !session.asks.hasWaiter(askId);
  session.asks.end(askId, "answered", answer);
  session.interact(answer.text);
  // At once: what waited for the store would not keep the chat, which may end meanwhile.
  if (late) void driver.runAskAnswer(session, question?.texts.output?.read() ?? "", ask.key, answer.stepId);
  // The record too: a question that was answered must not be open again after a kill.
  await Promise.all([session.recorder.commit(), session.writer.save()]);
}

/** What was typed is a message of the person. */
function typed(
  target: DispatchTarget,
  ask: NonNullable<ReturnType<Session["openAsk"]>>,
  answer: Extract<AskAnswer, { kind: "text" }>,
): Fact[] {
  const { session } = target;
  const at = session.now();
  const parentId = session.state.steps.get(ask.stepId)?.step.parentId;
  const name = personName(target);
  return [
    {
      type: "step-set",
      step: {
        id: answer.stepId,
        turnId: ask.turnId,
        type: "user_message",
        name,
        createdAt: at,
        end: at,
        ...(parentId && { parentId }),
      },
    },
    { type: "step-text", stepId: answer.stepId, field: "output", rev: 0, at: 0, text: answer.text },
  ];
}

/** Gives a question more time. */
export async function extendAsk({ session }: DispatchTarget, askId: AskId): Promise<void> {
  if (!session.openAsk(askId)) throw new ChatError("ASK_CLOSED");
  throw new ChatError("NOT_SUPPORTED");
}
