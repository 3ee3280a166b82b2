// What went wrong in a database, in our words. What our own functions object to has codes of class CQ.
import { ChatError, isChatError } from "@colloquy/protocol";

/** Codes that our functions raise, and what they mean. */
const OURS: Readonly<Record<string, (detail: string) => ChatError>> = {
  CQ001: () => new ChatError("STALE_WRITE"),
  CQ002: () => new ChatError("NOT_FOUND", "The thread of this batch is not stored."),
  CQ003: (detail) => new ChatError("STORE_FAILED", detail),
};

/** The database cannot be reached, or is going away or coming up: the same call may work later. */
const AWAY = /^(?:08|57P|53|CONNECT|CONNECTION_|ECONN|EPIPE|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)/;
/** It takes no writes now: a replica, or the old head of a cluster after another took over. */
const READ_ONLY = "25006";

/** What is refused at the door, and what helps. */
const AT_THE_DOOR: readonly (readonly [RegExp, string])[] = [
  [/^3D000$/, "Create it (createdb, or CREATE DATABASE), or check the name of the database in the address."],
  [/^28P01$/, "Check the name and the password in the address. Special characters in it are written as %40 and the like."],
  [/^28/, "Check the name of the role in the address, and whether it may log in to this database from here (LOGIN, pg_hba.conf)."],
  [/^42501$/, "Give the role the right to it; for the first start it needs CREATE on the database."],
  [/^ENOTFOUND$|^EAI_AGAIN$/, "Check the name of the host in the address."],
];

/** True when the database cannot be reached now, or is going away or coming up. */
export function isAway(error: unknown): boolean {
  return AWAY.test((error as { readonly code?: string } | undefined)?.code ?? "");
}

/** Any failure of a database as a ChatError. */
export function explain(error: unknown): ChatError {
  if (isChatError(error)) return error;
  const { code = "", message = String(error) } = error as { readonly code?: string; readonly message?: string };
  const ours = OURS[code];
  if (ours) return ours(message);
  // Many messages begin with their own code.
  const why = code === "" || message.includes(code) ? message : `${message} (${code})`;
  const helps = AT_THE_DOOR.find(([codes]) => codes.test(code))?.[1];
  if (AWAY.test(code) || code === READ_ONLY) {
    const fix = helps ?? "Look whether PostgreSQL runs, takes connections from here, and takes writes.";
    return new ChatError("STORE_FAILED", `The database cannot be used at the moment: ${why}`, { cause: error, fix });
  }
  const fix = helps ?? "Look at what the database says, and at its own log.";
  return new ChatError("STORE_FAILED", `The database refused: ${why}`, { cause: error, fix });
}
