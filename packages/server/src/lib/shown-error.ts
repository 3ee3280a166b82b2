// What people are told of an error that speaks to whoever runs the app. Such errors name addresses, roles, folders and what to do about them:
// that is for the log, where a reference finds it, and for whoever develops the app.
import { ChatError, ERRORS, type ErrorCode, isChatError } from "@colloquy/protocol";

/** Errors of these kinds are about machines and settings, whoever threw them: drivers of one's own do too. */
const OPERATORS: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "BAD_APP",
  "BAD_CONFIG",
  "EGRESS_FAILED",
  "EGRESS_REFUSED",
  "STORE_FAILED",
  "STORE_LOCKED",
]);
const OF_STORES: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["STORE_FAILED", "STORE_LOCKED"]);
const STORE_AWAY = "This cannot be saved or read right now.";

const WRITTEN_FOR_PEOPLE = new WeakSet<ChatError>();

/** Marks an error whose words are for people although its code is one of the operator's. */
export function forPeople(error: ChatError): ChatError {
  WRITTEN_FOR_PEOPLE.add(error);
  return error;
}

/** True for an error whose words only whoever runs the app may read. */
export function isForOperators(error: unknown): boolean {
  return isChatError(error) && OPERATORS.has(error.code) && !WRITTEN_FOR_PEOPLE.has(error);
}

/** The same kind of error in words that anybody may read; with a reference, it is in them. */
export function withoutInsides({ code }: ChatError, reference?: string): ChatError {
  const text = OF_STORES.has(code) ? STORE_AWAY : ERRORS[code].message;
  const fix = "Try again in a moment. If it stays, tell whoever runs this app.";
  return new ChatError(code, reference === undefined ? text : `${text.slice(0, -1)} (reference ${reference}).`, { fix });
}
