// `logger`: the server's own log, for the author's code.
import { check, object, text } from "../check-given.ts";
import type { Logger } from "../logger.ts";
import { currentContext } from "../session/context.ts";
import { serverLog } from "../session/server-log.ts";

/** Writes one line: a sentence, or values and a sentence. */
export interface WriteLine {
  (message: string): void;
  (fields: object, message: string): void;
}

/** The server's log as an author uses it, by how much a line matters. */
export interface AuthorLogger {
  /** What only somebody who looks for a fault wants to know. */
  readonly debug: WriteLine;
  /** What happened. */
  readonly info: WriteLine;
  /** What works, but not as somebody would wish. */
  readonly warn: WriteLine;
  /** What failed. */
  readonly error: WriteLine;
}

/**
 * The server's log. Inside of a handler each line carries `sessionId`, `threadId` and `turnId`, so that all that was said of one chat can be found.
 * Values come first, then a sentence: `logger.info({ tokens: 120 }, "answered")`. An error is told as `{ err: error }`. What may be in a log that
 * others read is for you to decide: values under `token`, `password`, `secret` and the like are left out, one level deep.
 *
 * @throws BAD_INPUT for what is no sentence.
 */
export const logger: AuthorLogger = { debug: writer("debug"), info: writer("info"), warn: writer("warn"), error: writer("error") };

function writer(level: keyof Logger): WriteLine {
  return (given: object | string, message?: string) => {
    const [fields, sentence] = typeof given === "string" ? [{}, given] : [given, message];
    check(`logger.${level}`, "the values", fields, object, HOW);
    check(`logger.${level}`, "the sentence", sentence, text, HOW);
    (currentContext()?.session.services.logger ?? serverLog())[level](fields, String(sentence));
  };
}

const HOW = 'Write logger.info("a sentence"), or logger.info({ some: value }, "a sentence").';
