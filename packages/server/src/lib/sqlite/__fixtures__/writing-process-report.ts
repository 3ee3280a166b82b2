// What the writing process writes and reports, known to it and to the test that reads it.
import type { SessionId, StepId, ThreadId, TurnId } from "@colloquy/protocol";
import type { SessionRecord } from "../../session-store/session-store.ts";

export type Report =
  | { readonly kind: "written"; readonly threadId: ThreadId; readonly turnId: TurnId; readonly stepId: StepId; readonly count: number }
  | { readonly kind: "failed"; readonly code: string; readonly message: string }
  | { readonly kind: "pausing" }
  | { readonly kind: "closed" };

/** The text after so many writes. Every write ends in the middle of an emoji, which the next one completes. */
export function textUpTo(count: number): string {
  const text = Array.from({ length: count }, (_, index) => `\udc4d ${index} \ud83d`).join("");
  return text === "" ? text : `\ud83d${text}`;
}

/** The record of the one session of a thread. */
export function sessionOf(threadId: ThreadId): SessionRecord {
  const at = "2025-03-01T10:00:00.000Z";
  return {
    id: threadId as string as SessionId,
    threadId,
    threadCreatedAt: at,
    owner: "visitor:one",
    epoch: 1,
    handles: [],
    interacted: true,
    started: true,
    clientType: "webapp",
    surface: {},
    asks: [],
    answers: {},
    unfinishedTurns: [],
    unstored: [],
    updatedAt: at,
  };
}
