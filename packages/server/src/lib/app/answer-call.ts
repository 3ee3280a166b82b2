// The page answers a function that the app has called.
import { ChatError, type ClientRequest } from "@colloquy/protocol";
import { answerPage } from "../session/page-calls.ts";
import type { DispatchTarget } from "./dispatch-target.ts";

/** The first answer counts. Throws ASK_CLOSED when another page was faster, TOO_LARGE for more than a message may have. */
export function answerCall({ session, limits }: DispatchTarget, { callId, result }: Extract<ClientRequest, { type: "answerCall" }>): void {
  if (!session.state.calls.has(callId)) throw new ChatError("ASK_CLOSED", "This function was answered already, or nobody waits for it.");
  if (JSON.stringify(result).length > limits.messageLength)
    throw new ChatError("TOO_LARGE", `What a function returns may have ${limits.messageLength.toLocaleString("en")} characters.`);
  answerPage(session, callId, result);
}
