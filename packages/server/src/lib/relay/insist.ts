// What every node must hear, also one that was frozen or cut off when it was said: it is asked again until it answers, under whatever id it goes on.
import { backoffMs } from "../backoff.ts";
import type { Clock } from "../clock.ts";
import type { AskedAll, NodeCalls } from "./node-calls.ts";
import type { NodeId } from "./relay.ts";

/** Which of the stores' facts a node has missed that is silent for longer, it learns from the stores. */
const INSIST_MS = 120_000;
const PAUSE = { firstMs: 500, mostMs: 5_000 };

export interface Insisting {
  readonly calls: NodeCalls;
  readonly clock: Clock;
  /** What is asked; to do it twice must be harmless. */
  readonly kind: string;
  readonly body: unknown;
  /** What came of asking all for the first time. */
  readonly asked: AskedAll;
  /** Some have answered now that had not. */
  readonly onAnswered?: () => Promise<void>;
}

/** Asks those that have not answered again and again, in the background, and those that came since: one of these may be one of those. */
export async function insist({ calls, clock, kind, body, asked, onAnswered }: Insisting): Promise<void> {
  if (asked.isWhole) return;
  const until = clock.now() + INSIST_MS;
  const answered = new Set<NodeId>(asked.answered);
  for (let tries = 1; clock.now() < until; tries++) {
    await new Promise<void>((resolve) => clock.setTimeout(resolve, backoffMs(tries, PAUSE), { background: true }));
    if (!calls.isJoined) return;
    const again = await calls.askAll(kind, body, { except: answered });
    for (const node of again.answered) answered.add(node);
    if (again.answered.size > 0) await onAnswered?.();
  }
}
