// A message in which something is drawn while it comes, and of which nobody knows yet whether it will be whole.
import { ChatError } from "@colloquy/protocol";
import { requireContext } from "../../session/context.ts";
import { Message } from "../message.ts";
import { keepDraft, noteDraft } from "./drafts.ts";

/** What is known of a message that may go again. */
export interface DraftMessage {
  /** It is whole: it stays. */
  keep(): void;
}

/**
 * Says that a message is not whole yet. Unless `keep` is called before the turn ends, however it ends, the message is taken out of the chat: a model
 * that is stopped, or breaks off, leaves no half of a drawing behind, and neither does a server that is killed meanwhile. For who draws with `modelView`; `viewTool` does so itself.
 *
 * @throws NO_CHAT_CONTEXT outside of a chat; BAD_INPUT for what is no message.
 */
export function draftMessage(message: Message): DraftMessage {
  if (!(message instanceof Message))
    throw new ChatError("BAD_INPUT", "draftMessage: the message must be a Message.", {
      fix: "Write draftMessage(message), with const message = new Message({ … }).",
    });
  const { session, turnId } = requireContext();
  noteDraft(session, turnId, message.id);
  return { keep: () => keepDraft(session, turnId, message.id) };
}
