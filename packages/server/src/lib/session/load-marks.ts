// Reads what a person has made of messages from the data layer: their ratings and their favourites.
import { isMessageType, type Mark, NO_MARK, type StepId, type StepMark, type StepType, type ThreadId } from "@colloquy/protocol";
import type { DataLayer } from "../data/data-layer.ts";
import type { FeedbackRow } from "../data/feedback-store.ts";

type Stores = Pick<DataLayer, "feedback" | "favourites">;

/** Whose marks, and in which chat. */
export interface MarkedThread {
  readonly threadId: ThreadId;
  readonly owner: string;
}

/** The marks of a person among these steps; steps without one are left out. */
export async function loadMarks(
  { feedback, favourites }: Stores,
  { threadId, owner }: MarkedThread,
  steps: readonly { readonly id: StepId; readonly type: StepType }[],
): Promise<StepMark[]> {
  const messages = steps.filter(({ type }) => isMessageType(type));
  const idsOf = (wanted: StepType) => messages.filter(({ type }) => type === wanted).map(({ id }) => id);
  const [answers, own] = [idsOf("assistant_message"), idsOf("user_message")];
  const [rated, kept] = await Promise.all([
    answers.length > 0 ? (feedback?.ofMessages(threadId, owner, answers) ?? []) : [],
    own.length > 0 ? (favourites?.among(owner, threadId, own) ?? []) : [],
  ]);
  return [
    ...rated.map((row) => ({ stepId: row.stepId, feedback: toFeedback(row) })),
    ...kept.map(({ stepId }) => ({ stepId, favourite: true as const })),
  ];
}

/** What a person has made of one message. */
export async function loadMark(
  stores: Stores,
  thread: MarkedThread,
  step: { readonly id: StepId; readonly type: StepType },
): Promise<Mark> {
  const [found] = await loadMarks(stores, thread, [step]);
  if (!found) return NO_MARK;
  const { stepId: _stepId, ...mark } = found;
  return mark;
}

/** A rating as its person sees it. */
export function toFeedback({ rating, tags, comment, createdAt, updatedAt }: FeedbackRow): NonNullable<Mark["feedback"]> {
  return { rating, tags: [...tags], ...(comment !== undefined && { comment }), createdAt, updatedAt };
}
