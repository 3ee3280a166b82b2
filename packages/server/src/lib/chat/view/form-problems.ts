// Forms that could never be sent: the person would only see a refusal, so whoever writes the app is told in the log, while developing.
import { eachNode, type FormField, fieldsOf, type StepId, type ViewNode, type ViewNodeOf } from "@colloquy/protocol";
import type { Session } from "../../session/session.ts";
import type { PayloadSchema } from "../actions/payload-schema.ts";
import { plain } from "../forms/json-schema.ts";
import { type AskSchema, readSchema } from "../forms/read-schema.ts";
import { toForm } from "../forms/to-form.ts";

/** What is wrong with a form that an author has put together, until its view is set. */
const noted = new WeakMap<ViewNode, string>();
/** Views that a question has made its own: their form is heard. */
const asking = new WeakSet<ViewNode>();

export function isAsking(view: ViewNode): ViewNode {
  asking.add(view);
  return view;
}

/** Compares a form's own fields with what its action takes beside the payload. */
export function noteFields(form: ViewNodeOf<"Form">, schema: PayloadSchema<never>, payload: object): void {
  const known = fieldsIn(schema as unknown as AskSchema);
  if (!known) return;
  const { fields, isOpen } = known;
  const named = new Set(fieldsOf(form).map(({ key }) => key));
  const unknown = isOpen ? undefined : [...named].find((name) => !fields.some(({ key }) => key === name));
  const missing = fields.find(
    ({ key, required, ...field }) => required && field.default === undefined && !named.has(key) && !Object.hasOwn(payload, key),
  );
  const action = form.action?.name ?? "";
  const names = fields.map(({ key }) => key).join(", ");
  if (unknown !== undefined)
    noted.set(form, `Form: the action "${action}" takes no "${unknown}", which one of its Fields is for. What it takes: ${names}.`);
  else if (missing)
    noted.set(
      form,
      `Form: the action "${action}" needs "${missing.key}", and no Field is for it: the form could never be sent. Add the Field, or put the value into payload.`,
    );
}

/** What no form can ask for says nothing of the fields that somebody has written instead. */
function fieldsIn(schema: AskSchema): { readonly fields: readonly FormField[]; readonly isOpen: boolean } | undefined {
  try {
    const { additionalProperties = false } = plain(readSchema("Form", schema)).schema;
    return { fields: toForm("Form", schema).fields, isOpen: additionalProperties !== false };
  } catch {
    return undefined;
  }
}

/** The first thing that is wrong with the forms of a view, as they were given. */
export function formProblem(nodes: readonly ViewNode[]): string | undefined {
  const all = nodes.flatMap((node) => [...eachNode(node)]);
  return all.map((node) => noted.get(node)).find((problem) => problem !== undefined);
}

/** Tells it in the log. A form without an action is one that nobody hears, unless a question has it. */
export function warnOfForms(session: Session, stepId: StepId, view: ViewNode, problem: string | undefined, isAsked: boolean): void {
  if (session.services.config.production) return;
  const words = problem ?? (isAsked || isHeard(session, stepId) ? undefined : unheard(view));
  if (words !== undefined) session.logger.warn({ stepId }, words);
}

function isHeard(session: Session, stepId: StepId): boolean {
  const { steps, asks } = session.state;
  return steps.get(stepId)?.step.closedAsk !== undefined || [...asks.values()].some((ask) => ask.stepId === stepId);
}

function unheard(view: ViewNode): string | undefined {
  const form = [...eachNode(view)].find((node) => node.type === "Form" && !node.action && fieldsOf(node).length > 0);
  return form && "Form: it has Fields and nobody to send them to. Give it an action, or give its view to askForm(schema, { view }).";
}

export function isOfQuestion(view: unknown): boolean {
  return typeof view === "object" && view !== null && asking.has(view as ViewNode);
}
