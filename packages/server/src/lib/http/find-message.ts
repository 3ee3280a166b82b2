// Where a message of a chat is: on the branch that is shown, or on another one.
import { activePath, ChatError, isMessageType, type StepId, type Turn, type TurnId } from "@colloquy/protocol";
import type { ThreadRow } from "../data/data-layer.ts";
import type { HttpDeps } from "./http-deps.ts";

/** The turn that shows the message, and whether it is on the active path. Throws NOT_FOUND for what is no message of this chat. */
export async function findMessage(
  { dataLayer, registry }: Pick<HttpDeps, "dataLayer" | "registry">,
  { id: threadId }: ThreadRow,
  stepId: StepId,
): Promise<{ turnId: TurnId; shown: boolean }> {
  await registry.commit(threadId);
  const [step] = await dataLayer.loadSteps(threadId, { turnIds: [], stepIds: [stepId] });
  // The leaf is asked for last: what it names is stored.
  const [turns, row] = [await dataLayer.loadTurns(threadId), await dataLayer.loadThread(threadId)];
  const own = step && isMessageType(step.type) ? turns.find(({ id }) => id === step.turnId) : undefined;
  if (!own) throw new ChatError("NOT_FOUND", "This message isn’t here. It may have been deleted.");
  const path = activePath(turns, row?.leafTurnId);
  const shows = (turn: Turn | undefined) => turn !== undefined && path.some(({ id }) => id === turn.id);
  // An answer that was asked for again shows the same message as the one before it.
  const place = path.find(({ messageId }) => messageId === stepId) ?? toForeground(own, turns);
  return { turnId: place.id, shown: shows(place) || (!own.foreground && own.parentTurnId === undefined) };
}

/** What runs beside the conversation hangs on a turn of it. */
function toForeground(turn: Turn, turns: readonly Turn[]): Turn {
  if (turn.foreground) return turn;
  return turns.find(({ id }) => id === turn.parentTurnId) ?? turn;
}
