// What an engine must do so that a relay can be made of it. A driver holds no state of sessions and decides nothing: each call is one step that
// happens as a whole or not at all, is safe to repeat, and compares no clocks.
import type { ThreadId } from "@colloquy/protocol";
import type { NodeId, NodeInfo, Owner, Position, RelayCapabilities } from "./relay.ts";

/** One entry of a log: its number and what it says. */
export interface LogEntry {
  readonly at: number;
  readonly body: string;
}

/** What those who listen to a session hear. */
export type LogNotice =
  | { readonly type: "entry"; readonly epoch: number; readonly entry: LogEntry }
  /** The log goes up to here: what is missing is to be read, as it is too large to be told. */
  | { readonly type: "more"; readonly epoch: number; readonly at: number }
  /** Another node owns it, or nobody does. */
  | { readonly type: "owner"; readonly owner: Owner | undefined }
  | { readonly type: "ended"; readonly reason: string };

/** A claim is made by who has looked: it holds only while the owner is still the one that was seen. */
export interface ClaimStep {
  readonly seen: NodeId | undefined;
  readonly node: NodeId;
  readonly epoch: number;
}

/** What an owner sends. */
export interface AppendStep extends Owner {
  /** Numbered without holes. */
  readonly entries: readonly LogEntry[];
  /** The same was sent before, and whether it arrived is unknown: entries that are there already count as sent. */
  readonly isRepeat: boolean;
  /** Somebody follows. Where nobody does, nobody need be told: who begins to follow is given the state with all that was said before. */
  readonly isFollowed: boolean;
  /** Entries of this epoch up to this one may be forgotten. */
  readonly forget: number;
  /** Entries of this epoch up to this one are in the data layer. */
  readonly written: number;
}

/** Whether a step of an owner was taken; otherwise by whom the session is owned, or nobody. A node that is empty: only its epoch is known. */
export type StepResult = { readonly ok: true } | { readonly ok: false; readonly owner: Owner | undefined };

/** What an epoch left behind in the log. */
export interface LogTail {
  readonly epoch: number;
  /** What its owner said last of how much is in the data layer. */
  readonly written: number;
  /** Those after it that are there, in order. */
  readonly entries: readonly LogEntry[];
}

/** How a node is there. `deaf`: its lease holds, but nobody listens in its place, as right after it was killed. */
export type Presence = "alive" | "deaf" | "gone";

/** What the relay hears from its driver. */
export interface DriverEvents {
  /** Something for a node of this driver. */
  onMessage(message: string): void;
  /** What was heard may have holes since the last call: the connection was lost and is back. */
  onReconnected(): void;
  /** The engine works, but is set up in a way that an operator should know of: a sentence, with what to do. */
  onAdvice?(advice: string): void;
}

/** An engine behind a relay. Every call may throw UNAVAILABLE within about a second; then whether it was done is unknown. */
export interface RelayDriver {
  readonly name: string;
  readonly capabilities: RelayCapabilities;
  /** How long a node that says nothing counts as alive, in milliseconds. */
  readonly leaseMs: number;
  /** The pause between two sendings of text alone while somebody follows, in milliseconds: longer where an append costs much. Default 10. */
  readonly followedGapMs?: number;
  open(events: DriverEvents): Promise<void>;
  close(): Promise<void>;

  /** Begins the life of a node: its lease, its inbox, what others see of it. */
  enter(node: NodeInfo): Promise<void>;
  /** Changes what others see. */
  describe(node: NodeInfo): Promise<void>;
  /** Prolongs the lease. False: it ran out, and this life is over. */
  renew(node: NodeId): Promise<boolean>;
  /** Ends the life of a node: this one's, or one whose process is known to be gone. */
  bury(node: NodeId): Promise<void>;
  /** How these nodes are there, in their order. */
  presence(nodes: readonly NodeId[]): Promise<readonly Presence[]>;
  nodes(): Promise<readonly NodeInfo[]>;

  ownerOf(threadId: ThreadId): Promise<Owner | undefined>;
  /** Refused when the owner is another than was seen; with the claimer as the owner, when the log or the last owner has this epoch or a higher one. */
  claim(threadId: ThreadId, step: ClaimStep): Promise<StepResult>;
  /** Taken back by who owned it under this epoch, as node `old` or in a past that was forgotten; refused when somebody has it under this epoch or a higher one. */
  reclaim(threadId: ThreadId, step: Owner & { readonly old: NodeId }): Promise<StepResult>;
  release(threadId: ThreadId, owner: Owner): Promise<void>;
  /** Forgets all of a session, unless it is owned otherwise, and tells who listens. */
  end(threadId: ThreadId, owner: Owner, reason: string): Promise<void>;

  /** Writes to the log and tells who listens, in one. */
  append(threadId: ThreadId, step: AppendStep): Promise<StepResult>;
  /** Entries of an epoch after a place, in order; those that are forgotten are missing at the beginning. */
  read(threadId: ThreadId, after: Position): Promise<readonly LogEntry[]>;
  /** The number of the last entry of an epoch that is there, 0 for none; in the order of the places. */
  tops(places: readonly { readonly threadId: ThreadId; readonly epoch: number }[]): Promise<readonly number[]>;
  /** What older epochs left, in order. */
  tail(threadId: ThreadId, before: number): Promise<readonly LogTail[]>;
  /** Forgets what older epochs left. */
  dropTail(threadId: ThreadId, before: number): Promise<void>;
  /** Listens to a session, from when it resolves until the returned function is called. */
  listen(threadId: ThreadId, hear: (notice: LogNotice) => void): Promise<() => void>;

  /** Gives a message to a node. False: nobody listens there. */
  send(node: NodeId, message: string): Promise<boolean>;
  /** Keeps a snapshot for ten seconds, for one reader. */
  putSnapshot(id: string, json: string): Promise<void>;
  takeSnapshot(id: string): Promise<string | undefined>;
}
