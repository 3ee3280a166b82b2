// An answer is checked against its question before it counts, by one small check for each kind.
import { type Ask, type AskAnswer, type AskKind, ChatError } from "@colloquy/protocol";
import { type DispatchTarget, tooLong } from "../dispatch-target.ts";
import { filesOf } from "../message-files.ts";
import { checkApproval } from "./approval-answer.ts";
import type { AnswerCheck, CheckedAnswer } from "./checked-answer.ts";
import { checkChoice } from "./choice-answer.ts";
import { checkFiles } from "./file-answer.ts";
import { checkForm } from "./form-answer.ts";

const CHECKS: { readonly [Kind in AskKind]: AnswerCheck<Kind> } = {
  text: async (_ask, answer, { limits, session }) => {
    if (answer.text.length > limits.messageLength) throw tooLong(limits);
    return { answer, files: await filesOf(session, answer.files) };
  },
  file: checkFiles,
  action: ({ actions }, answer) => {
    if (!actions.some(({ id }) => id === answer.actionId)) throw new ChatError("NOT_FOUND", "This button is none of the question’s.");
    return { answer };
  },
  element: (_ask, answer) => ({ answer }),
  choice: checkChoice,
  confirm: (_ask, answer) => ({ answer }),
  form: checkForm,
  approval: checkApproval,
};

/** What the answer comes to. Throws BAD_REQUEST for one of another kind, else what its kind finds wrong. */
export async function checkAnswer(target: DispatchTarget, ask: Ask, answer: AskAnswer): Promise<CheckedAnswer> {
  if (answer.kind !== ask.kind) throw new ChatError("BAD_REQUEST", "This question wants another kind of answer.");
  // The compiler does not see that both are of the one kind.
  return (CHECKS[ask.kind] as AnswerCheck<AskKind>)(ask, answer, target);
}
