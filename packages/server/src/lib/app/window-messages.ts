// What the page around the chat says to the app.
import { ChatError } from "@colloquy/protocol";
import type { DispatchTarget } from "./dispatch-target.ts";

/** How many `onWindowMessage` of one chat may run at once. */
const RUNNING_MESSAGES = 20;

/**
 * Hands it to the app's handler, whose end it does not wait for, and of which nothing is kept but what it says. An app without one hears nothing.
 *
 * @throws TOO_LARGE for more than a message may have, OVERLOADED while too many are worked on.
 */
export function takeWindowMessage({ session, driver, limits }: DispatchTarget, data: unknown): void {
  const handler = driver.asking(session).handlers.onWindowMessage;
  if (!handler) return;
  if ((JSON.stringify(data) ?? "").length > limits.messageLength)
    throw new ChatError("TOO_LARGE", `A window message may have ${limits.messageLength.toLocaleString("en")} characters.`);
  if (session.turns.running.filter(({ turn }) => turn.kind === "windowMessage").length >= RUNNING_MESSAGES)
    throw new ChatError("OVERLOADED", "Earlier window messages are still being worked on.");
  void driver.runSideWork(session, "windowMessage", "onWindowMessage", (context) => handler(data, context), { passing: true });
}
