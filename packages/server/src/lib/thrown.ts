// What was thrown, in words. JavaScript throws anything: errors of this library and others, errors of another realm, bodies that an
// API answered with, texts, nothing. Whatever has a message is told by it.
import { types } from "node:util";

/** What people are told in production of an error that was not written for them. */
export const NEUTRAL_FAILURE = "Something went wrong on our side.";

const MAX_LENGTH = 2000;
/** How deep causes and bodies are read: they may contain themselves. */
const MAX_DEPTH = 4;
/** Of a failure that is made of many. */
const MAX_PARTS = 3;

/** The words of whatever was thrown: its message, what caused it, what it is made of. For who writes the app, not for everybody. */
export function describeThrown(thrown: unknown): string {
  const text = textOf(thrown, 0) ?? fallback(thrown);
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}

/** The message alone, without causes and parts; undefined when it has none. */
export function messageOfThrown(thrown: unknown): string | undefined {
  return isObject(thrown) ? worded(read(thrown, "message")) : worded(thrown);
}

/** An error of this realm or another, as of a `vm` context, where `instanceof` fails. */
export function isErrorLike(value: unknown): value is Error {
  return value instanceof Error || types.isNativeError(value);
}

function textOf(thrown: unknown, depth: number): string | undefined {
  if (typeof thrown === "string") return worded(thrown);
  if (!isObject(thrown) || depth > MAX_DEPTH) return undefined;
  const own = worded(read(thrown, "message"));
  const parts = Array.isArray(thrown) ? thrown : read(thrown, "errors");
  const inner = [read(thrown, "cause"), ...(own === undefined ? BODIES.map((name) => read(thrown, name)) : [])]
    .map((value) => textOf(value, depth + 1))
    .find((text) => text !== undefined);
  const texts = [own, partsText(parts, depth), inner].filter((text) => text !== undefined);
  // An error often repeats its cause in its own words.
  const told = texts.filter((text, index) => texts.findIndex((other) => other.includes(text)) === index);
  return told.length > 0 ? told.reduce((text, next) => `${text}${/[.!?]$/.test(text) ? "" : ":"} ${next}`) : undefined;
}

/** Where the bodies and errors of other people's libraries keep their words, when they have no message of their own. */
const BODIES = ["error", "reason", "detail", "title", "data", "body", "response", "statusText"] as const;

function partsText(parts: unknown, depth: number): string | undefined {
  if (!Array.isArray(parts)) return undefined;
  const texts = parts.map((part) => textOf(part, depth + 1)).filter((text) => text !== undefined);
  const more = texts.length - MAX_PARTS;
  if (texts.length === 0) return undefined;
  return [...texts.slice(0, MAX_PARTS), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

/** Without a message: an error by its name, plain data as it is. */
function fallback(thrown: unknown): string {
  if (isErrorLike(thrown)) return worded(read(thrown, "name")) ?? "Error";
  const status = isObject(thrown) ? read(thrown, "status") : undefined;
  if (thrown instanceof Response) return `The answer ${String(status)} was thrown.`;
  return `${plainForm(thrown)} was thrown.`;
}

function plainForm(value: unknown): string {
  if (typeof value === "string") return "An empty text";
  if (typeof value === "function") return "A function";
  try {
    const json = isObject(value) ? JSON.stringify(value) : undefined;
    return json === undefined || json === "{}" ? String(value) : json;
  } catch {
    return "A value that cannot be written";
  }
}

function worded(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

/** A property, whatever its getter does. */
function read(object: object, name: string): unknown {
  try {
    return (object as Readonly<Record<string, unknown>>)[name];
  } catch {
    return undefined;
  }
}
