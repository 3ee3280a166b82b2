// What was pressed: a button under a message, or one in its view; and what was filled in, where it is a form.
import {
  type Action,
  type ActionId,
  ChatError,
  type Form,
  fieldsOf,
  findAction,
  checkForm as issuesOf,
  type ViewNodeOf,
  withFixed,
} from "@colloquy/protocol";
import { invalidValues } from "../chat/controls/settings-check.ts";
import { openFiles, replaceFiles, rowsOf } from "../chat/forms/form-files.ts";
import { issueWords } from "../chat/forms/issue-words.ts";
import { viewElement, viewIn } from "../chat/view/shown-view.ts";
import type { FileRow } from "../data/file-rows.ts";
import type { Session } from "../session/session.ts";
import type { LoadedMessage } from "./load-message.ts";

/** A button that was pressed. */
export interface Pressed {
  /** With what was filled in, as plain JSON. */
  readonly record: Action;
  /** What its schema is asked about: files in it can be read. */
  readonly input: unknown;
  /** What was uploaded for it. */
  readonly files: readonly FileRow[];
}

/** Throws NOT_FOUND when it is gone, BAD_REQUEST when it cannot be pressed, INVALID_VALUES for what the fields of its form do not take. */
export async function findPressed(
  session: Session,
  { step, elements }: LoadedMessage,
  actionId: ActionId,
  values: Readonly<Record<string, unknown>> = {},
): Promise<Pressed> {
  const listed = step.actions?.find(({ id }) => id === actionId);
  const view = viewIn(viewElement(elements));
  const node = listed || !view ? undefined : findAction(view, actionId);
  const record = listed ?? node?.action;
  if (!record) throw new ChatError("NOT_FOUND", "This button is gone.");
  if (node?.disabled) throw new ChatError("BAD_REQUEST", "This cannot be pressed now.");
  return node?.type === "Form" ? fillIn(session, node, record, values) : { record, input: record.payload, files: [] };
}

/** Only its own fields can be filled in, and what else its action is given nobody changes on the page: in a form of an older chat a field may have its name. */
async function fillIn(
  session: Session,
  node: ViewNodeOf<"Form">,
  record: Action,
  given: Readonly<Record<string, unknown>>,
): Promise<Pressed> {
  const form: Form = { fields: fieldsOf(node) };
  const own = Object.fromEntries(form.fields.filter(({ key }) => Object.hasOwn(given, key)).map(({ key }) => [key, given[key]]));
  refuseWrong(form, own, node.initial);
  const files = await rowsOf(form, own, { session });
  // What a file is, nobody but the server says.
  const sent = replaceFiles(form, own, (key) => {
    const row = files.find((one) => one.key === key);
    return row && { key, name: row.name, mime: row.mime, size: row.size };
  });
  if (files.length > 0) refuseWrong(form, sent, node.initial);
  const values = withFixed(form.fields, sent, node.initial);
  const before = typeof record.payload === "object" && record.payload !== null ? record.payload : {};
  return {
    record: { ...record, payload: { ...values, ...before } },
    input: { ...(await openFiles(form, values, { session })), ...before },
    files,
  };
}

function refuseWrong(form: Form, values: Readonly<Record<string, unknown>>, initial: Readonly<Record<string, unknown>> | undefined): void {
  const issues = issuesOf(form, values, initial);
  if (issues.length > 0) throw invalidValues(Object.fromEntries(issues.map((issue) => [issue.path, issueWords(issue)])));
}
