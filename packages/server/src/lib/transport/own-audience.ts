// Whoever chats in a session sees what its settings show at the moment: a profile may show less of the work than the app does.
import type { Audience } from "@colloquy/protocol";
import type { Session } from "../session/session.ts";

/** The audience of one's own chat; it follows the session's settings. */
export function ownAudience(session: Session): Audience {
  return {
    get cot() {
      return session.config.cot;
    },
    names: session.names,
    readOnly: false,
    shared: false,
  };
}
