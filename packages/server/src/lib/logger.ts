// What the log needs to do for us; any pino-like logger will serve.
import { pino } from "pino";

type Write = (fields: object, message: string) => void;

/** A structured log. Values first, then a sentence. */
export interface Logger {
  /** What only somebody who looks for a fault wants to know. */
  readonly debug: Write;
  /** What happened. */
  readonly info: Write;
  /** What works, but not as somebody would wish. */
  readonly warn: Write;
  /** What failed. */
  readonly error: Write;
}

/** Where the lines of a log go, instead of standard error. */
export interface LogDestination {
  /** Takes one line of JSON. */
  write(line: string): void;
}

/** The server's own log: JSON lines on standard error, secrets left out. */
export function createLogger(options: { readonly level?: string; readonly destination?: LogDestination | undefined } = {}): Logger {
  return pino(
    { level: options.level ?? "info", redact: ["*.token", "*.handle", "*.cookie", "*.authorization", "*.password", "*.secret", "*.env"] },
    options.destination ?? pino.destination(2),
  );
}

/** The same log, whose lines say something more; what a line says itself wins. */
export function withFields(logger: Logger, fields: () => object | undefined): Logger {
  const more =
    (level: keyof Logger): Write =>
    (own, message) => {
      const added = fields();
      logger[level](added === undefined ? own : { ...added, ...own }, message);
    };
  return { debug: more("debug"), info: more("info"), warn: more("warn"), error: more("error") };
}

/** A log that says nothing; for tests. */
export const silentLogger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
