// A form drawn from a schema. What a person cannot be asked for is refused here, at the call; what only cannot be drawn is asked for as JSON.
import { ChatError, type Form, type FormSection, MAX_FIELDS } from "@colloquy/protocol";
import { FieldMaker } from "./field-maker.ts";
import { plain } from "./json-schema.ts";
import { type AskSchema, readSchema } from "./read-schema.ts";

/** Some fields of a form under a heading. */
export interface FormPart<Key extends string = string> {
  /** What a person reads above them. */
  readonly label: string;
  /** A sentence or two below that. */
  readonly description?: string;
  /** The fields at the top of the schema that stand in it, in this order. */
  readonly fields: readonly Key[];
}

/** How the fields of a form are laid out. */
export interface FormLayout {
  readonly initial?: Readonly<Record<string, unknown>>;
  readonly groups?: readonly FormPart[];
  readonly steps?: readonly FormPart[];
}

/** Throws BAD_APP for what no form can ask for, and for a layout that names a field which is not there. */
export function toForm(place: string, schema: AskSchema, { initial = {}, groups, steps }: FormLayout = {}): Form {
  const root = readSchema(place, schema);
  const top = plain(root);
  const maker = new FieldMaker(place, root);
  const fields = maker.object(top.schema, initial);
  if (!fields || top.nullable)
    throw new ChatError("BAD_APP", `${place}: a form has fields with names, so its schema must be an object.`, {
      fix: "Put what you ask for into one: z.object({ answer: … }).",
    });
  if (maker.count > MAX_FIELDS)
    throw new ChatError("BAD_APP", `${place}: the schema has ${maker.count} fields, and a form at most ${MAX_FIELDS}.`, {
      fix: "Ask in several forms, one after the other.",
    });
  if (groups && steps) throw new ChatError("BAD_APP", `${place}: a form has groups or steps, not both.`);
  const names = fields.filter(({ type }) => type !== "constant").map(({ key }) => key);
  return {
    fields,
    ...(groups && { groups: toSections(place, "groups", groups, names, false) }),
    ...(steps && { steps: toSections(place, "steps", steps, names, true) }),
    ...(maker.definitions.size > 0 && { definitions: Object.fromEntries(maker.definitions) }),
  };
}

function toSections(place: string, what: string, parts: readonly FormPart[], names: readonly string[], all: boolean): FormSection[] {
  const used = parts.flatMap(({ fields }) => fields);
  const unknown = used.find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new ChatError("BAD_APP", `${place}: ${what} name the field "${unknown}", which the schema does not have.`, {
      fix: `Its fields are ${names.join(", ")}.`,
    });
  const twice = used.find((name, index) => used.indexOf(name) !== index);
  if (twice !== undefined) throw new ChatError("BAD_APP", `${place}: ${what} name the field "${twice}" twice.`);
  const left = names.filter((name) => !used.includes(name));
  if (all && left.length > 0)
    throw new ChatError("BAD_APP", `${place}: no step has the field "${left[0]}", so nobody could fill it in.`, {
      fix: "Add it to one of the steps.",
    });
  return parts.map(({ label, description, fields }) => ({ label, ...(description !== undefined && { description }), keys: [...fields] }));
}
