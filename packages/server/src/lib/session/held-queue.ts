// After a person's Stop what waits is held: it runs when they say so. The surface alone says whether it is, so pages and server cannot differ.
import type { Surface } from "@colloquy/protocol";
import type { Session } from "./session.ts";
import { isOpening, startedTurn } from "./turns.ts";

/** True while what waits is not to run by itself. */
export function isQueueHeld({ state }: Session): boolean {
  return state.surface.queueHeld === true;
}

/** From now on what waits stays where it is; nothing happens when nothing waits that a person said. */
export function holdQueue(session: Session): void {
  if (isQueueHeld(session) || session.turns.waiting.every(({ turn }) => isOpening(turn))) return;
  session.emit({ type: "surface-set", surface: { queueHeld: true } });
}

/** What waits may run again. */
export function releaseQueue(session: Session): void {
  if (isQueueHeld(session)) session.emit({ type: "surface-set", surface: { queueHeld: false } });
}

/** The chat ends with what was held: it lies in the thread as not answered, where it can be tried again. */
export function closeHeldQueue(session: Session): void {
  if (!isQueueHeld(session)) return;
  const at = session.now();
  for (const waiting of [...session.turns.waiting]) {
    session.turns.dequeue(waiting.turn.id);
    session.emit(
      { type: "turn-start", turn: startedTurn(waiting, session.state, at) },
      { type: "turn-end", turnId: waiting.turn.id, state: "interrupted", endedAt: at },
    );
  }
  releaseQueue(session);
}

/** The surface of a chat that comes back from storage: no queue came with it. */
export function withoutHold({ queueHeld: _, ...surface }: Surface): Surface {
  return surface;
}
