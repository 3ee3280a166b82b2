// A filled-in form, and the changed input of a tool: what the form takes, what the schema takes while its code waits, and files of this chat.
import { type Ask, ChatError, type Form, checkForm as issuesOf, withFixed } from "@colloquy/protocol";
import { invalidValues } from "../../chat/controls/settings-check.ts";
import { replaceFiles, rowsOf } from "../../chat/forms/form-files.ts";
import { issueWords } from "../../chat/forms/issue-words.ts";
import type { AnswerCheck } from "./checked-answer.ts";

export const checkForm: AnswerCheck<"form"> = async (ask, answer, { session }) => {
  const { form, initial, skippable } = ask;
  if (answer.values === null) {
    if (!skippable) throw new ChatError("INVALID_VALUES", "This form is to be filled in.");
    return { answer };
  }
  refuseWrong(form, answer.values, initial);
  const files = await rowsOf(form, answer.values, { session });
  // What a file is, nobody but the server says.
  const values = replaceFiles(form, answer.values, (key) => {
    const row = files.find((one) => one.key === key);
    return row && { key, name: row.name, mime: row.mime, size: row.size };
  });
  if (files.length > 0) refuseWrong(form, values, initial);
  const checked = { kind: "form", values: withFixed(form.fields, values, initial) } as const;
  await session.asks.demand(ask.id, checked);
  return { answer: checked, files };
};

/** The changed input of a tool, whole. Throws INVALID_VALUES for one that the tool's form does not take. */
export function checkInput({ edit, input: initial }: Extract<Ask, { kind: "approval" }>, input: unknown): unknown {
  if (edit === undefined || edit === true) {
    if (initial !== undefined && kindOf(input) !== kindOf(initial))
      throw new ChatError("INVALID_VALUES", `The input of this tool is ${kindOf(initial)}, and must stay one.`);
    return input;
  }
  if (!isRecord(input)) throw new ChatError("INVALID_VALUES", "The input of this tool has fields.");
  const first = isRecord(initial) ? initial : {};
  refuseWrong(edit, input, first);
  return withFixed(edit.fields, input, first);
}

function refuseWrong(form: Form, values: Readonly<Record<string, unknown>>, initial: Readonly<Record<string, unknown>> | undefined): void {
  const issues = issuesOf(form, values, initial);
  if (issues.length > 0) throw invalidValues(Object.fromEntries(issues.map((issue) => [issue.path, issueWords(issue)])));
}

/** What JSON knows of a value. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
