// The page answers a function that the app has called.
import { ChatError, type ClientRequest } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** The first answer counts. */
export function answerCall({ state }: Session, { callId }: Extract<ClientRequest, { type: "answerCall" }>): void {
  if (!state.calls.has(callId)) throw new ChatError("ASK_CLOSED");
  throw new ChatError("NOT_SUPPORTED");
}
