// Whether this process waits for something real: a request, a file, a child process, a timer of Node's own. What only listens does not
// count, nor what was there from the beginning.
import { setTimeout as delay, setImmediate } from "node:timers/promises";

/** What waits for others to come, and brings nothing to an end by itself. */
const LISTENING = new Set([
  "TCPServerWrap",
  "TCPSERVERWRAP",
  "PipeServerWrap",
  "PIPESERVERWRAP",
  "PipeWrap",
  "TTYWrap",
  "MessagePort",
  "Worker",
  "FSEventWrap",
  "FSEvent",
  "StatWatcher",
  "SignalWrap",
  "UDPWrap",
]);

/** The timers of everybody who asks here: they are not what is asked about. */
let ownTimers = 0;

/** One more timer that is not counted, until the function that is returned is called. */
export function countOut(): () => void {
  let counted = true;
  ownTimers++;
  return () => {
    if (counted) ownTimers--;
    counted = false;
  };
}

/** Resolves when the machine's time has passed, without counting as work. */
export async function passUncounted(ms: number): Promise<void> {
  const uncount = countOut();
  try {
    await delay(ms);
  } finally {
    uncount();
  }
}

/** Counts what is going on, against what was going on before. */
export class PendingWork {
  readonly #before: Map<string, number> = countActive();

  /** True when nothing but a timer of a clock under test can bring anything on. Looks twice, as one thing may have led to another. */
  async isIdle(): Promise<boolean> {
    await setImmediate();
    if (this.#isBusy()) return false;
    await passUncounted(1);
    return !this.#isBusy();
  }

  #isBusy(): boolean {
    const now = countActive();
    let busy = false;
    for (const [kind, count] of now) busy ||= count > (this.#before.get(kind) ?? 0);
    // What has ended since the beginning must not stand for what begins later.
    for (const [kind, count] of this.#before) this.#before.set(kind, Math.min(count, now.get(kind) ?? 0));
    return busy;
  }
}

function countActive(): Map<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) if (!LISTENING.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const sub = (kind: string, count: number) => counts.has(kind) && counts.set(kind, (counts.get(kind) ?? 0) - count);
  sub("Timeout", ownTimers);
  // A connection that a server in this process keeps open for the next request: whoever asks over it is counted at the other end.
  sub("TCPSocketWrap", acceptedSockets());
  return counts;
}

function acceptedSockets(): number {
  const { _getActiveHandles: list } = process as unknown as { _getActiveHandles?: () => readonly unknown[] };
  const handles = list?.call(process) ?? [];
  return handles.filter((handle) => typeof handle === "object" && handle !== null && "server" in handle && handle.server).length;
}
