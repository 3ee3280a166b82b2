// A log that strangers cannot fill: of what happens again and again only so much is told each minute, and how much was left out.
import type { Logger } from "./logger.ts";

/** So many lines of the same words a minute. */
const MOST = 30;
const MINUTE_MS = 60_000;

/** A log in whose warnings and errors the same words come so often and no more; `leftOut` in the next of them says how many were not told. */
export function boundLog(logger: Logger, now: () => number = Date.now): Logger {
  const told = new Map<string, { since: number; count: number }>();
  const bound =
    (write: Logger["warn"]): Logger["warn"] =>
    (fields, message) => {
      const known = told.get(message);
      const isOld = known === undefined || now() - known.since >= MINUTE_MS;
      const entry = isOld ? { since: now(), count: 0 } : known;
      entry.count += 1;
      told.set(message, entry);
      const leftOut = isOld && known !== undefined ? Math.max(0, known.count - MOST) : 0;
      if (entry.count <= MOST) write.call(logger, leftOut > 0 ? { ...fields, leftOut } : fields, message);
    };
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: bound((fields, message) => logger.warn(fields, message)),
    error: bound((fields, message) => logger.error(fields, message)),
  };
}
