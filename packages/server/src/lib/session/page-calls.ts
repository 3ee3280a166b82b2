// Functions of the page that were called: each is state with a deadline, and ends with the first answer, its time, or its turn.
import { setMaxListeners } from "node:events";
import { type CallId, ChatError, newId, type PageCall, type PageCallResult, type TurnId } from "@colloquy/protocol";
import type { Session } from "./session.ts";
import { abortError } from "./turns.ts";

/** How many may wait in one chat. */
const OPEN_CALLS = 20;
/** Timers overflow past 24.8 days. */
const MAX_TIMER_MS = 2 ** 31 - 1;

interface Waiter {
  readonly turnId: TurnId;
  readonly resolve: (result: PageCallResult) => void;
  readonly reject: (error: unknown) => void;
}

/** Most chats call none. */
const waiting = new WeakMap<Session, Map<CallId, Waiter>>();

/** What is called, by which turn. */
export interface PageCalling extends Pick<PageCall, "turnId" | "name" | "args"> {
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/** Calls a function of the page. Throws ASK_TIMED_OUT, OVERLOADED with too many open ones, and what ends the turn. */
export async function callPage(session: Session, { timeoutMs, signal, ...what }: PageCalling): Promise<PageCallResult> {
  session.assertLive(what.turnId);
  signal?.throwIfAborted();
  const { clock } = session.services;
  if (session.state.calls.size >= OPEN_CALLS)
    throw new ChatError("OVERLOADED", `${OPEN_CALLS} functions of the page have not answered yet.`, { fix: "Wait for them first." });
  const waitMs = Math.min(timeoutMs, MAX_TIMER_MS);
  const call: PageCall = { ...what, id: newId<CallId>(), deadlineAt: new Date(clock.now() + waitMs).toISOString() };
  const waiters = waiting.get(session) ?? new Map<CallId, Waiter>();
  waiting.set(session, waiters);
  const turnSignal = session.turns.get(what.turnId)?.signal;
  const answer = new Promise<PageCallResult>((resolve, reject) => waiters.set(call.id, { turnId: what.turnId, resolve, reject }));
  const give = (reason: unknown) => void take(session, call.id)?.reject(reason);
  const onTurn = () => give(turnSignal?.reason);
  const onSignal = () => give(signal?.reason);
  // Node takes more than ten listeners for a leak.
  if (turnSignal) setMaxListeners(0, turnSignal);
  turnSignal?.addEventListener("abort", onTurn, { once: true });
  signal?.addEventListener("abort", onSignal, { once: true });
  const timer = clock.setTimeout(() => give(new ChatError("ASK_TIMED_OUT", `The page did not answer ${call.name} in time.`)), waitMs);
  try {
    session.emit({ type: "call-start", call });
    return await answer;
  } finally {
    timer.cancel();
    turnSignal?.removeEventListener("abort", onTurn);
    signal?.removeEventListener("abort", onSignal);
    waiters.delete(call.id);
  }
}

/** Gives the page's answer to who waits for it. False when it is closed already. */
export function answerPage(session: Session, callId: CallId, result: PageCallResult): boolean {
  const waiter = take(session, callId);
  waiter?.resolve(result);
  return waiter !== undefined;
}

/** A turn is over: nobody waits for what it has called. */
export function endCallsOf(session: Session, turnId: TurnId): void {
  for (const [callId, waiter] of [...(waiting.get(session) ?? [])])
    if (waiter.turnId === turnId) take(session, callId)?.reject(abortError("stopped"));
}

/** Closes the call for everybody, and gives who waited for it. */
function take(session: Session, callId: CallId): Waiter | undefined {
  const waiter = waiting.get(session)?.get(callId);
  waiting.get(session)?.delete(callId);
  if (session.state.calls.has(callId) && (session.phase === "open" || session.phase === "ending"))
    session.emit({ type: "call-end", callId });
  return waiter;
}
