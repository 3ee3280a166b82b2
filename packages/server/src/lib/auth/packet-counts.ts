// How many packets each network sends, over all of its connections: counted before they are read, so without a promise for each.
import { toNetwork } from "./network.ts";

/** Packets are counted in windows of this length. */
export const PACKET_WINDOW_MS = 5000;

export interface PacketLimits {
  /** The most that one connection may send in a window. */
  readonly connection: number;
  /** The most that all connections of a network may send in a window. */
  readonly network: number;
  /** What a connection may send all the same when others of its network send too much: as much as somebody who chats. */
  readonly modest: number;
}

export class PacketCounts {
  readonly #limits: PacketLimits;
  #counts = new Map<string, number>();
  #windowEnds = 0;

  constructor(limits: PacketLimits) {
    this.#limits = limits;
  }

  /** A counter for one connection; false for a packet that is too many for the connection or for its network. `now` in milliseconds. */
  counterFor(address: string): (now: number) => boolean {
    const network = toNetwork(address);
    const limits = this.#limits;
    let windowEnds = 0;
    let own = 0;
    return (now) => {
      if (now >= windowEnds) {
        windowEnds = now + PACKET_WINDOW_MS;
        own = 0;
      }
      own += 1;
      const all = this.#count(network, now);
      return own <= limits.connection && (all <= limits.network || own <= limits.modest);
    };
  }

  #count(network: string, now: number): number {
    if (now >= this.#windowEnds) {
      this.#counts = new Map();
      this.#windowEnds = now + PACKET_WINDOW_MS;
    }
    const count = (this.#counts.get(network) ?? 0) + 1;
    this.#counts.set(network, count);
    return count;
  }
}
