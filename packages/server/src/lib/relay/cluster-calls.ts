// What an operator asks of nodes, and what they answer: the words of `colloquy cluster`.
import type { ThreadId } from "@colloquy/protocol";

/** How is it? Nothing is sent along; the answer is a `NodeStatus`. */
export const CLUSTER_STATUS = "cluster:status";
/** Which chats does it run? With an `OwnedRequest`; the answer is an `OwnedList`. */
export const CLUSTER_OWNED = "cluster:owned";
/** Take nobody new and give back what is idle. Nothing is sent along; the answer is true, at once. */
export const CLUSTER_DRAIN = "cluster:drain";

/** How a node is. */
export interface NodeStatus {
  /** False while it starts or drains. */
  readonly ready: boolean;
  /** Chats that it runs. */
  readonly owned: number;
  /** Chats of other nodes that people see through it. */
  readonly followed: number;
  readonly connections: number;
  /** Turns that run. */
  readonly turns: number;
  /** Questions that wait for a person. */
  readonly asks: number;
  readonly uptimeSeconds: number;
  /** What the process takes of the machine's memory. */
  readonly memoryBytes: number;
}

/** How many are listed at most; those with turns that run come first. */
export interface OwnedRequest {
  readonly limit: number;
}

/** A chat that a node runs. Nothing of its person and nothing that was said. */
export interface OwnedChat {
  readonly threadId: ThreadId;
  readonly epoch: number;
  readonly turns: number;
  readonly asks: number;
  /** Connections and following nodes together. */
  readonly listeners: number;
}

/** The chats that a node runs. */
export interface OwnedList {
  readonly total: number;
  readonly chats: readonly OwnedChat[];
}
