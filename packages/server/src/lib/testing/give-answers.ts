// What the person of a test chat answers, as their page would send it.
import { type Ask, type AskAnswer, type AskKind, ChatError, type FileKey, type FormField, newId, type StepId } from "@colloquy/protocol";

/** What a test chooses: the value or the label of an option, or words of the person's own. */
export type TestChoice = string | { readonly other: string };

/** How a test approves. */
export interface TestApproval {
  /** For how long. Default `once`. */
  readonly scope?: "once" | "chat" | "always";
  /** What the person made of the input. */
  readonly input?: unknown;
}

/** What became of a form. */
export interface FilledForm {
  /** The text of the last message afterwards. */
  readonly said: string;
  /** The fields that were left out, by their paths, as `address.street`. */
  readonly leftOut: readonly string[];
}

type AskOf<Kind extends AskKind> = Extract<Ask, { kind: Kind }>;

/** The newest open question of one of these kinds. Throws NOT_FOUND without one, and says what is open. */
export function openAskOf<Kind extends AskKind>(asks: readonly Ask[], ...kinds: readonly Kind[]): AskOf<Kind> {
  const found = asks.findLast((ask): ask is AskOf<Kind> => kinds.some((kind) => kind === ask.kind));
  if (found) return found;
  const open = asks.map(({ kind }) => kind).join(", ");
  throw new ChatError("NOT_FOUND", `No question of kind ${kinds.join(" or ")} is open.`, {
    fix: open === "" ? "Nothing is asked now." : `What is open is of kind ${open}.`,
  });
}

/** An answer in words, with files perhaps. */
export function textAnswer(text: string, files?: readonly FileKey[]): AskAnswer {
  return { kind: "text", stepId: newId<StepId>(), text, ...(files && { files: [...files] }) };
}

/** Options by value or by label; of a question with buttons, the one of this name or label. */
export function choiceAnswer(ask: AskOf<"choice" | "action">, choices: readonly TestChoice[]): AskAnswer {
  if (ask.kind === "action") {
    const [name] = choices;
    const action = ask.actions.find(({ name: own, label }) => own === name || label === name);
    if (!action)
      throw unknown(
        String(name),
        ask.actions.map(({ name: own }) => own),
      );
    return { kind: "action", actionId: action.id };
  }
  const written = choices.find((choice) => typeof choice !== "string");
  const values = choices
    .filter((choice) => typeof choice === "string")
    .map((choice) => {
      const option = ask.options.find(({ value, label }) => value === choice || label === choice);
      if (!option)
        throw unknown(
          choice,
          ask.options.map(({ value }) => value),
        );
      return option.value;
    });
  return { kind: "choice", values, ...(written && { other: written.other }) };
}

function unknown(given: string, offered: readonly string[]): ChatError {
  return new ChatError("NOT_FOUND", `“${given}” cannot be chosen.`, { fix: `What can be is ${offered.join(", ")}.` });
}

/** The paths of the fields that values say nothing of. */
export function fieldsLeftOut(fields: readonly FormField[], values: Readonly<Record<string, unknown>>, before = ""): string[] {
  return fields.flatMap((field) => {
    if (field.type === "constant") return [];
    const path = `${before}${field.key}`;
    const value = values[field.key];
    if (value === undefined) return [path];
    const inner = field.type === "group" && typeof value === "object" && value !== null;
    return inner ? fieldsLeftOut(field.fields, value as Record<string, unknown>, `${path}.`) : [];
  });
}
