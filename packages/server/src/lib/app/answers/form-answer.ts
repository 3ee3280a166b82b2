// A filled-in form.
import { ChatError } from "@colloquy/protocol";
import type { AnswerCheck } from "./checked-answer.ts";

export const checkForm: AnswerCheck<"form"> = ({ skippable }, answer) => {
  if (answer.values === null && !skippable) throw new ChatError("INVALID_VALUES", "This form is to be filled in.");
  return { answer };
};
