// Whoever chats in a session sees what its settings show at the moment: a profile may show less of the work than the app does.
import type { Audience } from "@colloquy/protocol";
import type { LiveChat } from "../session/live-chat.ts";

/** The audience of one's own chat; it follows the chat's settings. */
export function ownAudience(chat: LiveChat): Audience {
  return {
    get cot() {
      return chat.config.cot;
    },
    get names() {
      return chat.state.names;
    },
    readOnly: false,
    shared: false,
  };
}
