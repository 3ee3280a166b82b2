// What a person put into the settings form, checked against its inputs: each value has the type and the bounds its input says.
import { ChatError, inputsOf, type SettingInput, type SettingsForm } from "@colloquy/protocol";
import { isDay } from "./setting-inputs.ts";

/** The longest text of an input that names no limit of its own, in UTF-16 units. */
const TEXT_LENGTH = 100_000;
const WORDS = 200;
const WORD_LENGTH = 500;

export type Settings = Readonly<Record<string, unknown>>;

/** What the form begins with. */
export function initialSettings(form: SettingsForm): Settings {
  return Object.fromEntries(inputsOf(form).map((input) => [input.id, input.initial]));
}

/**
 * The given values, checked. Only the author changes what is disabled; of a person it is left out.
 *
 * @throws INVALID_VALUES with a sentence for each field that is wrong.
 */
export function checkSettings(form: SettingsForm, given: Settings, by: "author" | "person" = "person"): Settings {
  const inputs = new Map(inputsOf(form).map((input) => [input.id, input]));
  const values: [string, unknown][] = [];
  const fields: [string, string][] = [];
  for (const [id, value] of Object.entries(given)) {
    const input = inputs.get(id);
    if (!input) fields.push([id, "There is no such setting."]);
    else if (!input.disabled || by === "author") {
      const wrong = problemOf(input, value);
      if (wrong) fields.push([id, wrong]);
      else values.push([id, value]);
    }
  }
  if (fields.length > 0) throw invalidValues(Object.fromEntries(fields));
  return Object.fromEntries(values);
}

/** Says which fields are wrong also where only the message is seen, as in a log. */
export function invalidValues(fields: Readonly<Record<string, string>>): ChatError {
  const names = Object.keys(fields).filter((id) => id !== "");
  const message = names.length === 0 ? undefined : `Some fields need another value: ${names.join(", ")}.`;
  return new ChatError("INVALID_VALUES", message, { fields });
}

/** The values that are still valid, for a form that has changed since they were given. */
export function stillValid(form: SettingsForm, values: Settings): Settings {
  const inputs = new Map(inputsOf(form).map((input) => [input.id, input]));
  return Object.fromEntries(
    Object.entries(values).filter(([id, value]) => {
      const input = inputs.get(id);
      return input && problemOf(input, value) === undefined;
    }),
  );
}

/** Of what a client says a person has in the form, what they could have put there. */
export function personSettings(form: SettingsForm, values: Settings): Settings {
  const fixed = new Set(inputsOf(form).flatMap(({ id, disabled }) => (disabled ? [id] : [])));
  return Object.fromEntries(Object.entries(stillValid(form, values)).filter(([id]) => !fixed.has(id)));
}

function problemOf(input: SettingInput, value: unknown): string | undefined {
  switch (input.type) {
    case "switch":
    case "checkbox":
      return typeof value === "boolean" ? undefined : "This must be on or off.";
    case "slider":
      return numberProblem(value, input);
    case "number":
      return value === null ? undefined : numberProblem(value, input);
    case "select":
    case "radio":
      if (value === null) return input.initial === null ? undefined : "Choose one of the list.";
      return input.items.some((item) => item.value === value) ? undefined : "Choose one of the list.";
    case "multiselect": {
      const known = isStrings(value) && value.every((one) => input.items.some((item) => item.value === one));
      return known && new Set(value).size === value.length ? undefined : "Choose from the list.";
    }
    case "tags":
      if (!isStrings(value) || value.some((word) => word.length > WORD_LENGTH)) return "This must be a list of words.";
      return value.length > WORDS ? `At most ${WORDS} words.` : undefined;
    case "text": {
      if (value === null) return undefined;
      if (typeof value !== "string") return "This must be a text.";
      const { maxLength = TEXT_LENGTH } = input;
      return value.length > maxLength ? `At most ${maxLength} characters.` : undefined;
    }
    case "date":
      return value === null ? undefined : dayProblem(value, input);
    case "date-range":
      if (value === null) return undefined;
      if (!isStrings(value) || value.length !== 2) return "Choose a first and a last day.";
      return (
        dayProblem(value[0], input) ?? dayProblem(value[1], input) ?? (isAfter(value) ? "The last day is before the first." : undefined)
      );
    default:
      return input satisfies never;
  }
}

interface Bounds<Value> {
  readonly min?: Value | undefined;
  readonly max?: Value | undefined;
}

function numberProblem(value: unknown, { min, max }: Bounds<number>): string | undefined {
  if (typeof value !== "number" || !Number.isFinite(value)) return "This must be a number.";
  if (min !== undefined && value < min) return `At least ${min}.`;
  if (max !== undefined && value > max) return `At most ${max}.`;
  return undefined;
}

function dayProblem(value: unknown, { min, max }: Bounds<string>): string | undefined {
  if (typeof value !== "string" || !isDay(value)) return "This must be a day.";
  if (min !== undefined && value < min) return `Not before ${min}.`;
  if (max !== undefined && value > max) return `Not after ${max}.`;
  return undefined;
}

function isAfter([first = "", last = ""]: readonly string[]): boolean {
  return first > last;
}

function isStrings(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
