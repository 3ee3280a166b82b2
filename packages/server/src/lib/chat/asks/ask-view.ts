// A view that puts a question: the one form in it without an action is filled in as the answer.
import { ChatError, childrenOf, eachNode, type Form, type FormField, fieldsOf, type ViewNode, type ViewNodeOf } from "@colloquy/protocol";
import { toLabel } from "../forms/to-label.ts";
import { isAsking } from "../view/form-problems.ts";
import { givenView } from "../view/given-view.ts";
import type { View } from "../view/view-children.ts";

/** The view with the fields of the question in its form. Throws BAD_INPUT for one in which nobody could answer. */
export function askView(form: Form, given: View, initial: Readonly<Record<string, unknown>> = {}): ViewNode {
  const view = givenView("askForm", given);
  const forms = [...eachNode(view)].filter((node) => node.type === "Form" && !node.action);
  const [only] = forms;
  if (only?.type !== "Form" || forms.length !== 1)
    throw new ChatError("BAD_INPUT", `askForm: the view needs one Form without an action, and this one has ${forms.length}.`, {
      fix: "Put <Form /> where the fields are to stand; without children it has all of them.",
    });
  const filled = withFields(form, only, initial);
  return isAsking(givenView("askForm", replaced(view, only, filled)));
}

function withFields(form: Form, node: ViewNodeOf<"Form">, initial: Readonly<Record<string, unknown>>): ViewNode {
  const fields = form.fields.filter(({ type }) => type !== "constant");
  const named = new Set(fieldsOf(node).map(({ key }) => key));
  if (named.size === 0) return { ...node, children: [...childrenOf(node), ...fields.map(toNode)] };
  const unknown = [...named].find((key) => !fields.some((field) => field.key === key));
  if (unknown !== undefined)
    throw new ChatError("BAD_INPUT", `askForm: the view has a field "${unknown}", which the schema does not have.`, {
      fix: `Its fields are ${fields.map(({ key }) => key).join(", ")}.`,
    });
  const missing = fields.find(
    ({ key, required, ...field }) => required && !named.has(key) && !Object.hasOwn(initial, key) && field.default === undefined,
  );
  if (missing)
    throw new ChatError("BAD_INPUT", `askForm: the view has no field "${missing.key}", so nobody could fill it in.`, {
      fix: "Add it, or leave all Fields out: then the form has those of the schema.",
    });
  return mapped(node, (inner) => (inner.type === "Field" ? { ...inner, field: merged(inner.field, fields) } : inner));
}

/** What the schema says of it, with the words of the view. */
function merged(given: FormField, fields: readonly FormField[]): FormField {
  const known = fields.find(({ key }) => key === given.key) ?? given;
  const { label, description, placeholder } = given;
  return {
    ...known,
    ...(label !== toLabel(given.key) && { label }),
    ...(description !== undefined && { description }),
    ...(placeholder !== undefined && { placeholder }),
  };
}

function toNode(field: FormField): ViewNode {
  return { type: "Field", key: field.key, field };
}

function replaced(view: ViewNode, old: ViewNode, by: ViewNode): ViewNode {
  return mapped(view, (node) => (node === old ? by : node));
}

/** What `change` answers in the place of another stays as it is. */
function mapped(node: ViewNode, change: (node: ViewNode) => ViewNode): ViewNode {
  const changed = change(node);
  const children = childrenOf(node);
  return changed !== node || children.length === 0
    ? changed
    : ({ ...node, children: children.map((child) => mapped(child, change)) } as ViewNode);
}
