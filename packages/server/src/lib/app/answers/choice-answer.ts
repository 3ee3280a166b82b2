// Chosen options: offered ones, as many as were asked for, in the order of the question.
import { ChatError } from "@colloquy/protocol";
import type { AnswerCheck } from "./checked-answer.ts";

export const checkChoice: AnswerCheck<"choice"> = ({ options, multiple, min = 1, max, other }, answer) => {
  const chosen = new Set(answer.values);
  const values = options.map(({ value }) => value).filter((value) => chosen.delete(value));
  if (chosen.size > 0) throw new ChatError("INVALID_VALUES", "This is none of the options.");
  const written = answer.other?.trim() ?? "";
  if (written !== "" && !other) throw new ChatError("INVALID_VALUES", "Only the options can be chosen.");
  const count = values.length + (written === "" ? 0 : 1);
  if (!multiple && count !== 1) throw new ChatError("INVALID_VALUES", "One of the options is to be chosen.");
  if (multiple && count < min) throw new ChatError("INVALID_VALUES", `At least ${min} are to be chosen.`);
  if (multiple && max !== undefined && count > max) throw new ChatError("INVALID_VALUES", `At most ${max} can be chosen.`);
  return { answer: { kind: "choice", values, ...(written !== "" && { other: written }) } };
};
