// How much a stranger may say in a second. It is counted before anything is looked into: to read costs more than to count.

export interface FloodLimits {
  readonly messages: number;
  /** Characters of all of them together. */
  readonly length?: number;
}

export class FloodGate {
  readonly #limits: FloodLimits;
  #second = { began: Number.NEGATIVE_INFINITY, messages: 0, length: 0 };

  constructor(limits: FloodLimits) {
    this.#limits = limits;
  }

  /** Counts one more. False when it is too much. */
  lets(length = 0): boolean {
    const now = performance.now();
    if (now - this.#second.began > 1_000) this.#second = { began: now, messages: 0, length: 0 };
    this.#second.messages += 1;
    this.#second.length += length;
    return this.#second.messages <= this.#limits.messages && this.#second.length <= (this.#limits.length ?? Number.POSITIVE_INFINITY);
  }
}
