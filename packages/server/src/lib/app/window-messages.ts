// What the page around the chat says to the app.
import { ChatError } from "@colloquy/protocol";
import type { DispatchTarget } from "./dispatch-target.ts";

/** Hands it to the app's handler. */
export async function takeWindowMessage(_target: DispatchTarget, _data: unknown): Promise<void> {
  throw new ChatError("NOT_SUPPORTED");
}
