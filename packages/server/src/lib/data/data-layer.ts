// The seam to storage: threads, their turns, their steps and what is shown with them, and whose files are whose. It knows no session and no UI.
import type {
  Element,
  ElementId,
  Feedback,
  FileKey,
  FolderId,
  Step,
  StepId,
  StepText,
  StepWithText,
  Thread,
  ThreadId,
  ThreadSummary,
  Turn,
  TurnId,
} from "@colloquy/protocol";
import type { ApprovalRows } from "./approval-rows.ts";
import type { DataWalk } from "./data-walk.ts";
import type { FavouriteStore } from "./favourite-store.ts";
import type { FeedbackStore } from "./feedback-store.ts";
import type { FileRows } from "./file-rows.ts";
import type { ShareStore } from "./share-store.ts";
import type { OldThreads, ThreadMarkStore } from "./thread-marks.ts";
import type { UserStore } from "./user-store.ts";

/** A thread as it is stored: what clients may see of it, and what only the server may. */
export interface ThreadRow extends Thread {
  /** `user:<id>`, `visitor:<id>` or `bearer:<hash>`. Kept from the first write on; afterwards only `moveThreads` changes it. */
  readonly owner: string;
  readonly updatedAt: string;
  /** Fencing number: a write that carries a lower one is refused. What is stored is the number of the batch. */
  readonly epoch: number;
  /** A person is waited for: lists mark it. */
  readonly waits?: boolean | undefined;
  /** With `waits`: until when, as nobody may be there to take the mark away. Absent: for as long as it takes. */
  readonly waitsUntil?: string | undefined;
  /** Encoded values of the user session, by key; left by the last session that ended. Never sent to a browser. */
  readonly savedValues?: Readonly<Record<string, string>> | undefined;
  /** JSON of the surface the last session ended with. Never sent to a browser. */
  readonly savedSurface?: string | undefined;
  /** Its person has deleted it, and may bring it back. Of the `marks`: it is read with the row, and not written by it. */
  readonly deletedAt?: string | undefined;
}

/**
 * One atomic write, in the order of its fields: all of it is stored when the promise resolves, nothing of it when it rejects.
 * Rows that exist are replaced and keep their place, texts are appended; the same batch a second time changes nothing, but for the
 * place of what it both removes and writes.
 */
export interface WriteBatch {
  readonly threadId: ThreadId;
  /** The writer's epoch: lower than the stored one throws STALE_WRITE and writes nothing; higher raises the stored one. */
  readonly epoch: number;
  /** Creates or replaces the thread row. A batch for a thread without a row must carry it, else NOT_FOUND. */
  readonly thread?: ThreadRow | undefined;
  /**
   * `known`: its thread was stored before. One that was deleted for good since then is not made anew: NOT_FOUND, also where the batch carries
   * the row. `new`: nobody has a thread with this id, whether deleted or not, else STALE_WRITE. Whatever else is asked at the same time.
   */
  readonly only?: "known" | "new" | undefined;
  /** Removes the turns and all their steps. What is removed and in this batch as well is a new row, with a new place. */
  readonly removedTurns?: readonly TurnId[];
  /** Removes the steps, with their texts and elements. */
  readonly removedSteps?: readonly StepId[];
  readonly removedElements?: readonly ElementId[];
  readonly turns?: readonly Turn[];
  /**
   * Records of steps, with a text where it is known to be whole. A step without a text keeps the stored one.
   * Its turn is stored, or in this batch, else STORE_FAILED; what `parentId` and `parentTurnId` name need not be.
   */
  readonly steps?: readonly StepWithText[];
  /**
   * Pieces of text: a piece with the stored `rev` is appended from where the stored text ends (overlap is skipped, a piece
   * beyond the end throws STORE_FAILED); a higher `rev` with `at: 0` replaces the text; a lower one is late and does nothing.
   * A piece for a step that is not stored throws STORE_FAILED. Pieces may cut a surrogate pair in two.
   */
  readonly texts?: readonly StepText[];
  /**
   * Elements of steps, and those of the thread itself (without `forId`). One for a step that is not stored, and not in this batch, is not
   * kept: the page does not show it either. One that is now for another step takes a new place, as on the page.
   */
  readonly elements?: readonly Element[];
}

/** A page of an owner's threads, last updated first. */
export interface ThreadPage {
  readonly threads: readonly ThreadSummary[];
  readonly nextCursor?: string | undefined;
  /** With `counted`: how many there are on all pages. */
  readonly total?: number | undefined;
}

/** Something that was said, found by its words. */
export interface SaidMessage {
  readonly thread: ThreadSummary;
  readonly message: Step;
  readonly text: string;
  /** Where a search goes on behind this one. */
  readonly cursor: string;
}

