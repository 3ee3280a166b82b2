// A person presses a button of the app.
import { ChatError, type ClientRequest } from "@colloquy/protocol";
import type { DispatchTarget } from "./dispatch-target.ts";

/** Runs what a button under a message stands for; settles with what its handler returned. */
export async function runAction(
  { session }: DispatchTarget,
  { stepId, actionId }: Extract<ClientRequest, { type: "runAction" }>,
): Promise<unknown> {
  const actions = session.state.steps.get(stepId)?.step.actions ?? [];
  if (!actions.some(({ id }) => id === actionId)) throw new ChatError("NOT_FOUND");
  throw new ChatError("NOT_SUPPORTED");
}

/** Runs a tool of the app on a message; settles with what its handler returned. */
export async function runMessageAction(
  { session }: DispatchTarget,
  { stepId, name }: Extract<ClientRequest, { type: "runMessageAction" }>,
): Promise<unknown> {
  const offered = session.state.surface.messageActions?.some((action) => action.name === name) ?? false;
  if (!offered || !session.state.steps.has(stepId)) throw new ChatError("NOT_FOUND");
  throw new ChatError("NOT_SUPPORTED");
}
