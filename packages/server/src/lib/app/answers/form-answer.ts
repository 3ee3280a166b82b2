// A filled-in form, and the changed input of a tool: what the form takes, what the schema takes while its code waits, and files of this chat.
import { type Ask, ChatError, type Form, checkForm as issuesOf } from "@colloquy/protocol";
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
  const checked = { kind: "form", values } as const;
  await session.asks.demand(ask.id, checked);
  return { answer: checked, files };
};

/** Throws INVALID_VALUES for an input that the tool's form does not take. */
export function checkInput({ edit, input: initial }: Extract<Ask, { kind: "approval" }>, input: unknown): void {
  if (edit === undefined || edit === true) return;
  if (!isRecord(input)) throw new ChatError("INVALID_VALUES", "The input of this tool has fields.");
  refuseWrong(edit, input, isRecord(initial) ? initial : {});
}

function refuseWrong(form: Form, values: Readonly<Record<string, unknown>>, initial: Readonly<Record<string, unknown>> | undefined): void {
  const issues = issuesOf(form, values, initial);
  if (issues.length > 0) throw invalidValues(Object.fromEntries(issues.map((issue) => [issue.path, issueWords(issue)])));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
