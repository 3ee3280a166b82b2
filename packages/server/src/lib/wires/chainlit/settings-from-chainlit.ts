// Settings as Chainlit's clients send them: all that they hold, numbers as texts, days as instants. The form says what is meant.
import { ChatError, inputsOf, type SettingInput, type SettingsForm } from "@colloquy/protocol";

/**
 * The values in the form's own types. What the form does not have is left out: their clients go on sending what an earlier form had.
 * What cannot be understood stays as it is, for the check to refuse.
 */
export function fromChainlitSettings(form: SettingsForm | undefined, given: unknown): unknown {
  if (!form || typeof given !== "object" || given === null) return given;
  const values: [string, unknown][] = [];
  for (const input of inputsOf(form)) {
    const value = Object.hasOwn(given, input.id) ? (given as Record<string, unknown>)[input.id] : undefined;
    if (value !== undefined) values.push([input.id, toValue(input, value)]);
  }
  return Object.fromEntries(values);
}

/** A refusal in one text, since their clients cannot mark fields. */
export function toOneText(form: SettingsForm, fields: Readonly<Record<string, string>>): string {
  const labels = new Map(inputsOf(form).map(({ id, label }) => [id, label]));
  const lines = Object.entries(fields).map(([id, sentence]) => `- ${labels.get(id) ?? id}: ${sentence}`);
  return ["The settings were not saved.", ...lines].join("\n");
}

/** For a refusal of settings, the same with its fields in its message. */
export function withFieldsInText(error: ChatError, form: SettingsForm | undefined): ChatError {
  return form && error.fields ? new ChatError(error.code, toOneText(form, error.fields), { cause: error, fields: error.fields }) : error;
}

function toValue(input: SettingInput, value: unknown): unknown {
  switch (input.type) {
    case "switch":
    case "checkbox":
    case "tags":
    case "multiselect":
      return value;
    case "slider":
    case "number":
      return toNumber(value);
    case "select":
    case "radio":
    case "text":
      return value === "" ? null : value;
    case "date":
      return value === "" ? null : toDay(value);
    case "date-range":
      return toRange(value);
    default:
      return input satisfies never;
  }
}

function toNumber(value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (value.trim() === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? value : number;
}

function toRange(value: unknown): unknown {
  if (!Array.isArray(value)) return value === "" ? null : value;
  const days = value.filter((day) => day !== null && day !== "");
  return days.length === 0 ? null : days.map(toDay);
}

/** Midnight lies at most this long before it does in Greenwich. */
const EASTERNMOST_MS = 13 * 3_600_000;

/**
 * The day a person picked: their clients send its midnight in the person's time zone, without the zone. The hours that are added bring
 * every midnight from New Zealand to Hawaii into the day it begins.
 */
function toDay(value: unknown): unknown {
  if (typeof value !== "string" || /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  // With an offset the text itself names the day.
  const [, day] = /^(\d{4}-\d{2}-\d{2})T.*[+-]\d{2}:?\d{2}$/.exec(value) ?? [];
  if (day) return day;
  const time = Date.parse(value);
  return Number.isNaN(time) ? value : new Date(time + EASTERNMOST_MS).toISOString().slice(0, 10);
}
