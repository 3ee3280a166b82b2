// In development: an ambient call under a turn that has ended is reported once, with the stack that made it.
// A queue or pool made inside one person's handler runs the next person's job in the first one's context; this is how it shows.
import { isFinal, type TurnId } from "@colloquy/protocol";
import type { Session } from "./session.ts";

/** Reports ambient calls of this session that come from turns that are over. */
export function watchStaleContexts(session: Session): void {
  const reported = new Set<TurnId>();
  session.noteAmbientUse = (turnId) => {
    if (reported.has(turnId) || session.turns.get(turnId)) return;
    const state = session.state.turns.get(turnId)?.turn.state;
    if (!state || !isFinal(state)) return;
    reported.add(turnId);
    const { stack } = new Error("ambient call");
    session.logger.warn(
      { sessionId: session.id, turnId, stack },
      "an ambient call was made under a turn that has ended. If this is a shared worker, give it the handler's own { userSession, session } or wrap the job with bind(); work that goes on after its turn may ignore this.",
    );
  };
}
