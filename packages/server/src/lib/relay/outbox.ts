// What an owner sends to the log of its session: at most one append at a time, text no more often than the gap allows, everything else at once.
// The engine may be away: then it waits here and is sent again, up to a bound; beyond it the log gets a hole, which followers see and mend.
import type { ServerEvent, ThreadId } from "@colloquy/protocol";
import { backoffMs } from "../backoff.ts";
import type { Beat } from "../beat.ts";
import type { Clock, Timer } from "../clock.ts";
import { Gathered, NOTHING, toBodies } from "./batches.ts";
import { FOLLOWED_GAP_MS, MOST_WAITING_BYTES, UNFOLLOWED_GAP_MS } from "./limits.ts";
import { LogSize } from "./log-size.ts";
import type { Owner } from "./relay.ts";
import type { LogEntry, RelayDriver } from "./relay-driver.ts";

const RETRY = { firstMs: 50, mostMs: 1_000 };

export interface OutboxParts {
  readonly threadId: ThreadId;
  readonly driver: RelayDriver;
  readonly clock: Clock;
  /** That of the node. */
  readonly beat: Beat;
  /** As whom it writes now. */
  readonly owner: () => Owner;
  /** Whether somebody follows now. */
  readonly isFollowed: () => boolean;
  /** Someone else is the owner, or nobody. True when it is ours again and the same is to be sent once more. */
  readonly onRefused: (by: Owner | undefined) => Promise<boolean>;
  /** Told of each sending: how many milliseconds it took, undefined when it failed. */
  readonly onAppended?: ((tookMs: number | undefined) => void) | undefined;
}

/** One session's way to its log. */
export class Outbox {
  readonly #parts: OutboxParts;
  readonly #gathered = new Gathered();
  readonly #size: LogSize;
  /** Numbered, and not known to be in the log. */
  #waiting: LogEntry[] = [];
  #waitingBytes = 0;
  #at = 0;
  #isUrgent = false;
  #isSending = false;
  /** Text alone is not sent before then. */
  #notBefore = 0;
  #gap: Timer | undefined;
  #retry: Timer | undefined;
  #failures = 0;
  #isClosed = false;
  #settled: (() => void)[] = [];
  /** Up to here it is in the log. */
  #arrivedAt = 0;
  #arrivals: { readonly at: number; readonly tell: () => void }[] = [];

  constructor(parts: OutboxParts) {
    this.#parts = parts;
    this.#size = new LogSize(parts.clock);
  }

