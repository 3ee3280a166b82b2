// The seam to what all nodes of an app count together: else whoever asks several of them would have as much of each. Nothing of it is the truth of
// anything, so it may be forgotten at any moment; and it never keeps anybody out because an engine is away.

/** At most so many of something in a window, for each key. */
export interface LimitRule {
  /** What is counted, as `messages`. */
  readonly name: string;
  readonly most: number;
  /** How long the window is, from the first one in it. */
  readonly seconds: number;
}

/** Counts one kind of thing. */
export interface Limiter {
  /** Counts one. How many milliseconds to wait when it was too many, else 0. */
  take(key: string): Promise<number>;
}

/** How long who misses has to wait: one second after the last free miss, then twice as long each time. Misses are forgotten an hour after the last. */
export interface BackOffRule {
  /** What is guessed at, as `account`. */
  readonly name: string;
  /** Misses that cost nothing. */
  readonly free: number;
  /** The longest wait. */
  readonly mostMs: number;
}

/** The misses of one kind of key. */
export interface Misses {
  /**
   * Begins an attempt: it counts as a miss until `forgive` says otherwise, so that many at once gain nothing. How many milliseconds to wait
   * before there may be one, else 0; an attempt that has to wait is none.
   */
  attempt(key: string): Promise<number>;
  /** The attempt was none: all misses are forgotten, or only this one, where others may be somebody else's. */
  forgive(key: string, which: "all" | "one"): Promise<void>;
}

/** What marks are, and how long one lasts. */
export interface MarkRule {
  /** What is marked, as `tickets`. */
  readonly name: string;
  readonly seconds: number;
  /** In memory no more than so many are kept, the newest. Default: all. */
  readonly most?: number | undefined;
}

/** Marks that are set once. */
export interface Marks {
  /** Sets one; true for the first who does, until it is over. */
  set(key: string): Promise<boolean>;
  has(key: string): Promise<boolean>;
}

/**
 * What is counted together. No call rejects because the engine is away: then each node counts for itself, from nothing, until it is back.
 * Keys may be any strings.
 */
export interface SharedCounts {
  readonly name: string;
  /** Connects. Throws UNAVAILABLE when the engine cannot be reached at the start. */
  open(): Promise<void>;
  close(): Promise<void>;
  limiter(rule: LimitRule): Limiter;
  misses(rule: BackOffRule): Misses;
  marks(rule: MarkRule): Marks;
}

/** How long misses are remembered after the last one. */
export const FORGET_MISSES_MS = 60 * 60 * 1000;
