// The seam to storage: threads, their turns and their steps. It knows no session and no UI.
import type { StepId, StepText, StepWithText, Thread, ThreadId, ThreadSummary, Turn, TurnId } from "@colloquy/protocol";

/** A thread as it is stored: what clients may see of it, and what only the server may. */
export interface ThreadRow extends Thread {
  /** `user:<id>`, `visitor:<id>` or `bearer:<hash>`. */
  readonly owner: string;
  readonly updatedAt: string;
  /** Fencing number: a write that carries a lower one is refused. */
  readonly epoch: number;
  /** Encoded values of the user session, by key; left by the last session that ended. Never sent to a browser. */
  readonly savedValues?: Readonly<Record<string, string>> | undefined;
  /** JSON of the surface the last session ended with. Never sent to a browser. */
  readonly savedSurface?: string | undefined;
}

/** One atomic write. Parents come before children; rows that exist are replaced; texts are appended. */
export interface WriteBatch {
  readonly threadId: ThreadId;
  /** The writer's epoch: lower than the stored one throws STALE_WRITE and writes nothing; higher raises the stored one. */
  readonly epoch: number;
  /** Creates or replaces the thread row. A batch for a thread without a row must carry it, else NOT_FOUND. */
  readonly thread?: ThreadRow | undefined;
  readonly turns?: readonly Turn[];
  /**
   * Records of steps, with a text where it is known to be whole. A step without a text keeps the stored one.
   * Steps keep the order of their first write.
   */
  readonly steps?: readonly StepWithText[];
  /**
   * Pieces of text, applied after the steps: a piece with the stored `rev` is appended from where the stored text ends
   * (overlap is skipped, a piece beyond the end throws STORE_FAILED); a higher `rev` with `at: 0` replaces the text.
   */
  readonly texts?: readonly StepText[];
  readonly removedSteps?: readonly StepId[];
  /** Removes the turns and all their steps. */
  readonly removedTurns?: readonly TurnId[];
}

/** A page of an owner's threads, last updated first. */
export interface ThreadPage {
  readonly threads: readonly ThreadSummary[];
  readonly nextCursor?: string | undefined;
}

/**
 * Durable storage of conversations. Drivers own their schema and migrate it in `open`. Every method may be called at once
 * with others; writes of one thread are given one at a time by the recorder.
 */
export interface DataLayer {
  readonly name: string;
  /** Prepares the store, migrating it; called once before anything else. */
  open(): Promise<void>;
  write(batch: WriteBatch): Promise<void>;
  /** `undefined` when there is no such thread. */
  loadThread(threadId: ThreadId): Promise<ThreadRow | undefined>;
  /** All turns of a thread in the order they were first written, without `siblingIds`. */
  loadTurns(threadId: ThreadId): Promise<Turn[]>;
  /** The steps of the named turns (and the steps named by `stepIds`), in the order they were first written. */
  loadSteps(
    threadId: ThreadId,
    where: { readonly turnIds: readonly TurnId[]; readonly stepIds?: readonly StepId[] },
  ): Promise<StepWithText[]>;
  /** `search` matches the name, without regard to case. An unknown cursor throws BAD_REQUEST. */
  listThreads(owner: string, options: { readonly limit: number; readonly cursor?: string; readonly search?: string }): Promise<ThreadPage>;
  /** Deletes the thread and all that belongs to it; nothing happens when it is not there. */
  deleteThread(threadId: ThreadId): Promise<void>;
  /** Gives all threads of one owner to another (sign-in). Returns how many. */
  moveThreads(from: string, to: string): Promise<number>;
  /** Finishes what was begun, then releases the store. */
  close(): Promise<void>;
}
