// What this node says when an operator asks (`colloquy cluster`), and how it is drained from outside.

import {
  CLUSTER_DRAIN,
  CLUSTER_OWNED,
  CLUSTER_STATUS,
  type NodeStatus,
  type OwnedChat,
  type OwnedList,
  type OwnedRequest,
} from "../relay/cluster-calls.ts";
import type { Session } from "../session/session.ts";
import type { Tally } from "../tally.ts";

/** What an operator may know of this node, and do with it. */
export interface ClusterParts {
  /** Where what nodes ask of each other is answered, by kind. */
  readonly calls: { answer(kind: string, answer: (body: unknown) => unknown): void };
  /** The sessions that it owns. */
  readonly sessions: () => readonly Session[];
  readonly followed: () => number;
  readonly tally: Tally;
  readonly ready: () => boolean;
  /** Takes nobody new and gives back what is idle; does not wait for what runs. */
  readonly drain: () => void;
}

/** Answers from now on. */
export function answerCluster({ calls, sessions, followed, tally, ready, drain }: ClusterParts): void {
  calls.answer(CLUSTER_STATUS, (): NodeStatus => {
    const owned = sessions();
    return {
      ready: ready(),
      owned: owned.length,
      followed: followed(),
      connections: tally.connections,
      turns: sum(owned, ({ turns }) => turns.running.length),
      asks: sum(owned, ({ state }) => state.asks.size),
      uptimeSeconds: Math.round(process.uptime()),
      memoryBytes: process.memoryUsage.rss(),
    };
  });
  calls.answer(CLUSTER_OWNED, (body): OwnedList => {
    const { limit } = body as OwnedRequest;
    const owned = sessions();
    const busyFirst = owned.toSorted((a, b) => b.turns.running.length - a.turns.running.length);
    return { total: owned.length, chats: busyFirst.slice(0, limit).map(toOwnedChat) };
  });
  calls.answer(CLUSTER_DRAIN, () => {
    drain();
    return true;
  });
}

function toOwnedChat({ threadId, state, turns, outlets }: Session): OwnedChat {
  return { threadId, epoch: state.epoch, turns: turns.running.length, asks: state.asks.size, listeners: outlets.size };
}

function sum(sessions: readonly Session[], count: (session: Session) => number): number {
  return sessions.reduce((total, session) => total + count(session), 0);
}
