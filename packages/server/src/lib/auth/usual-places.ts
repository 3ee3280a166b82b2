// Where each account was signed in before. Who guesses from elsewhere must not keep its owner out there.

const REMEMBERED = 20_000;

/** Remembers pairs of account and network, the newest of them, in memory. */
export class UsualPlaces {
  readonly #places = new Set<string>();

  /** Under which key the misses of an attempt count: an account's own place counts apart from all others. */
  keyOf(account: string, network: string): string {
    const place = toPlace(account, network);
    return this.#places.has(place) ? place : `account ${account}`;
  }

  remember(account: string, network: string): void {
    const place = toPlace(account, network);
    this.#places.delete(place);
    this.#places.add(place);
    const [oldest] = this.#places;
    if (this.#places.size > REMEMBERED && oldest !== undefined) this.#places.delete(oldest);
  }
}

/** Begins unlike the key of an account, so that no name reads like a place. */
function toPlace(account: string, network: string): string {
  return `place ${network} ${account}`;
}
