// Whatever an author gives as content becomes text, and says how it wants to be shown.
import { isErrorLike } from "../thrown.ts";

/** Text, and the language of the code block that shows it best. */
export interface CoercedText {
  readonly text: string;
  readonly language?: string | undefined;
}

/** Strings stay; nothing becomes empty; structures become indented JSON; the rest its string form. Bytes are left out by name. */
export function coerceToText(value: unknown): CoercedText {
  if (value === undefined || value === null) return { text: "" };
  if (typeof value === "string") return { text: value };
  if (typeof value !== "object") return { text: String(value), language: "text" };
  if (isErrorLike(value)) return { text: value.message, language: "text" };
  try {
    const text = JSON.stringify(value, replacer(), 4);
    return text === undefined ? { text: String(value), language: "text" } : { text, language: "json" };
  } catch {
    // A toJSON or a getter of the author's threw: the string form is better than nothing.
    return { text: String(value), language: "text" };
  }
}

/** Bytes and cycles have no JSON; Map, Set and bigint have one that says what they hold. */
function replacer(): (this: unknown, key: string, value: unknown) => unknown {
  const parents: unknown[] = [];
  return function (_key, value) {
    while (parents.length > 0 && parents.at(-1) !== this) parents.pop();
    if (typeof value === "bigint") return value.toString();
    if (typeof value !== "object" || value === null) return value;
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return "STRIPPED_BINARY_DATA";
    if (isBufferJson(value)) return "STRIPPED_BINARY_DATA";
    if (parents.includes(value)) return "[Circular]";
    const plain = value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value;
    parents.push(plain);
    return plain;
  };
}

/** Buffer has a toJSON that runs before the replacer sees it. */
function isBufferJson(value: object): boolean {
  return "type" in value && value.type === "Buffer" && "data" in value && Array.isArray(value.data);
}
