// The part of a data layer that knows which of their messages people keep to use them again.
import { ChatError, type Favourite, type StepId, type ThreadId } from "@colloquy/protocol";

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
  /**
   * Each message is kept once: a second row of the same owner and message changes nothing. Answers what is stored. With `most`, a further one
   * throws TOO_LARGE when the owner has so many, however many are added at once.
   */
  add(row: FavouriteRow, most?: number): Promise<FavouriteRow>;
  /** False when there was none. */
  remove(owner: string, threadId: ThreadId, stepId: StepId): Promise<boolean>;
  /** Takes out all of an owner. Returns how many. */
  removeAll(owner: string): Promise<number>;
  /** All of an owner, the newest first. */
  ofOwner(owner: string): Promise<FavouriteRow[]>;
  /** Those of an owner among these messages. */
  among(owner: string, threadId: ThreadId, stepIds: readonly StepId[]): Promise<FavouriteRow[]>;
}

/** The error for one favourite too many. */
export function tooManyFavourites(most: number): ChatError {
  return new ChatError("TOO_LARGE", `There may be ${most} favourites.`, { fix: "Remove one of them first." });
}
