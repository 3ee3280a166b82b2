// What the log needs to do for us; any pino-like logger will serve.
import { pino } from "pino";

type Write = (fields: object, message: string) => void;

/** A structured log. Values first, then a sentence. */
export interface Logger {
  readonly debug: Write;
  readonly info: Write;
  readonly warn: Write;
  readonly error: Write;
}

/** The server's own log: JSON lines on standard error, secrets left out. */
export function createLogger(options: { readonly level?: string } = {}): Logger {
  return pino(
    { level: options.level ?? "info", redact: ["*.token", "*.handle", "*.cookie", "*.authorization", "*.password", "*.secret", "*.env"] },
    pino.destination(2),
  );
}

/** A log that says nothing; for tests. */
export const silentLogger: Logger = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
