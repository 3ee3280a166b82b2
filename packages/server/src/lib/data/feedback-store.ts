// The part of a data layer that knows what people said of answers.
import type { Feedback, StepId, ThreadId } from "@colloquy/protocol";

/** Which rating: each person has one of each message. */
export interface FeedbackKey {
  readonly threadId: ThreadId;
  readonly stepId: StepId;
  /** Whose it is, as of threads: `user:<id>`, `visitor:<id>` or `bearer:<hash>`. */
  readonly owner: string;
}

/** A rating as it is stored. */
export interface FeedbackRow extends FeedbackKey, Feedback {}

/** Which ratings are listed, and which page of them. */
export interface FeedbackQuery {
  readonly limit: number;
  /** Only those that were given or changed at this instant or later, in ISO 8601. */
  readonly since?: string | undefined;
  readonly cursor?: string | undefined;
}

/** A page of ratings, changed first first. */
export interface FeedbackPage {
  readonly rows: readonly FeedbackRow[];
  readonly nextCursor?: string | undefined;
}

/**
 * Storage of ratings, under the same promises as the rest of the data layer. A rating goes with its message and with its thread, and
 * `moveThreads` gives it to the new owner. It is the person's: no epoch fences it, and the last one that is written holds.
 */
export interface FeedbackStore {
  /** Stores a rating in place of the one with its key, and answers what is stored: `createdAt` of a stored one stays. NOT_FOUND when its message is not stored. */
  put(row: FeedbackRow): Promise<FeedbackRow>;
  /** Takes one back. False when there was none. */
  remove(key: FeedbackKey): Promise<boolean>;
  /** What one person said of these messages. What it costs must not depend on how many others the thread has. */
  ofMessages(threadId: ThreadId, owner: string, stepIds: readonly StepId[]): Promise<FeedbackRow[]>;
  /** All ratings of a thread, first changed first. */
  ofThread(threadId: ThreadId): Promise<FeedbackRow[]>;
  /** The ratings of everybody, in the order they were changed. An unknown cursor or a limit below one throws BAD_REQUEST. */
  list(query: FeedbackQuery): Promise<FeedbackPage>;
}