/** What is looked for among an owner's messages. */
export interface MessageSearch {
  /** Folded by `searchWords`; each must occur in a message. Without any nothing is found. */
  readonly words: readonly string[];
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Which chats are listed, and which page of them. */
export interface ThreadQuery {
  readonly limit: number;
  readonly cursor?: string;
  readonly search?: string;
  /** Where the words of `search` may stand. Default: in the name. */
  readonly searchIn?: "name" | "everything";
  /** Skips so many, in place of a cursor. */
  readonly offset?: number | undefined;
  /** Asks for `total`. Not with a search. */
  readonly counted?: boolean | undefined;
  /** By the marks of the chats, which a layer without `marks` passes over. Only those that are pinned, or only the others. */
  readonly pinned?: boolean | undefined;
  /** Those that were put away, instead of the others. False leaves them out of a search too. */
  readonly archived?: boolean | undefined;
  /** Those that were deleted and can be brought back, which no other query finds. */
  readonly deleted?: boolean | undefined;
  /** Only those in this folder. */
  readonly folderId?: FolderId | undefined;
  /** Only those with this tag, whether the person or the app gave it. */
  readonly tag?: string | undefined;
  /** Only those with an answer that their person rated so. A layer without `feedback` passes over it. */
  readonly rated?: Feedback["rating"] | undefined;
}

/** Which thread may be deleted, by its marks: what `ThreadMarkStore.oldThreads` finds. */
export type DeletedOnly = Pick<OldThreads, "which"> & {
  /** A time as `Date.toISOString` writes it. Absent: however long ago. */
  readonly before?: string | undefined;
};

/**
 * Durable storage of conversations. Drivers own their schema and migrate it in `open`. Every method may be called at once
 * with others, and calls take effect in the order they are made.
 *
 * Strings are kept exactly, unit by unit, also with a NUL or half a surrogate pair in them. Only ids and owners must be well-formed
 * Unicode without NUL, else BAD_INPUT: not every database tells them apart. Ids of turns, steps and elements are names within
 * their thread: the same one in another thread is another row.
 */
export interface DataLayer extends FileRows, ApprovalRows {
  readonly name: string;
  /** Prepares the store, migrating it; called once before anything else. */
  open(): Promise<void>;
  write(batch: WriteBatch): Promise<void>;
  /**
   * Gives out an epoch for a thread: above the stored one, and above `above`. It is stored with it, so that of any number who ask at once no two
   * get the same, and a `write` with an older one is refused from then on. Undefined when there is no such thread.
   */
  takeEpoch(threadId: ThreadId, above: number): Promise<number | undefined>;
  /** `undefined` when there is no such thread. */
  loadThread(threadId: ThreadId): Promise<ThreadRow | undefined>;
  /** All turns of a thread in the order they were first written, without what lies beside them (`siblingIds` and the like). */
  loadTurns(threadId: ThreadId): Promise<Turn[]>;
  /** The steps of the named turns (and the steps named by `stepIds`), in the order they were first written. */
  loadSteps(
    threadId: ThreadId,
    where: { readonly turnIds: readonly TurnId[]; readonly stepIds?: readonly StepId[] },
  ): Promise<StepWithText[]>;
  /**
   * The elements of the named steps, and with `ofThread` those of the thread itself, in the order they were first written. What it costs
   * must not depend on how many others the thread has.
   */
  loadElements(
    threadId: ThreadId,
    where: { readonly stepIds: readonly StepId[]; readonly ofThread?: boolean | undefined },
  ): Promise<Element[]>;
  /** The elements of type "artifact" of a whole thread, on every branch, in the order they were first written; as cheap as the others. */
  loadArtifacts(threadId: ThreadId): Promise<Element[]>;
  /** `undefined` when the thread has no such element. */
  loadElement(threadId: ThreadId, elementId: ElementId): Promise<Element | undefined>;
  /**
   * The pinned chats first, then the last updated first. `search` lists chats in whose name each of its words occurs, as `foldText` folds
   * them, or also those in one of whose messages they all do. With marks these come the best first: where each word begins a word of the name,
   * then the other names, then what was said. An unknown cursor or a limit below one throws BAD_REQUEST.
   * A thread that is updated between two pages may be missed by the second; none is listed twice.
   */
  listThreads(owner: string, query: ThreadQuery): Promise<ThreadPage>;
  /**
   * What was said in the chats of one owner, the newest first: messages of people and of the app that have an end, on every branch, in the
   * first 200,000 units of their text. An unknown cursor or a limit below one throws BAD_REQUEST.
   */
  searchMessages(owner: string, search: MessageSearch): Promise<SaidMessage[]>;
  /**
   * Deletes the thread and all that belongs to it; what is not there is passed over. Returns those keys of its files that no row names any
   * more: their blobs may go. A thread of which only files were stored is deleted, too. With `only` it looks and deletes in one: undefined, and
   * nothing is deleted, where the thread is not such a one any more, because somebody has just spoken in it or brought it back.
   */
  deleteThread(threadId: ThreadId, only?: DeletedOnly): Promise<{ readonly files: readonly FileKey[] } | undefined>;
  /** Gives all threads and files of one owner to another (sign-in); what that one has allowed stays theirs. Returns how many threads. */
  moveThreads(from: string, to: string): Promise<number>;
  /** Who the people are and where they are signed in. */
  readonly users: UserStore;
  /** Links to chats. A layer without them offers no sharing. */
  readonly shares?: ShareStore | undefined;
  /** Walks over everything, whoever owns it. Absent: the store cannot, and `colloquy data` cannot move what is in it. */
  readonly walk?: DataWalk | undefined;
  /**
   * What people do with their lists: pins, folders, tags, what is unread, what was deleted and may come back. Without it none of this is
   * offered, and what is deleted is gone at once.
   */
  readonly marks?: ThreadMarkStore;
  /** What people said of answers. Without it nothing can be rated. */
  readonly feedback?: FeedbackStore | undefined;
  /** Which of their messages people keep to use them again. Without it there are no favourites. */
  readonly favourites?: FavouriteStore | undefined;
  /** Finishes what was begun, then releases the store. */
  close(): Promise<void>;
}
