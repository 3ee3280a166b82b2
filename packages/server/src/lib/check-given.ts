// What an author gives to a public function, checked where it is given: also in JavaScript, where no compiler did. The error names
// the function, the argument or option, what it must be and what it was, and the name that was probably meant.
import { ChatError } from "@colloquy/protocol";
import { nearestName } from "./nearest-name.ts";
import { isErrorLike } from "./thrown.ts";

/** What a value must be, in words that follow "must be", and how to tell. */
export interface Kind {
  readonly words: string;
  readonly fits: (value: unknown) => boolean;
}

export const text: Kind = { words: "a text", fits: (value) => typeof value === "string" };
export const word: Kind = { words: "a text that is not empty", fits: (value) => typeof value === "string" && value !== "" };
export const flag: Kind = { words: "true or false", fits: (value) => typeof value === "boolean" };
export const number: Kind = { words: "a number", fits: (value) => typeof value === "number" && !Number.isNaN(value) };
export const fn: Kind = { words: "a function", fits: (value) => typeof value === "function" };
export const object: Kind = {
  words: "an object",
  // A promise, a date and a list have no options; whoever gives one has forgotten something.
  fits: (value) =>
    typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Promise) && !(value instanceof Date),
};
export const texts: Kind = {
  words: "a list of texts",
  fits: (value) => Array.isArray(value) && value.every((one) => typeof one === "string"),
};
export const list: Kind = { words: "a list", fits: Array.isArray };
export const signal: Kind = {
  words: "an AbortSignal",
  fits: (value) => typeof value === "object" && value !== null && "aborted" in value && "addEventListener" in value,
};
export const iterable: Kind = {
  words: "something that can be iterated",
  fits: (value) =>
    typeof value === "string" ||
    (typeof value === "object" && value !== null && (Symbol.iterator in value || Symbol.asyncIterator in value)),
};
export const anything: Kind = { words: "anything", fits: () => true };

/** A number from `min` on, as a time or a count. */
export function atLeast(min: number, unit = "", max = Number.POSITIVE_INFINITY): Kind {
  const upper = Number.isFinite(max) ? ` and at most ${max}` : "";
  return {
    words: `a number${unit && ` of ${unit}`}, at least ${min}${upper}`,
    fits: (value) => typeof value === "number" && value >= min && value <= max,
  };
}

/** One of some words. */
export function oneOf(...words: readonly string[]): Kind {
  return { words: `one of ${words.map((one) => `"${one}"`).join(", ")}`, fits: (value) => words.includes(value as string) };
}

/** One of two kinds. */
export function either(one: Kind, other: Kind): Kind {
  return { words: `${one.words} or ${other.words}`, fits: (value) => one.fits(value) || other.fits(value) };
}

export const nothing: Kind = { words: "null", fits: (value) => value === null };

/** Throws BAD_INPUT unless the value is of the kind. `place` is the function, `what` the argument. */
export function check(place: string, what: string, value: unknown, kind: Kind, fix?: string): void {
  if (kind.fits(value)) return;
  const given = Array.isArray(value) && kind.words.startsWith("a list") ? describeList(value) : describe(value);
  throw refuse(`${place}: ${what} must be ${kind.words}, not ${given}.`, fix ?? hintFor(value));
}

/** What is in it: of a list that should be another one it says nothing that it is a list. */
function describeList(values: readonly unknown[]): string {
  if (values.length === 0) return "an empty list";
  const shown = values.slice(0, 3).map(describe);
  return `a list with ${shown.join(", ")}${values.length > 3 ? ", …" : ""}`;
}

/** Throws BAD_INPUT for options that are no object, for an option of a wrong kind, and for one that nobody knows. Absent is fine. */
export function checkOptions(place: string, options: unknown, known: Readonly<Record<string, Kind>>, fix?: string): void {
  if (options === undefined) return;
  check(place, "options", options, object, fix);
  for (const [name, value] of Object.entries(options as object)) {
    if (value === undefined) continue;
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (!kind) throw unknownOption(place, name, Object.keys(known), fix);
    check(place, name, value, kind);
  }
}

/** Throws BAD_INPUT for arguments behind the last one: what is said in them would be dropped without a word. */
export function noMore(place: string, more: readonly unknown[], fix: string): void {
  if (more.every((one) => one === undefined)) return;
  throw refuse(`${place} takes one argument: a text, or options with the text in them.`, fix);
}

/** Throws BAD_INPUT for what says nothing of the driver that a suite is for. */
export function checkContract(place: string, options: unknown): void {
  const how = `Write ${place}({ name: "mine", … }), as the comment on its options says.`;
  check(place, "options", options, object, how);
  check(place, "name", (options as { readonly name?: unknown }).name, word, how);
}

function unknownOption(place: string, name: string, known: readonly string[], fix: string | undefined): ChatError {
  const meant = nearestName(name, known);
  return refuse(
    `${place}: there is no option "${name}".`,
    meant === undefined ? (fix ?? `The options are ${known.join(", ")}.`) : `Did you mean ${meant}?`,
  );
}

function refuse(message: string, fix: string | undefined): ChatError {
  return new ChatError("BAD_INPUT", message, fix === undefined ? {} : { fix });
}

/** Of what is forgotten most. */
function hintFor(value: unknown): string | undefined {
  return value instanceof Promise ? "Put await before it." : undefined;
}

/** A value in a few words. */
function describe(value: unknown): string {
  if (typeof value === "string") return value.length > 40 ? `"${value.slice(0, 40)}…"` : `"${value}"`;
  if (typeof value === "function") return "a function";
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return "a list";
  return value instanceof Promise ? "a promise" : value instanceof Date ? "a date" : isErrorLike(value) ? "an error" : "an object";
}
