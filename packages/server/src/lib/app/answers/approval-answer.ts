// A decision about a tool: one that was offered, and a changed input only where it may be changed.
import { ChatError } from "@colloquy/protocol";
import type { AnswerCheck } from "./checked-answer.ts";
import { checkInput } from "./form-answer.ts";

export const checkApproval: AnswerCheck<"approval"> = async (ask, answer, { session }) => {
  const { tool, scopes, edit } = ask;
  const { decision, input } = answer;
  const offered = decision === "once" || decision === "deny" || scopes.includes(decision);
  if (!offered) throw new ChatError("INVALID_VALUES", "This cannot be allowed for so long.");
  if (input !== undefined && edit === undefined) throw new ChatError("INVALID_VALUES", "The input of this tool cannot be changed.");
  const checked = input === undefined ? answer : { ...answer, input: checkInput(ask, input) };
  await session.asks.demand(ask.id, checked);
  return decision === "chat" || decision === "always" ? { answer: checked, allows: { tool, where: decision } } : { answer: checked };
};
