// What is wrong with a value before the server is asked: the same bounds it checks, told at once and in the person's language.
import type { SettingInput } from "@colloquy/protocol";

/** The end of the text's key, and what it speaks of. */
export interface Problem {
  readonly kind: "number" | "min" | "max" | "day" | "early" | "late" | "bothDays" | "order" | "long" | "choose";
  readonly limit?: number | string;
}

/** A value this input could hold, if perhaps out of bounds: what is kept when a form changes under it. */
export function isAllowed(input: SettingInput, value: unknown): boolean {
  switch (input.type) {
    case "switch":
    case "checkbox":
      return typeof value === "boolean";
    case "slider":
      return typeof value === "number" && value >= input.min && value <= input.max;
    case "select":
    case "radio":
      return value === null || input.items.some((item) => item.value === value);
    case "multiselect":
      return isStrings(value) && value.every((one) => input.items.some((item) => item.value === one));
    case "tags":
      return isStrings(value);
    case "number":
      return value === null || typeof value === "number";
    case "text":
    case "date":
      return value === null || typeof value === "string";
    case "date-range":
      return value === null || (isStrings(value) && value.length === 2);
    default:
      return input satisfies never;
  }
}

/** Why this cannot be saved; undefined when it can. */
export function problemOf(input: SettingInput, value: unknown): Problem | undefined {
  if (input.disabled) return undefined;
  switch (input.type) {
    case "number":
      return typeof value === "number" ? numberProblem(value, input.min, input.max) : undefined;
    case "select":
    case "radio":
      return value === null && input.initial !== null ? { kind: "choose" } : undefined;
    case "text":
      return typeof value === "string" && input.maxLength !== undefined && value.length > input.maxLength
        ? { kind: "long", limit: input.maxLength }
        : undefined;
    case "date":
      return typeof value === "string" ? dayProblem(value, input.min, input.max) : undefined;
    case "date-range": {
      if (!isStrings(value)) return undefined;
      const [first = "", last = ""] = value;
      if (first === "" || last === "") return { kind: "bothDays" };
      const wrong = dayProblem(first, input.min, input.max) ?? dayProblem(last, input.min, input.max);
      return wrong ?? (first > last ? { kind: "order" } : undefined);
    }
    default:
      return undefined; // The other widgets cannot hold anything else.
  }
}

/** Not a number at all is held as NaN: the words are still in the field. */
function numberProblem(value: number, min: number | undefined, max: number | undefined): Problem | undefined {
  if (!Number.isFinite(value)) return { kind: "number" };
  if (min !== undefined && value < min) return { kind: "min", limit: min };
  if (max !== undefined && value > max) return { kind: "max", limit: max };
  return undefined;
}

/** Days are written so that their order is that of the letters. */
function dayProblem(value: string, min: string | undefined, max: string | undefined): Problem | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return { kind: "day" };
  if (min !== undefined && value < min) return { kind: "early", limit: min };
  if (max !== undefined && value > max) return { kind: "late", limit: max };
  return undefined;
}

export function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === "string");
}
