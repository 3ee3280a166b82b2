// Which process this is, in words that another one can check: host and pid, and what makes them unique.
import { readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process as it signs a lease. */
export interface ProcessIdentity {
  /** The host's name; in a container with its process space, where the same pid is another process. */
  readonly host: string;
  readonly pid: number;
  /** When the process began: an earlier one may have had the same pid. */
  readonly startedAt: number;
}

export function thisProcess(): ProcessIdentity {
  return { host: hostname() + processSpace(), pid: process.pid, startedAt: Math.round(performance.timeOrigin) };
}

export function isThisProcess(other: ProcessIdentity): boolean {
  const own = thisProcess();
  return own.host === other.host && own.pid === other.pid && own.startedAt === other.startedAt;
}

/** True when the process certainly ended. One on another host may live, for all we know. */
export function isGone(other: ProcessIdentity): boolean {
  const own = thisProcess();
  if (own.host !== other.host) return false;
  return own.pid === other.pid ? own.startedAt !== other.startedAt : !isAlive(other.pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another account may not be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** On Linux the number of the pid namespace; two containers with the same host name differ in it. */
function processSpace(): string {
  try {
    return ` ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    // No such thing on other systems, and none is needed there.
    return "";
  }
}
