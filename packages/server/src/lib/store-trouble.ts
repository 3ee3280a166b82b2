// What is wrong with a store, as one word that anybody may be told: addresses, names and texts of a database stay in the log.

/** Why nothing can be written. */
export type StoreTrouble = "away" | "full" | "read-only" | "silent" | "refuses";

/** Codes of SQLite engines, of the system and of PostgreSQL. */
const FULL = /^(?:SQLITE_FULL|ENOSPC|EDQUOT|53100)/;
const READ_ONLY = /^(?:SQLITE_READONLY|EROFS|EACCES|EPERM|25006)/;
const AWAY =
  /^(?:08|57P|53|CONNECT|CONNECTION_|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|SQLITE_BUSY|SQLITE_LOCKED|SQLITE_CANTOPEN|SQLITE_IOERR)/;
/** `node:sqlite` gives numbers; the lower byte is the kind. */
const NUMBERS: Readonly<Record<number, StoreTrouble>> = { 5: "away", 6: "away", 8: "read-only", 10: "away", 13: "full", 14: "away" };
const DEPTH = 5;

/** The kind of trouble that an error of a driver tells of, with what caused it. */
export function toStoreTrouble(error: unknown): StoreTrouble {
  let at = error;
  for (let depth = 0; depth < DEPTH && typeof at === "object" && at !== null; depth += 1) {
    const { code, errcode, cause } = at as { readonly code?: unknown; readonly errcode?: unknown; readonly cause?: unknown };
    const numbered = typeof errcode === "number" ? NUMBERS[errcode % 256] : undefined;
    if (numbered) return numbered;
    if (typeof code === "string") {
      if (FULL.test(code)) return "full";
      if (READ_ONLY.test(code)) return "read-only";
      if (AWAY.test(code)) return "away";
    }
    at = cause;
  }
  return "refuses";
}
