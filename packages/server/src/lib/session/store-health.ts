// How the stores of this process fare, as those who write see it: one place for the log, for `/readyz`, and for how much may wait.
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.ts";
import { type StoreTrouble, toStoreTrouble } from "../store-trouble.ts";
import type { Tally } from "../tally.ts";
import { runOutside } from "./context.ts";

/** What waits to be written, in all chats of a process, in UTF-16 units: beyond it answers wait, and messages are refused. */
export const MOST_UNWRITTEN = 64 * 1024 * 1024;
/** A store that has not answered for so long has trouble. */
const SILENT_MS = 5_000;
/** How long a look at a store may take. */
const LOOK_MS = 2_000;
/** What a look has found holds for so long. */
const LOOK_AGAIN_MS = 1_000;

/** Somebody who writes: a chat's recorder, a session's writer. */
export type StoreUser = object;

/** How the stores fare. */
export interface StoreReport {
  readonly trouble: StoreTrouble | undefined;
  /** Since when, in milliseconds since 1970. */
  readonly since: number | undefined;
  /** How many wait for a store that failed or is silent. */
  readonly waiting: number;
  /** UTF-16 units that are in memory only. */
  readonly unwritten: number;
  /** Writes that failed since the process began. */
  readonly failures: number;
}

export interface StoreHealthParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tally?: Tally | undefined;
  /** Reads a little of each store, so that one that nobody writes to is known too. */
  readonly look: () => Promise<unknown>;
}

interface Waiting {
  /** In a row. */
  failures: number;
  /** The latest of them. */
  trouble: StoreTrouble;
}

/** Told of each write; tells whether the stores can be relied on. */
export class StoreHealth {
  readonly #parts: StoreHealthParts;
  readonly #waiting = new Map<StoreUser, Waiting>();
  #since: number | undefined;
  #trouble: StoreTrouble | undefined;
  #unwritten = 0;
  #failures = 0;
  #looked: Promise<StoreTrouble | undefined> | undefined;

  constructor(parts: StoreHealthParts) {
    this.#parts = parts;
  }

  /** So much more, or less, is in memory only. */
  hold(units: number): void {
    this.#unwritten += units;
  }

  /** No more may be kept in memory. */
  get isFull(): boolean {
    return this.#unwritten >= MOST_UNWRITTEN;
  }

  /** Nothing can be written at the moment. */
  get trouble(): StoreTrouble | undefined {
    return this.#trouble;
  }

  /** A write failed; it will be tried again. Returns how often it has in a row. */
  failed(user: StoreUser, error: unknown): number {
    this.#failures += 1;
    const trouble = toStoreTrouble(error);
    const waiting = this.#waiting.get(user) ?? { failures: 0, trouble };
    waiting.failures += 1;
    waiting.trouble = trouble;
    this.#waiting.set(user, waiting);
    // The first failure may be of a moment, or of this chat alone.
    if (waiting.failures > 1) this.#begin(trouble, error);
    return waiting.failures;
  }

  /** A write takes long, and no answer is there. */
  silent(user: StoreUser): void {
    const { trouble } = this.#waiting.get(user) ?? { trouble: "silent" };
    if (!this.#waiting.has(user)) this.#waiting.set(user, { failures: 0, trouble });
    if (this.#trouble === undefined) this.#begin(trouble, undefined);
  }

  /** How long a write may take before it is `silent`. */
  get silentMs(): number {
    return SILENT_MS;
  }

  /** It was written: the store works. */
  wrote(user: StoreUser): void {
    if (this.#waiting.size > 0) this.#waiting.delete(user);
    this.#end();
  }

  /** What a write took, from when it was asked for until the store had it. */
  took(what: "chat" | "session", ms: number): void {
    this.#parts.tally?.durations.stored(what, ms / 1000);
  }

  /** How they fare, without a look at the stores. */
  get now(): Omit<StoreReport, "since"> {
    return { trouble: this.#trouble, waiting: this.#waiting.size, unwritten: this.#unwritten, failures: this.#failures };
  }

  /** Nobody waits here any more. */
  forget(user: StoreUser): void {
    this.#waiting.delete(user);
    if (this.#waiting.size === 0) this.#end();
  }

  /** How the stores fare, read ones included. Never throws, and takes two seconds at most. */
  async report(): Promise<StoreReport> {
    const looked = await this.#look();
    return { ...this.now, trouble: this.#trouble ?? looked, since: this.#since };
  }

  #begin(trouble: StoreTrouble, error: unknown): void {
    const isNews = this.#trouble !== trouble;
    this.#trouble = trouble;
    if (!isNews) return;
    this.#since ??= this.#parts.clock.now();
    // It is about all chats, and not about the one that noticed it.
    runOutside(() =>
      this.#parts.logger.error(
        { ...(error !== undefined && { err: error }), trouble },
        "the store cannot be written: chats go on, what is said stays in memory and is tried again",
      ),
    );
  }

  #end(): void {
    if (this.#trouble === undefined) return;
    const lastedMs = this.#parts.clock.now() - (this.#since ?? 0);
    this.#trouble = undefined;
    this.#since = undefined;
    runOutside(() => this.#parts.logger.info({ lastedMs, failures: this.#failures }, "the store can be written again"));
  }

  /** Many ask at once, and each look costs the store something. */
  #look(): Promise<StoreTrouble | undefined> {
    this.#looked ??= this.#lookOnce();
    return this.#looked;
  }

  async #lookOnce(): Promise<StoreTrouble | undefined> {
    const { clock, look } = this.#parts;
    let timer: { cancel(): void } | undefined;
    const late = new Promise<StoreTrouble>((resolve) => {
      timer = clock.setTimeout(() => resolve("silent"), LOOK_MS, { background: true });
    });
    const found = await Promise.race([look().then(() => undefined, toStoreTrouble), late]);
    timer?.cancel();
    clock.setTimeout(() => (this.#looked = undefined), LOOK_AGAIN_MS, { background: true });
    return found;
  }
}
