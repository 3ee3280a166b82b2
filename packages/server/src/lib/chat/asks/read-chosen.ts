// Whether what was chosen is an answer to a choice, as it comes from a page or from an earlier try of the turn.
import { type AskAnswer, type AskSpec, ChatError } from "@colloquy/protocol";

type ChoiceSpec = Extract<AskSpec, { kind: "choice" }>;
type ChoiceGiven = Extract<AskAnswer, { kind: "choice" }>;

/** The answer in the order of the question. Throws INVALID_VALUES for what is not offered, and for too few or too many. */
export function readChosen({ options, multiple, min = 1, max, other }: ChoiceSpec, answer: ChoiceGiven): ChoiceGiven {
  const chosen = new Set(answer.values);
  const values = options.map(({ value }) => value).filter((value) => chosen.delete(value));
  if (chosen.size > 0) throw new ChatError("INVALID_VALUES", "This is none of the options.");
  const written = answer.other?.trim() ?? "";
  if (written !== "" && !other) throw new ChatError("INVALID_VALUES", "Only the options can be chosen.");
  const count = values.length + (written === "" ? 0 : 1);
  if (!multiple && count !== 1) throw new ChatError("INVALID_VALUES", "One of the options is to be chosen.");
  if (multiple && count < min) throw new ChatError("INVALID_VALUES", `At least ${min} are to be chosen.`);
  if (multiple && max !== undefined && count > max) throw new ChatError("INVALID_VALUES", `At most ${max} can be chosen.`);
  return { kind: "choice", values, ...(written !== "" && { other: written }) };
}
