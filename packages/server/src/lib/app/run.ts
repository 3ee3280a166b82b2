// Bringing a session along to code that began elsewhere: a job, a webhook, a timer. It becomes a turn of its own.
import { ChatError } from "@colloquy/protocol";
import { fn as callable, check, type Kind } from "../check-given.ts";
import type { Session } from "../session/session.ts";
import { newTurn } from "../session/turns.ts";
import type { HandlerContext } from "./handler-context.ts";
import { runTurn } from "./turn.ts";

const sessionKind: Kind = {
  words: "a session",
  fits: (value) => typeof value === "object" && value !== null && "phase" in value && "services" in value,
};

/**
 * Runs a function inside a chat: messages, steps and the user session belong to that session, as in a handler.
 * It runs beside whatever runs, and ends the chat's idleness only while it runs.
 *
 * @throws SESSION_ENDED when the chat is over; what the function throws is thrown here and not shown to the person.
 */
export async function run<Result>(session: Session, fn: (context: HandlerContext) => Result | Promise<Result>): Promise<Result> {
  check(
    "run",
    "the session",
    session,
    sessionKind,
    "Give it the session that a handler got: context.session, or its second argument's session.",
  );
  check("run", "the work", fn, callable, "Write run(session, async () => { … }).");
  if (session.phase !== "open") throw new ChatError("SESSION_ENDED");
  let outcome: { readonly value: Result } | { readonly error: unknown } | undefined;
  await runTurn(
    session,
    { turn: newTurn("run", false, session.now()), parent: "leaf" },
    async (context) => {
      try {
        outcome = { value: await fn(context) };
      } catch (error) {
        outcome = { error };
      }
    },
    { handler: "onMessage", label: "run", onEnd: () => session.services.driver.idle(session) },
  );
  if (!outcome) throw new ChatError("SESSION_ENDED", "The chat ended before the work was done.");
  if ("error" in outcome) throw outcome.error;
  return outcome.value;
}
