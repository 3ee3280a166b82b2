// Asking an author's schema about a value. It may take its time, as with a look into a database, but not for ever: somebody waits for the answer.
import { ChatError } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";

/** How long a schema may take, in milliseconds. */
const PATIENCE_MS = 10_000;

/** The part of Standard Schema that judges. */
interface Judging<Result> {
  readonly "~standard": { readonly validate: (value: unknown) => Result | PromiseLike<Result> };
}

/** What the schema says of a value. Throws BAD_APP when it comes to no end within ten seconds. */
export async function judge<Result>(schema: Judging<Result>, value: unknown, clock: Clock): Promise<Result> {
  const result = schema["~standard"].validate(value);
  if (!isPromise(result)) return result;
  let timer: { cancel(): void } | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = clock.setTimeout(() => reject(neverJudged()), PATIENCE_MS);
  });
  try {
    return await Promise.race([result, tooLong]);
  } finally {
    timer?.cancel();
  }
}

function isPromise<Result>(result: Result | PromiseLike<Result>): result is PromiseLike<Result> {
  return typeof result === "object" && result !== null && "then" in result && typeof result.then === "function";
}

function neverJudged(): ChatError {
  return new ChatError("BAD_APP", `What was sent could not be checked within ${PATIENCE_MS / 1000} seconds.`, {
    fix: "Try again. For the author: the schema's own check has not come to an end; give what it waits for a time limit.",
  });
}
