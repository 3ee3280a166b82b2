// How many connections each network has open.
import { toNetwork } from "./network.ts";

export class OpenConnections {
  readonly #most: number;
  readonly #open = new Map<string, number>();

  /** `most` of one network at once. */
  constructor(most: number) {
    this.#most = most;
  }

  /** True when an address may open one more. */
  hasRoom(address: string): boolean {
    return (this.#open.get(toNetwork(address)) ?? 0) < this.#most;
  }

  /** Counts one as open; returns the way out. */
  join(address: string): () => void {
    const network = toNetwork(address);
    this.#open.set(network, (this.#open.get(network) ?? 0) + 1);
    let joined = true;
    return () => {
      if (!joined) return;
      joined = false;
      const left = (this.#open.get(network) ?? 1) - 1;
      if (left > 0) this.#open.set(network, left);
      else this.#open.delete(network);
    };
  }
}
