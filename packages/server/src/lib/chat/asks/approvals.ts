// What the person of the chat has allowed for good, for pages of settings and for apps that let them take it back.
import { check, text } from "../../check-given.ts";
import { requireContext } from "../../session/context.ts";

/** A tool that may run without asking. */
export interface Approval {
  /** By which name it was asked about. */
  readonly tool: string;
  /** ISO 8601: since when. */
  readonly since: string;
}

/** What the person of this chat has answered with “always”, in every chat of theirs. */
export interface Approvals {
  /** All of them, the oldest first. Throws NO_CHAT_CONTEXT outside of a chat. */
  list(): Promise<Approval[]>;
  /** Asks about this tool again from now on, also in this chat. False when it was not allowed. Throws NO_CHAT_CONTEXT outside of a chat. */
  revoke(tool: string): Promise<boolean>;
}

/**
 * The tools that the person of this chat has allowed for good.
 *
 * @example
 * const tools = (await approvals.list()).map(({ tool }) => tool);
 */
export const approvals: Approvals = {
  async list() {
    const { session } = requireContext();
    const rows = await session.services.dataLayer.listApprovals(session.owner);
    return rows.map(({ tool, createdAt }) => ({ tool, since: createdAt }));
  },
  async revoke(tool) {
    check("approvals.revoke", "the tool", tool, text);
    const { session } = requireContext();
    const inChat = session.asks.allowed.delete(tool);
    if (inChat) session.writer.schedule();
    return (await session.services.dataLayer.removeApproval(session.owner, tool)) || inChat;
  },
};