  push(events: readonly ServerEvent[]): void {
    if (this.#isClosed) return;
    for (const event of events) {
      this.#gathered.push(event);
      if (event.type !== "step-text") this.#isUrgent = true;
    }
    if (this.#failures > 0 || this.#isSending) this.#bound();
    this.#send();
  }

  /** Numbers what has gathered, so that a place has everything before it. */
  place(): number {
    this.#number();
    return this.#at;
  }

  /** Writes an entry that says nothing: whatever somebody else has put in its place, or behind it, goes. */
  touch(): void {
    if (this.#isClosed) return;
    this.#number();
    this.#at += 1;
    this.#waiting.push({ at: this.#at, body: NOTHING });
    this.#isUrgent = true;
    this.#send();
  }

  /** Up to here the data layer has it. */
  written(at: number): void {
    this.#size.written(at);
  }

  /** Older epochs may go from the log, and with them what is too much of this one. */
  mayForget(): void {
    this.#size.mayForget();
  }

  /** Tries now what waits, as when the engine is back. */
  wake(): void {
    this.#retry?.cancel();
    this.#retry = undefined;
    this.#send();
  }

  /** Sends at once what is up to this place; resolves when it is in the log, or can no longer be. What comes after it is not waited for. */
  arrived(at: number): Promise<void> {
    if (this.#isClosed || at <= this.#arrivedAt) return Promise.resolve();
    this.#isUrgent = true;
    const arrived = new Promise<void>((tell) => this.#arrivals.push({ at, tell }));
    this.#send();
    return arrived;
  }

  settled(): Promise<void> {
    if (this.#isClosed || (!this.#isSending && this.#waiting.length === 0 && this.#gathered.isEmpty)) return Promise.resolve();
    this.#isUrgent = true;
    const settled = new Promise<void>((resolve) => this.#settled.push(resolve));
    this.#send();
    return settled;
  }

  close(): void {
    this.#isClosed = true;
    this.#gap?.cancel();
    this.#retry?.cancel();
    this.#gathered.take();
    this.#waiting = [];
    this.#tellSettled();
    this.#tellArrived(Number.POSITIVE_INFINITY);
  }

  #number(): void {
    if (this.#gathered.isEmpty) return;
    for (const body of toBodies(this.#gathered.take())) {
      this.#at += 1;
      this.#waiting.push({ at: this.#at, body });
      this.#waitingBytes += body.length;
    }
  }

  /** The engine is slow or away, and this much does not wait for it. */
  #bound(): void {
    if (this.#waitingBytes + this.#gathered.units <= MOST_WAITING_BYTES) return;
    this.#number();
    // What is being sent may have arrived, and numbers are never used again: the next one that is sent leaves a hole.
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#at += 1;
  }

  #send(): void {
    if (this.#isClosed || this.#isSending || this.#retry) return;
    if (this.#gathered.isEmpty && this.#waiting.length === 0) {
      this.#tellSettled();
      return;
    }
    const now = this.#parts.clock.now();
    if (!this.#isUrgent && this.#isInGap(now)) return;
    this.#number();
    this.#isUrgent = false;
    this.#isSending = true;
    this.#gap?.cancel();
    this.#gap = undefined;
    this.#notBefore = now + this.#gapMs;
    void this.#append([...this.#waiting]);
  }

  get #gapMs(): number {
    const { driver, isFollowed } = this.#parts;
    return isFollowed() ? (driver.followedGapMs ?? FOLLOWED_GAP_MS) : UNFOLLOWED_GAP_MS;
  }

  /** Only what waits for the end of a pause has a timer. */
  #isInGap(now: number): boolean {
    const left = this.#notBefore - now;
    // A clock that was set back makes no pause longer.
    if (left <= 0 || left > UNFOLLOWED_GAP_MS) return false;
    this.#gap ??= this.#parts.beat.after(left, this.#onGapOver);
    return true;
  }

  readonly #onGapOver = (): void => {
    this.#gap = undefined;
    // The beat may be a little early.
    this.#notBefore = 0;
    this.#send();
  };

  async #append(entries: readonly LogEntry[]): Promise<void> {
    const { driver, threadId, owner, isFollowed, onRefused, onAppended } = this.#parts;
    const began = performance.now();
    const marks = this.#size.marks(entries);
    try {
      const { node, epoch } = owner();
      const { forget, written } = marks;
      const step = { node, epoch, entries, isRepeat: this.#failures > 0, isFollowed: isFollowed(), forget, written };
      const result = await driver.append(threadId, step);
      if (result.ok) {
        this.#arrived(entries);
        onAppended?.(performance.now() - began);
      } else if (await onRefused(result.owner)) this.#again();
      else this.close();
    } catch {
      onAppended?.(undefined);
      // Unknown whether it arrived. Whether the engine is away at all is told by the lease, once for all sessions.
      this.#again();
    }
    this.#isSending = false;
    this.#send();
  }

  #again(): void {
    this.#failures += 1;
    this.#isUrgent = true;
    if (!this.#isClosed)
      this.#retry = this.#parts.clock.setTimeout(() => this.wake(), backoffMs(this.#failures, RETRY), { background: true });
  }

  #arrived(entries: readonly LogEntry[]): void {
    this.#failures = 0;
    this.#size.added(entries);
    const last = entries.at(-1)?.at ?? 0;
    this.#tellArrived(last);
    if (this.#waiting.at(-1)?.at === last) {
      this.#waiting = [];
      this.#waitingBytes = 0;
      return;
    }
    this.#waiting = this.#waiting.filter(({ at }) => at > last);
    this.#waitingBytes = this.#waiting.reduce((sum, { body }) => sum + body.length, 0);
  }

  #tellArrived(at: number): void {
    this.#arrivedAt = Math.max(this.#arrivedAt, at);
    const arrivals = this.#arrivals;
    this.#arrivals = arrivals.filter((one) => one.at > at);
    for (const one of arrivals) if (one.at <= at) one.tell();
  }

  #tellSettled(): void {
    const settled = this.#settled;
    this.#settled = [];
    for (const tell of settled) tell();
  }
}
