// A choice that is answered in writing: the options have numbers, and what is written names some of them.
import { type Ask, type AskAnswer, ChatError } from "@colloquy/protocol";
import { askWord } from "./ask-words.ts";

type Choice = Extract<Ask, { kind: "choice" }>;

/** The options, as a list. */
export function choiceAsText({ options, multiple, other }: Choice, language: string): string {
  const lines = options.map(({ label, description }, index) => `${index + 1}. ${label}${description ? `: ${description}` : ""}`);
  const hint = `${askWord(multiple ? "chooseAny" : "chooseOne", language)}: ${multiple && options.length > 1 ? "1, 2" : "1"}`;
  return [lines.join("\n"), `*${hint}${other ? ` · ${askWord("ownAnswer", language)}` : ""}*`].join("\n\n");
}

/** What was written, by numbers, labels or values, with commas between them. Throws INVALID_VALUES for what is no option, unless one may write something else. */
export function readChoice({ options, multiple, other }: Choice, text: string): AskAnswer {
  const words = multiple ? text.split(/[,;\n]/).map((word) => word.trim()) : [text.trim()];
  const values: string[] = [];
  const rest: string[] = [];
  for (const word of words.filter((one) => one !== "")) {
    const known = options.find(({ label, value }) => isSame(label, word) || isSame(value, word)) ?? options[numberOf(word) - 1];
    if (known) values.push(known.value);
    else rest.push(word);
  }
  if (rest.length > 0 && !other) throw new ChatError("INVALID_VALUES", `“${rest[0]}” is none of the options.`, { fields: {} });
  return { kind: "choice", values, ...(rest.length > 0 && { other: rest.join(", ") }) };
}

function isSame(one: string, word: string): boolean {
  return one.trim().toLowerCase() === word.toLowerCase();
}

function numberOf(word: string): number {
  return /^\d{1,4}\.?$/.test(word) ? Number.parseInt(word, 10) : 0;
}
