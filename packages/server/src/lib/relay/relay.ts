// The seam between the sessions of this process and those of others: who owns a session, what its owner states, and who is asked about it.
// The data layer is the truth and gives the epochs; a relay is speed only, and whatever stands behind it may forget everything at any moment.
import type { ServerEvent, ThreadId } from "@colloquy/protocol";

/** One life of a process in the relay. A process that was taken for dead goes on under a new one; an old one never comes back. */
export type NodeId = string;

/** What the others know of a node. */
export interface NodeInfo {
  readonly id: NodeId;
  /** What an operator calls it, as `chat-2`. */
  readonly name: string;
  /** The release of the app, for who looks at a deploy. */
  readonly version?: string | undefined;
  /** Where its sessions are stored, see `NodeParts.place`. */
  readonly place?: string | undefined;
  /** It takes no more sessions and gives back those that it has. */
  readonly draining: boolean;
  /** It is there to look and to ask, and serves nobody: `Relay.nodes` leaves it out. */
  readonly observes?: boolean | undefined;
}

/** Who owns a session, and under which epoch. */
export interface Owner {
  readonly node: NodeId;
  readonly epoch: number;
}

/** A place in the log of a session: entries of an epoch are numbered from 1 and have no holes. */
export interface Position {
  readonly epoch: number;
  /** The last entry before the place; 0 before the first. */
  readonly at: number;
}

/** What a driver can do, as data. */
export interface RelayCapabilities {
  /** Nodes of several processes meet in it. Where they do not, nothing is ever elsewhere and nothing is sent. */
  readonly acrossProcesses: boolean;
  /** The log outlives its owner, so that who takes over has what was said to the last append. */
  readonly keepsTail: boolean;
  /** After so many milliseconds a killed process is known to be gone. */
  readonly seesKilledAfterMs: number;
  /** After so many milliseconds a frozen or unreachable one is. */
  readonly seesSilentAfterMs: number;
}

/** Where a session is: `nobody` also when its owner is known to be dead. */
export type Whereabouts =
  | { readonly where: "here"; readonly owned: Owned }
  | { readonly where: "elsewhere"; readonly owner: Owner }
  | { readonly where: "nobody"; readonly last?: Owner | undefined };

/** What somebody asks of a node; the names of kinds are those of who asks. */
export interface RelayRequest {
  readonly kind: string;
  /** Anything that JSON can say. */
  readonly body: unknown;
}

/** What became of a request. What the other side threw as a ChatError is thrown again instead. */
export type RelayAnswer =
  | { readonly is: "answered"; readonly body: unknown }
  /** Nobody listens there, known at once: look for the owner again. */
  | { readonly is: "nobody" }
  /** No answer in time. Whether it was done is unknown; asking again must be harmless. */
  | { readonly is: "late" };

/** What a node does for the others, and what it wants to know. None of these may throw, and only `onRequest` may wait. */
export interface NodeParts {
  /** What an operator calls this node. */
  readonly name: string;
  /** The release of the app. */
  readonly version?: string | undefined;
  /** What the store of its sessions says that it is called (`SessionStore.placeId`): nodes that belong together have the same. */
  readonly place?: string | undefined;
  /** It only looks and asks, as a command line does: it is no node to the others, and may claim nothing. */
  readonly observes?: boolean | undefined;
  /** Somebody asks. The same request is given once, also when it arrives twice. What it throws goes back to who asked, as a ChatError. */
  onRequest(request: RelayRequest, from: NodeId): Promise<unknown>;
  /** A node that this one followed, was followed by or watches is dead, for good. */
  onLost?(node: NodeId): void;
  /**
   * Nobody has heard from this node for so long that others may soon take it for dead (true), or it is heard again (false). Apps that must
   * never do a thing twice stop their handlers at true.
   */
  onDoubt?(inDoubt: boolean): void;
  /** The others took this node for dead, and it goes on under a new id. */
  onNewLife?(): void;
  /** What an owner of this node said is in the log, and on its way to its followers, after so many milliseconds; undefined when that failed. */
  onAppended?(tookMs: number | undefined): void;
  /** What stands behind the relay works, but is set up in a way that an operator should know of: a sentence, with what to do. Told by `join`. */
  onAdvice?(advice: string): void;
}

/** What the owner of a session brings along. */
export interface OwnerParts {
  /** The state as it is now, as JSON, with everything that was appended and nothing else. Called when a follower comes. */
  snapshot(): string;
  /**
   * What is to be done before anybody may follow, such as reading what is stored and folding the tail over it. When it throws, the session is
   * given back and the claim throws the same.
   */
  begin?(owned: Owned): Promise<void>;
  /** Somebody else owns the session: it must be closed here, and nothing more is taken from it. */
  onFenced(by: Owner | undefined): void;
  /** Another node follows, from its first connection to its last; `about` is what it said of its person. */
  onFollower?(node: NodeId, about: unknown): void;
  /** It follows no longer, or is dead. */
  onFollowerGone?(node: NodeId): void;
}

