// A form that is answered in writing: a line for each field, or JSON for what a line cannot say. What is read is checked as any filled-in form.
import { type Ask, type AskAnswer, ChatError, type FormField } from "@colloquy/protocol";
import { askWord } from "./ask-words.ts";
import { fenced } from "./fenced.ts";

type FormAsk = Extract<Ask, { kind: "form" }>;

/** What can be written in a line. */
const PLAIN: ReadonlySet<FormField["type"]> = new Set(["text", "number", "boolean", "choice", "choices"]);

/** What to fill in, as lines to copy; with fields that no line can say, as JSON. */
export function formAsText({ form: { fields }, initial = {}, skippable }: FormAsk, language: string): string {
  const shown = fields.filter(isShown);
  const template = shown.every(({ type }) => PLAIN.has(type))
    ? fenced(shown.map((field) => `${field.label || field.key}: ${toText(initial[field.key] ?? field.default)}`.trimEnd()).join("\n"), "")
    : fenced(
        JSON.stringify(Object.fromEntries(shown.map((field) => [field.key, initial[field.key] ?? field.default ?? null])), undefined, 2),
      );
  const hints = shown.flatMap((field) => hintOf(field));
  const parts = [...(hints.length > 0 ? [hints.join("\n")] : []), template];
  return [...parts, ...(skippable ? [`*${askWord("skip", language)}: —*`] : [])].join("\n\n");
}

/** What was written, as the form's values; null for a dash, where the form may be skipped. */
export function readForm({ form: { fields }, initial = {}, skippable }: FormAsk, text: string, language: string): AskAnswer {
  const given = text.trim();
  if (skippable && (/^[-–—]$/.test(given) || given.toLowerCase() === askWord("skip", language).toLowerCase()))
    return { kind: "form", values: null };
  const json = parseJson(given);
  if (json) return { kind: "form", values: json };
  const values: Record<string, unknown> = { ...initial };
  for (const field of fields) if (field.type === "constant") values[field.key] = field.value;
  const shown = fields.filter(isShown);
  for (const line of given.split("\n")) {
    const [name = "", ...rest] = line.split(":");
    const field =
      rest.length > 0
        ? shown.find(({ key, label }) => isSame(key, name) || isSame(label, name))
        : shown.length === 1
          ? shown[0]
          : undefined;
    if (!field) {
      if (line.trim() === "" || line.startsWith("```")) continue;
      throw new ChatError("INVALID_VALUES", `“${line.trim().slice(0, 100)}” names no field of the form.`, { fields: {} });
    }
    const value = (rest.length > 0 ? rest.join(":") : line).trim();
    if (value === "") delete values[field.key];
    else values[field.key] = fromText(field, value);
  }
  return { kind: "form", values };
}

function isShown(field: FormField): boolean {
  return field.type !== "constant" && !field.readOnly;
}

function hintOf(field: FormField): string[] {
  const options = field.type === "choice" || field.type === "choices" ? field.options.map(({ label }) => label).join(" | ") : "";
  const words = [field.description, options].filter((one) => one).join(" ");
  return words === "" ? [] : [`- ${field.label || field.key}: ${words}`];
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return Array.isArray(value) ? value.map(String).join(", ") : String(value);
}

/** As its field takes it; what does not fit is left as it is, and the check of the form says so. */
function fromText(field: FormField, value: string): unknown {
  switch (field.type) {
    case "number":
      return Number.isFinite(Number(value)) ? Number(value) : value;
    case "boolean":
      return YES.has(value.toLowerCase()) ? true : NO.has(value.toLowerCase()) ? false : value;
    case "choice":
      return optionOf(field, value);
    case "choices":
      return value.split(",").map((word) => optionOf(field, word.trim()));
    default:
      return parseAny(field, value);
  }
}

const YES = new Set(["true", "yes", "y", "1", "x", "✓"]);
const NO = new Set(["false", "no", "n", "0"]);

function optionOf({ options }: Extract<FormField, { type: "choice" | "choices" }>, word: string): unknown {
  const found = options.find(({ label, value }) => isSame(label, word) || isSame(String(value), word));
  return found ? found.value : word;
}

function parseAny({ type }: FormField, value: string): unknown {
  if (type === "text") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** An object, with or without a fence around it. */
function parseJson(text: string): Record<string, unknown> | undefined {
  const bare = text.replace(/^`{3,}\w*\n([\s\S]*?)\n`{3,}$/, "$1").trim();
  if (!bare.startsWith("{")) return undefined;
  try {
    const value: unknown = JSON.parse(bare);
    return value !== null && typeof value === "object" && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function isSame(one: string, word: string): boolean {
  return one.trim().toLowerCase() === word.trim().toLowerCase();
}
