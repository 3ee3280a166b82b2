// Where each account was signed in before. Who guesses from elsewhere must not keep its owner out there.
import type { Marks, SharedCounts } from "../counts/shared-counts.ts";

const REMEMBERED = 20_000;
const REMEMBERED_S = 90 * 24 * 60 * 60;

/** Remembers pairs of account and network. */
export class UsualPlaces {
  readonly #places: Marks;

  constructor(counts: SharedCounts) {
    this.#places = counts.marks({ name: "places", seconds: REMEMBERED_S, most: REMEMBERED });
  }

  /** Under which key the misses of an attempt count: an account's own place counts apart from all others. */
  async keyOf(account: string, network: string): Promise<string> {
    const place = toPlace(account, network);
    return (await this.#places.has(place)) ? place : `account ${account}`;
  }

  async remember(account: string, network: string): Promise<void> {
    await this.#places.set(toPlace(account, network));
  }
}

/** Begins unlike the key of an account, so that no name reads like a place. */
function toPlace(account: string, network: string): string {
  return `place ${network} ${account}`;
}