/** A session that this node owns. */
export interface Owned {
  readonly threadId: ThreadId;
  readonly epoch: number;
  /** The nodes that follow now. */
  readonly followers: ReadonlySet<NodeId>;
  /**
   * What the last owner stated and may not have written, in its order, for who takes over: folded over the stored rows it gives the state
   * to the last append. Empty when there was none, or when the relay has forgotten it.
   */
  readonly tail: readonly ServerEvent[];
  /** The tail is in the data layer now; the relay need not keep it. */
  tailWritten(): void;
  /**
   * Gives facts to the followers and to the tail, in order. Never waits and never throws: text gathers for some milliseconds, everything
   * else takes what is gathered and goes at once.
   */
  append(events: readonly ServerEvent[]): void;
  /** The place after everything that was appended so far. */
  place(): Position;
  /** Everything up to this place is in the data layer: who takes over need not read it again. */
  written(place: Position): void;
  /** Waits until everything that was appended so far is in the log, or can no longer be. */
  settled(): Promise<void>;
  /** Gives the session back: whoever comes next owns it. Everything appended is sent before. */
  release(): Promise<void>;
  /** The session is over: followers are told why, and nothing of it is kept. */
  end(reason: string): Promise<void>;
}

/** What a follower is told. None of these may throw or wait. */
export interface FollowerParts {
  /** The place of the copy that this node has already, if it has one. */
  readonly from?: Position | undefined;
  /** What the owner is told of the person who follows, such as their language. */
  readonly about?: unknown;
  /** A whole new state, as JSON: the first, or when too much was missed. */
  onSnapshot(json: string, place: Position): void;
  /** What the owner stated next. */
  onFacts(events: readonly ServerEvent[], place: Position): void;
  /**
   * It is over: the owner gave it back, has ended the session (with why), or is dead. After `released` and `lost` the session may be
   * claimed; `taken` says that this node owns it now.
   */
  onEnd(how: "released" | "ended" | "lost" | "taken", reason?: string): void;
  /** True while something is expected, as when a turn runs: then silence is looked into. Always, by default. */
  isBusy?(): boolean;
}

/** A session of another node that this one follows. */
export interface Following {
  readonly threadId: ThreadId;
  /** Who owns it, as far as is known. */
  readonly owner: Owner;
  /** How far this node has followed. */
  readonly place: Position;
  /** Asks its owner; a new owner is found and asked once more. */
  ask(request: RelayRequest, options?: AskOptions): Promise<RelayAnswer>;
  /** Follows no longer. Followers of the same session on this node are not touched. */
  stop(): void;
}

/** How long somebody waits for an answer. */
export interface AskOptions {
  /** In milliseconds; 5,000 by default. */
  readonly timeoutMs?: number;
}

/** The result of a claim: this node owns the session now, or somebody else was faster. */
export type Claimed = { readonly owned: Owned } | { readonly owner: Owner };

/** This process among the others. Made by `createRelay` from a driver, or by `createSingleRelay` for one process alone. */
export interface Relay {
  /** That of the driver. */
  readonly name: string;
  readonly capabilities: RelayCapabilities;
  /** This life of the process; another one after a lost lease. */
  readonly nodeId: NodeId;
  /** Connects and takes part. Throws UNAVAILABLE when what stands behind it cannot be reached. */
  join(parts: NodeParts): Promise<void>;
  /** From now on nothing is claimed here, and the others see it. */
  drain(): Promise<void>;
  /** Releases what is still owned, and is gone to the others at once. */
  leave(): Promise<void>;
  /** All nodes that are alive and serve people. */
  nodes(): Promise<readonly NodeInfo[]>;
  /** Where a session is. Throws UNAVAILABLE when that cannot be known now. */
  find(threadId: ThreadId): Promise<Whereabouts>;
  /**
   * Takes a session that nobody has, or whose owner is dead, under an epoch that the data layer has given out for this. Throws UNAVAILABLE
   * when that cannot be known now, or this node drains or only observes, STALE_WRITE when the epoch is not above the last one.
   */
  claim(threadId: ThreadId, epoch: number, parts: OwnerParts): Promise<Claimed>;
  /** Follows a session that is elsewhere. Throws NOT_FOUND when nobody owns it, UNAVAILABLE when its owner cannot be reached. */
  follow(threadId: ThreadId, parts: FollowerParts): Promise<Following>;
  /** Asks a node. */
  ask(node: NodeId, request: RelayRequest, options?: AskOptions): Promise<RelayAnswer>;
  /** Wants to know when this node is dead, by `onLost`; nodes that are followed or follow are watched anyway. */
  watch(node: NodeId): void;
}
