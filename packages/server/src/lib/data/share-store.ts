// The part of a data layer that knows links: which chat, or which answer, somebody may read without owning it, and what they see of it.
import { ChatError, type FileKey, type ThreadId, type ThreadSummary, type TurnId } from "@colloquy/protocol";
import { assertKey } from "../storable.ts";

/** A link to a chat, or to one answer of it. */
export interface ShareRow {
  /** What the link names: a random UUID. Who knows it may read what is shared. */
  readonly id: string;
  readonly threadId: ThreadId;
  /** Of one answer: its turn. Absent: the whole chat. */
  readonly turnId?: TurnId | undefined;
  /** Follows the chat as it grows. False: it is what was there, kept as the content of the row. */
  readonly live: boolean;
  /** With the steps between the messages. */
  readonly steps: boolean;
  /** With files and documents. */
  readonly files: boolean;
  /** Previews of the link say the chat's title. */
  readonly title: boolean;
  /** It is also found under the id of its thread, as Chainlit's clients name it. */
  readonly byThread?: boolean | undefined;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** From then on it is none. Absent: it has no end. */
  readonly endsAt?: string | undefined;
  /** The files that its content names: their bytes stay while it is there. */
  readonly fileKeys?: readonly FileKey[] | undefined;
}

/** When a link is stored, and when it is not. */
export interface ShareBounds {
  /** Only in the place of a link with this id: one that was taken back meanwhile stays so. */
  readonly onlyKnown?: boolean | undefined;
  /** A new link only where its thread has fewer than this. */
  readonly most?: number | undefined;
}

/** A link as a list of them shows it, with its chat. */
export interface SharedThread {
  readonly share: ShareRow;
  readonly thread: ThreadSummary;
}

/**
 * Storage of links, under the same promises as the rest of the data layer. A link belongs to whoever has its thread, and goes with the
 * thread. Rows of files that a link names (`fileKeys`) count as named: neither `staleFiles` nor `onlyUnnamed` finds them.
 */
export interface ShareStore {
  /**
   * Stores a link, or replaces the one with this id; `content` is any text, without it the stored one stays. Throws NOT_FOUND when its thread is
   * not stored, BAD_INPUT when the id is that of another thread's link. With `bounds` it looks and stores in one: whatever else is asked at the
   * same time, it returns false, and has stored nothing, where they do not hold.
   */
  put(row: ShareRow, content?: string, bounds?: ShareBounds): Promise<boolean>;
  /** Also one that has ended; `undefined` when there is none. */
  find(id: string): Promise<ShareRow | undefined>;
  /** What was frozen; `undefined` where nothing was. */
  loadContent(id: string): Promise<string | undefined>;
  /** All links of a thread, the oldest first. */
  ofThread(threadId: ThreadId): Promise<ShareRow[]>;
  /** All links to an owner's threads, the newest first. */
  ofOwner(owner: string): Promise<SharedThread[]>;
  /** Takes a link back, with its content. False when the thread has none with this id. */
  remove(threadId: ThreadId, id: string): Promise<boolean>;
}

/** Throws BAD_INPUT for a row that cannot be stored. */
export function assertShare({ id, threadId }: ShareRow): void {
  assertKey(id, "The id of a link");
  assertKey(threadId, "The id of a thread");
}

/** Nobody takes the link of another thread. */
export function otherThread(): ChatError {
  return new ChatError("BAD_INPUT", "A link with this id leads to another chat.");
}

/** Its thread is not there, or not any more. */
export function noThread(): ChatError {
  return new ChatError("NOT_FOUND", "The chat of this link is not stored.");
}
