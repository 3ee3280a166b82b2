// How long to wait before the next attempt. Jitter keeps a thousand pages from coming back in the same instant.

/** Bounds of the waiting time, in milliseconds. */
export interface BackOffOptions {
  readonly minMs: number;
  readonly maxMs: number;
  /** Between 0 and 1; given so that tests can decide. */
  readonly random: () => number;
}

/** The first attempt follows almost at once; later ones double their wait up to the maximum, and half of it is left to chance. */
export function backOffMs(attempt: number, { minMs, maxMs, random }: BackOffOptions): number {
  if (attempt === 0) return random() * minMs;
  const most = Math.min(maxMs, minMs * 2 ** attempt);
  return most / 2 + (random() * most) / 2;
}
