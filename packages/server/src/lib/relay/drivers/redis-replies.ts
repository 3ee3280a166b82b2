// What scripts answer that may be refused, and how long what they write stays.
import type { StepResult } from "../relay-driver.ts";

/** How long it is known who owns a session, after the last append. */
export const OWNER_MS = 24 * 60 * 60 * 1000;
/** How long a log stays after that. */
export const LOG_MS = 10 * 60 * 1000;

export type Reply = readonly [1] | readonly [0, node: string, epoch: string];

export function toResult(reply: Reply): StepResult {
  if (reply[0] === 1) return { ok: true };
  const [, node, epoch] = reply;
  return { ok: false, owner: node === "" && Number(epoch) === 0 ? undefined : { node, epoch: Number(epoch) } };
}
