// The log of the server that runs in this process, for code that has no session at hand. It lies under a global symbol, as the ambient context
// does: an app and the command line may each bring a copy of the framework.
import { createLogger, type Logger } from "../logger.ts";

const STORAGE_KEY = Symbol.for("colloquy/1/log");

interface Holder {
  [STORAGE_KEY]?: Logger;
}

/** From now on this is the log; that of the last server that was opened. */
export function setServerLog(logger: Logger): void {
  (globalThis as Holder)[STORAGE_KEY] = logger;
}

/** The log of the last server that was opened; one on standard error when there was none. */
export function serverLog(): Logger {
  return ((globalThis as Holder)[STORAGE_KEY] ??= createLogger());
}
