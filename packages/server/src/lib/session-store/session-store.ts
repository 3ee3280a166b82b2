// The seam to where live sessions are written down, so that a restart finds them again.
import type { Ask, Element, SessionId, Surface, ThreadId, Turn, TurnBundle } from "@colloquy/protocol";
import type { SharedLocks } from "./shared-locks.ts";

/** All of a session that can be written down; the values of its user session are kept beside it, key by key. */
export interface SessionRecord {
  readonly id: SessionId;
  readonly threadId: ThreadId;
  readonly threadCreatedAt: string;
  /** `user:<id>`, `visitor:<id>` or `bearer:<hash>`. */
  readonly owner: string;
  readonly epoch: number;
  /** What Chainlit's clients show to get in, each made by `toHandle`; ours show a signed token instead. */
  readonly handles: readonly string[];
  /** True once the thread is in the data layer. */
  readonly interacted: boolean;
  /** True once `onChatStart` has begun; it never begins twice. */
  readonly started: boolean;
  readonly clientType: string;
  readonly surface: Surface;
  /** Open questions. */
  readonly asks: readonly Ask[];
  /** Answers to keyed questions, by turn and key, for Retry. */
  readonly answers: Readonly<Record<string, string>>;
  /** Sums of what was answered lately, by question: the same answer sent again is the same answer. Absent in records of older releases. */
  readonly given?: Readonly<Record<string, string>> | undefined;
  /** Tools that the person has allowed always in this chat. Absent in records of older releases. */
  readonly allowed?: readonly string[] | undefined;
  /** Turns that had not ended. */
  readonly unfinishedTurns: readonly Turn[];
  /** Everything said before the first interaction; empty afterwards. */
  readonly unstored: readonly TurnBundle[];
  /** What was shown beside the chat, and with no step, before the first interaction. Absent in records of older releases. */
  readonly unstoredElements?: readonly Element[] | undefined;
  /** What the person typed in as keys, encrypted; only when the app may keep it. */
  readonly sealedEnv?: string | undefined;
  /** When the last connection was lost. */
  readonly detachedAt?: string | undefined;
  /** When the last person left on purpose. */
  readonly leftAt?: string | undefined;
  readonly updatedAt: string;
}

/** A handle is a client's own id together with its owner, so that nobody gets in by guessing only the one. */
export function toHandle(owner: string, clientId: string): string {
  return `${owner} ${clientId}`;
}

/** Changed keys of the user session, encoded; null deletes. */
export type SavedValuesPatch = Readonly<Record<string, string | null>>;

/**
 * Where live sessions are written down. Without `locks` one process at a time: `open` takes a lease or throws STORE_LOCKED, and so does every
 * call of a process that lost its lease. Calls take effect in the order they are made, each as a whole or not at all.
 *
 * Strings are kept exactly. Only ids, owners and handles must be well-formed Unicode without NUL, else BAD_INPUT; keys and
 * values of the user session may be any strings.
 */
export interface SessionStore {
  readonly name: string;
  /** False for a store that forgets with the process: then a shutdown ends chats instead of suspending them. */
  readonly survivesRestart: boolean;
  /** What several processes that have the store open keep each other from. Absent: there is one, and it is alone. */
  readonly locks?: SharedLocks | undefined;
  /**
   * What the place is called that the sessions are in: made once, kept in it, and told alike to each process that has it open. By that servers find
   * out that others whom they meet have another database. Absent: nobody finds out. Asked once the store is open.
   */
  placeId?(): Promise<string>;
  /** Prepares the store and takes its lease; waits up to 10 s for a holder that may be dead, then throws STORE_LOCKED. */
  open(): Promise<void>;
  /**
   * Writes the record, and the changed values with it. Epochs are the thread's: when the thread's stored record has a higher
   * one, or the same and is another session's, STALE_WRITE is thrown; an older record of another session gives way, with its values.
   * A handle leads to the session that named it last.
   */
  save(record: SessionRecord, values?: SavedValuesPatch): Promise<void>;
  /**
   * Gives out an epoch for the record of a thread: above the stored one, and above `above`. It is stored with it, so that of any number who ask
   * at once no two get the same, and a `save` with an older one is refused from then on. Undefined where no session of the thread is stored.
   */
  takeEpoch(threadId: ThreadId, above: number): Promise<number | undefined>;
  load(sessionId: SessionId): Promise<SessionRecord | undefined>;
  loadValues(sessionId: SessionId): Promise<Record<string, string>>;
  findByThread(threadId: ThreadId): Promise<SessionRecord | undefined>;
  findByHandle(handle: string): Promise<SessionRecord | undefined>;
  /**
   * The records that were idle at that instant, the longest first: `detachedAt`, else `leftAt`, else `updatedAt` (a process
   * that died wrote neither) is not after it. The store cannot know who is connected now: the caller leaves out its live sessions.
   */
  findIdleSince(instant: string): Promise<SessionRecord[]>;
  /** Removes the record and its values, unless a higher epoch is stored. */
  delete(sessionId: SessionId, epoch: number): Promise<void>;
  /** Gives all sessions of one owner to another (sign-in), and their handles with them. Returns how many sessions. */
  moveSessions(from: string, to: string): Promise<number>;
  /** Finishes what was begun and gives the lease back. */
  close(): Promise<void>;
}
