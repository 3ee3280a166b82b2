// The JSON Schema of a view as a model is to write it: the components it may use, each with a sentence, and the actions it may name.
import { ChatError, VIEW_TYPES, type ViewType, viewComponents } from "@colloquy/protocol";
import * as z from "zod/mini";
import type { AskSchema } from "../forms/read-schema.ts";
import { readSchema } from "../forms/read-schema.ts";
import type { ModelViewOptions } from "./drawn-by-model.ts";

/** What a model is told of each. */
const ABOUT: Readonly<Record<ViewType, string>> = {
  Card: "A surface with a title: what belongs together.",
  Row: "Parts beside each other.",
  Column: "Parts below each other.",
  Grid: "Parts in columns of the same width.",
  Tabs: "Several parts, one of which is shown. Its children are Tab.",
  Tab: "One part of Tabs.",
  Details: "What is shown when somebody opens it.",
  Heading: "The title of a part.",
  Text: "Plain words.",
  Markdown: "Markdown.",
  Code: "Code.",
  Badge: "A word that marks something.",
  Icon: "A Lucide icon by its name.",
  Image: "A picture at an address.",
  Facts: "Names and what they are, as pairs.",
  Table: "Columns, and rows with a value for each column.",
  List: "Each child is one item.",
  Chart: "A chart of some rows.",
  Progress: "How much is done, from 0 to 1.",
  Status: "How far something is, in a word.",
  Divider: "A line between parts.",
  Link: "Leads to an address.",
  Button: "Runs an action.",
  Form: "Fields with a button that sends them to an action.",
  Field: "Something to fill in; only within a Form.",
  Skeleton: "Stands where something comes.",
};

/** The schema; `types` are the components that it has. */
export type ModelSchema = Readonly<Record<string, unknown>> & { readonly types: ReadonlySet<string> };

type Json = Readonly<Record<string, unknown>>;

/** Throws BAD_INPUT for a component that there is not. */
export function toModelSchema({ components = VIEW_TYPES, actions = {} }: ModelViewOptions): ModelSchema {
  const unknown = components.find((name) => !VIEW_TYPES.includes(name));
  if (unknown !== undefined)
    throw new ChatError("BAD_INPUT", `modelView: there is no component "${unknown}".`, { fix: `There are ${VIEW_TYPES.join(", ")}.` });
  const names = Object.keys(actions);
  // A button that can run nothing is none.
  const offered = components.filter((name) => names.length > 0 || (name !== "Button" && name !== "Form" && name !== "Field"));
  const action = {
    anyOf: names.map((name) => ({
      type: "object",
      properties: { name: { const: name }, label: { type: "string" }, payload: payloadOf(actions[name]) },
      required: ["name", "label"],
    })),
  };
  const $defs = Object.fromEntries(offered.map((name) => [name, componentSchema(name, action)]));
  const schema = {
    type: "object",
    properties: { view: { $ref: "#/$defs/node" } },
    required: ["view"],
    $defs: { node: { anyOf: offered.map((name) => ({ $ref: `#/$defs/${name}` })) }, ...$defs },
  };
  // Beside the schema, and not part of what a model is sent.
  return Object.defineProperty(schema, "types", { value: new Set(offered), enumerable: false }) as unknown as ModelSchema;
}

function componentSchema(name: ViewType, action: Json): Json {
  const { shape } = viewComponents[name].def;
  const { type: _type, key: _key, children, action: _action, field, ...own } = shape as Readonly<Record<string, z.ZodMiniType>>;
  const { properties = {}, required = [] } = z.toJSONSchema(z.object(own), { unrepresentable: "any", io: "input" }) as {
    readonly properties?: Json;
    readonly required?: readonly string[];
  };
  const more = name === "Button" || name === "Form" ? { action } : {};
  return {
    type: "object",
    description: ABOUT[name],
    properties: {
      type: { const: name },
      ...properties,
      ...more,
      ...(field && { field: FIELD }),
      ...(children && { children: { type: "array", items: { $ref: "#/$defs/node" } } }),
    },
    required: ["type", ...required, ...(name === "Button" ? ["action"] : []), ...(field ? ["field"] : [])],
  };
}

/** The kinds of fields that a model asks with. */
const FIELD: Json = {
  type: "object",
  properties: {
    key: { type: "string", description: "The property it fills." },
    label: { type: "string" },
    type: { enum: ["text", "number", "boolean", "choice"] },
    required: { type: "boolean" },
    options: {
      type: "array",
      description: "Of a choice.",
      items: { type: "object", properties: { value: { type: "string" }, label: { type: "string" } }, required: ["value", "label"] },
    },
  },
  required: ["key", "label", "type"],
};

/** As its library tells it; anything, where it does not. */
function payloadOf(maker: unknown): Json {
  const schema = typeof maker === "function" && "schema" in maker ? maker.schema : undefined;
  if (!schema) return { type: "object" };
  try {
    const { $schema: _dialect, ...json } = readSchema("modelView", schema as AskSchema) as Json;
    return json;
  } catch {
    // It is checked when the button is made, so a model learns from what is said then.
    return { type: "object" };
  }
}
