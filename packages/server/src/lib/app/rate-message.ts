// A person says what they think of an answer, says something else, or takes it back. It is stored, then stated, then the app hears of it.
import { ChatError, type Feedback, type GivenFeedback, type StepId, type StepWithText } from "@colloquy/protocol";
import { Message } from "../chat/message.ts";
import { offeredTags } from "../config/feedback.ts";
import type { FeedbackStore } from "../data/feedback-store.ts";
import type { NodeCalls } from "../relay/node-calls.ts";
import { toFeedback } from "../session/load-marks.ts";
import type { Session } from "../session/session.ts";
import type { FeedbackChange } from "./feedback-handlers.ts";
import { loadMessage } from "./load-message.ts";
import { liveOf, type MarkDeps, mark, type OwnedThread, storedStep } from "./marking.ts";
import { isHeld } from "./user-env.ts";

/** How many `onFeedback` of one chat may run at once. */
const RUNNING_FEEDBACK = 20;
const RATE_CALL = "feedback:rate";
const UNRATE_CALL = "feedback:unrate";

interface UnrateCall {
  readonly thread: OwnedThread;
  readonly stepId: StepId;
}

interface RateCall extends UnrateCall {
  readonly given: GivenFeedback;
}

/** True when answers can be rated here: the store keeps it, and the app does not forbid it. */
export function takesFeedback({ dataLayer, config }: Pick<MarkDeps, "dataLayer" | "config">): boolean {
  return dataLayer.feedback !== undefined && config.feedback.enabled !== false;
}

/**
 * Stores a rating in place of the one before, tells every page that shows the answer, and then `onFeedback`, whose end is not waited for.
 *
 * @throws NOT_SUPPORTED where nothing can be rated, NOT_FOUND for what is no answer of this chat, BAD_REQUEST for one that is still written and
 * for a reason that is not offered, OVERLOADED while too many handlers run.
 */
export function rateMessage(deps: MarkDeps, thread: OwnedThread, stepId: StepId, given: GivenFeedback): Promise<Feedback> {
  // The app hears of it where the chat is live.
  const call: RateCall = { thread: { id: thread.id, owner: thread.owner }, stepId, given };
  return deps.registry.whereItRuns(thread.id, RATE_CALL, call, () => rateHere(deps, call));
}

/** Answers what other nodes ask about ratings in the chats here. */
export function answerRatings(calls: NodeCalls, deps: MarkDeps): void {
  calls.answer(RATE_CALL, (body) => rateHere(deps, body as RateCall));
  calls.answer(UNRATE_CALL, (body) => unrateHere(deps, body as UnrateCall));
}

async function rateHere(deps: MarkDeps, { thread, stepId, given }: RateCall): Promise<Feedback> {
  const { store, step, before } = await findRated(deps, thread, stepId);
  const comment = given.comment?.trim() ?? "";
  if (comment !== "" && !deps.config.feedback.comment) throw new ChatError("BAD_REQUEST", "This app takes no comments.");
  const tags = [...new Set(given.tags)];
  const known = new Set([...offeredTags(deps.config.feedback, given.rating), ...(before?.tags ?? [])]);
  const unknown = tags.find((tag) => !known.has(tag));
  if (unknown !== undefined) throw new ChatError("BAD_REQUEST", `“${unknown}” is none of the reasons that this app offers.`);
  const updatedAt = new Date(deps.clock.now()).toISOString();
  const row = {
    threadId: thread.id,
    stepId,
    owner: thread.owner,
    rating: given.rating,
    tags,
    ...(comment !== "" && { comment }),
    createdAt: updatedAt,
    updatedAt,
  };
  const feedback = toFeedback(await mark(deps, thread, step, () => store.put(row)));
  tell(deps, thread, stepId, { ...feedback, before });
  return feedback;
}

/** Takes a rating back; without one nothing happens. Throws as `rateMessage` does. */
export async function unrateMessage(deps: MarkDeps, thread: OwnedThread, stepId: StepId): Promise<void> {
  const call: UnrateCall = { thread: { id: thread.id, owner: thread.owner }, stepId };
  await deps.registry.whereItRuns(thread.id, UNRATE_CALL, call, () => unrateHere(deps, call));
}

async function unrateHere(deps: MarkDeps, { thread, stepId }: UnrateCall): Promise<void> {
  const { store, step, before } = await findRated(deps, thread, stepId);
  const removed = await mark(deps, thread, step, () => store.remove({ threadId: thread.id, stepId, owner: thread.owner }));
  if (removed) tell(deps, thread, stepId, { rating: "none", tags: [], before });
}

interface Rated {
  readonly store: FeedbackStore;
  readonly step: StepWithText;
  readonly before: Feedback | undefined;
}

async function findRated(deps: MarkDeps, thread: OwnedThread, stepId: StepId): Promise<Rated> {
  const { feedback: store } = deps.dataLayer;
  if (!store || !takesFeedback(deps)) throw new ChatError("NOT_SUPPORTED", "Answers cannot be rated in this app.");
  const live = liveOf(deps, thread);
  if (live && deps.driver.handlers.onFeedback && runningFeedback(live) >= RUNNING_FEEDBACK)
    throw new ChatError("OVERLOADED", "Earlier ratings are still being worked on.");
  const step = await storedStep(deps, thread, stepId);
  if (step?.type !== "assistant_message") throw new ChatError("NOT_FOUND", "This answer isn’t here. It may have been deleted.");
  if (step.end === undefined) throw new ChatError("BAD_REQUEST", "This answer is still being written.");
  const [row] = await store.ofMessages(thread.id, thread.owner, [stepId]);
  return { store, step, before: row && toFeedback(row) };
}

function runningFeedback({ turns }: Session): number {
  return turns.running.filter(({ turn }) => turn.kind === "feedback").length;
}

/** Runs the app's handler where the chat is live. Its error is logged, shown to nobody, and undoes nothing. */
function tell(deps: MarkDeps, thread: OwnedThread, stepId: StepId, change: Omit<FeedbackChange, "message">): void {
  const handler = deps.driver.handlers.onFeedback;
  const session = liveOf(deps, thread);
  if (!handler || !session || isHeld(session)) return;
  const work = async (context: Parameters<typeof handler>[1]) => {
    const found = await loadMessage(session, stepId);
    if (!found) return;
    const message = Message.received(found.step, found.text, found.rev, found.elements);
    const { rating, tags, comment, before } = change;
    await handler({ rating, tags, comment, before, message }, context);
  };
  void deps.driver.runSideWork(session, "feedback", "onFeedback", work, { passing: true, takeError: () => undefined });
}
