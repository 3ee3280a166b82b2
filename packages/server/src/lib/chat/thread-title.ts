// The title of a chat, as it stands in the list of chats and above the conversation.
import { ChatError } from "@colloquy/protocol";
import { nameFromText } from "../data/shown-name.ts";
import { onlyReadsError, requireContext } from "../session/context.ts";
import type { Session } from "../session/session.ts";

/**
 * Gives the chat a title, in place of the first words of its first message; every list of the person's chats shows it at once. Line
 * breaks become spaces, what turns the words around it is left out, and what is longer than 255 characters is cut. A title that the person gave is never changed.
 *
 * @param title what to call the chat.
 * @param session the chat; default: that of the running code.
 * @returns false when the person has named the chat, and nothing was changed.
 * @throws BAD_INPUT unless it is a text with something in it; NO_CHAT_CONTEXT outside of a chat when no session is given;
 * SESSION_ENDED when that chat is over.
 * @example
 * setThreadTitle(`Order ${order.number}`);
 */
export function setThreadTitle(title: string, session?: Session): boolean {
  if (typeof title !== "string" || nameFromText(title) === undefined)
    throw new ChatError("BAD_INPUT", "A title must be a text with something in it.", {
      fix: "Leave the call out to keep the title there is.",
    });
  if (session) return session.nameByApp(title);
  const context = requireContext();
  if (context.onlyReads) throw onlyReadsError();
  return context.session.nameByApp(title);
}
