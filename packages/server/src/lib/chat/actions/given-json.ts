// What an author gives to be sent to pages and to come back from storage: plain JSON of bounded size, copied where it is given.
import { assertPlainJson, ChatError } from "@colloquy/protocol";

/** The longest payload, arguments or data of the page, as JSON in UTF-16 units. */
export const MAX_JSON = 64 * 1024;

const KEYS = new Set(["__proto__"]);

/** A plain copy: dates become text, functions are left out. Throws BAD_INPUT for what has no JSON, TOO_LARGE beyond 64 Ki. */
export function givenJson(value: unknown, what: string): unknown {
  const { json, copy } = toJson(value, what);
  if (json.length > MAX_JSON)
    throw new ChatError(
      "TOO_LARGE",
      `${what} may have ${MAX_JSON.toLocaleString("en")} characters as JSON, and this has ${json.length.toLocaleString("en")}.`,
      {
        fix: "Keep large things in the user session or in a file, and give an id.",
      },
    );
  return copy;
}

function toJson(value: unknown, what: string): { readonly json: string; readonly copy: unknown } {
  try {
    const json = JSON.stringify(value) as string | undefined;
    if (json === undefined) throw new TypeError(`${typeof value} has no JSON`);
    const copy: unknown = JSON.parse(json);
    assertPlainJson(copy, 0, KEYS);
    return { json, copy };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ChatError("BAD_INPUT", `${what} must be plain data: ${reason}`, {
      cause,
      fix: "Keep live objects in the user session instead.",
    });
  }
}

/** What a handler returned, for whoever pressed. Undefined for what has no JSON: most handlers return what their last call happened to give. */
export function returnedJson(value: unknown): unknown {
  try {
    return value === undefined ? undefined : givenJson(value, "What the handler returns");
  } catch (error) {
    if (error instanceof ChatError && error.code === "TOO_LARGE") throw error;
    return undefined;
  }
}
