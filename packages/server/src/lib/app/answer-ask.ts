// A person answers a question, or asks for more time to do so.
import { type Ask, type AskAnswer, type AskId, ChatError, type ClientRequest, type Fact } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";
import { checkAnswer } from "./answers/check-answer.ts";
import type { CheckedAnswer } from "./answers/checked-answer.ts";
import type { DispatchTarget } from "./dispatch-target.ts";
import { isKnownStep } from "./known-step.ts";
import { toElementFacts } from "./message-files.ts";
import { personName, withoutFollowUps } from "./person-message.ts";

/**
 * Settles when the answer is stored; then the question is closed for everybody.
 *
 * @throws ASK_CLOSED when somebody was faster, and what is wrong with the answer.
 */
export async function answerAsk(target: DispatchTarget, { askId, answer }: Extract<ClientRequest, { type: "answerAsk" }>): Promise<void> {
  const { session, driver } = target;
  const open = session.openAsk(askId);
  if (!open) return acceptAgain(session, askId, answer);
  if (answer.kind === "text" && (await isKnownStep(session, answer.stepId)))
    throw new ChatError("BAD_REQUEST", "There is another message with this id.");
  const checked = await checkAnswer(target, open, answer);
  await session.ensureName(personName(target));
  // From here to the facts nothing waits: of answers that come together one is first.
  const ask = session.openAsk(askId);
  if (session.phase !== "open") throw new ChatError("SESSION_ENDED");
  if (!ask || isSaid(session, answer)) return acceptAgain(session, askId, answer);
  const question = session.asks.questionOf(ask);
  const late = !session.asks.hasWaiter(askId);
  session.emit(...answerFacts(target, ask, checked), ...withoutFollowUps(session));
  session.asks.given.note(askId, answer);
  const { allows } = checked;
  if (allows?.where === "chat") session.asks.allowed.add(allows.tool);
  session.asks.end(askId, "answered", checked.answer);
  session.interact(answer.kind === "text" ? answer.text : (question?.text ?? ""));
  // At once: what waited for the store would not keep the chat, which may end meanwhile.
  if (late) void driver.runAskAnswer(session, { ask, question: question?.text ?? "", answer: checked.answer });
  await Promise.all([stored(session), allows?.where === "always" && allowAlways(session, allows.tool)]);
}

async function allowAlways(session: Session, tool: string): Promise<void> {
  await session.services.dataLayer.addApproval({ owner: session.owner, tool, createdAt: session.now() });
}

/** The record too: a question that was answered must not be open again after a kill. */
async function stored(session: Session): Promise<void> {
  await session.recorder.commit();
  await session.writer.save();
}

/** The same answer sent again, because its acknowledgement was lost, is the same answer. */
async function acceptAgain(session: Session, askId: AskId, answer: AskAnswer): Promise<void> {
  const same = session.asks.given.has(askId, answer) || (answer.kind === "text" && (await isKnownStep(session, answer.stepId)));
  if (!same) throw new ChatError("ASK_CLOSED");
  await stored(session);
}

function isSaid({ state }: Session, answer: AskAnswer): boolean {
  return answer.kind === "text" && state.steps.has(answer.stepId);
}

/** What was typed is a message of the person; what was sent is shown with the question. */
function answerFacts(target: DispatchTarget, ask: Ask, { answer, files = [] }: CheckedAnswer): Fact[] {
  const { session } = target;
  if (answer.kind !== "text") return toElementFacts(ask.stepId, files);
  const at = session.now();
  const parentId = session.asks.questionOf(ask)?.step.parentId;
  return [
    {
      type: "step-set",
      step: {
        id: answer.stepId,
        turnId: ask.turnId,
        type: "user_message",
        name: personName(target),
        createdAt: at,
        end: at,
        ...(parentId && { parentId }),
      },
    },
    { type: "step-text", stepId: answer.stepId, field: "output", rev: 0, at: 0, text: answer.text },
    ...toElementFacts(answer.stepId, files),
  ];
}

/**
 * Gives a question as much more time as it grants at once, and settles when that is written down.
 *
 * @throws ASK_CLOSED when it is closed, NOT_SUPPORTED when its time cannot be extended.
 */
export async function extendAsk(
  { session }: DispatchTarget,
  { askId, deadlineAt }: Extract<ClientRequest, { type: "extendAsk" }>,
): Promise<void> {
  const ask = session.openAsk(askId);
  if (!ask) throw new ChatError("ASK_CLOSED");
  if (ask.deadlineAt === null || ask.extendBy === undefined)
    throw new ChatError("NOT_SUPPORTED", "This question cannot be given more time.");
  // Else somebody was faster: this request itself perhaps, when its answer was lost on the way.
  if (ask.deadlineAt === deadlineAt) {
    const from = Math.max(Date.parse(ask.deadlineAt), session.services.clock.now());
    session.asks.change(askId, { deadlineAt: new Date(from + ask.extendBy * 1000).toISOString() });
  }
  await session.writer.save();
}
