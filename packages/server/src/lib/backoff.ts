// How long to wait before something is tried again: longer each time, and not by everybody at the same moment.

/** The first pause, and the longest. */
export interface BackoffTimes {
  readonly firstMs: number;
  readonly mostMs: number;
}

const GROWTH = 3;

/** Milliseconds before the next try, after so many that failed. Between half of the pause and all of it, so that many who wait do not come at once. */
export function backoffMs(failures: number, { firstMs, mostMs }: BackoffTimes, random: () => number = Math.random): number {
  const whole = Math.min(mostMs, firstMs * GROWTH ** Math.max(0, failures - 1));
  return whole / 2 + (random() * whole) / 2;
}
