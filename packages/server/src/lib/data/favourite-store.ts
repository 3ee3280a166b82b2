// The part of a data layer that knows which of their messages people keep to use them again.
import type { Favourite, StepId, ThreadId } from "@colloquy/protocol";

/** A message that a person keeps. Its text is a copy. */
export interface FavouriteRow extends Favourite {
  /** As of threads: `user:<id>`, `visitor:<id>` or `bearer:<hash>`. */
  readonly owner: string;
}

/**
 * Storage of favourites, under the same promises as the rest of the data layer. They are the person's, and go with
 * the chat they are from: `deleteThread` takes them out, and `moveThreads` gives them to the new owner.
 */
export interface FavouriteStore {
  /** Each message is kept once: a second row of the same owner and message changes nothing. Answers what is stored. */
  add(row: FavouriteRow): Promise<FavouriteRow>;
  /** False when there was none. */
  remove(owner: string, threadId: ThreadId, stepId: StepId): Promise<boolean>;
  /** Takes out all of an owner. Returns how many. */
  removeAll(owner: string): Promise<number>;
  /** All of an owner, the newest first. */
  ofOwner(owner: string): Promise<FavouriteRow[]>;
  /** Those of an owner among these messages. */
  among(owner: string, threadId: ThreadId, stepIds: readonly StepId[]): Promise<FavouriteRow[]>;
}
