// How much was given to a connection that it has not taken: `bufferedAmount` stays near zero, so we count ourselves.
import type { ChainlitSocket } from "./chainlit-events.ts";

type Connection = ChainlitSocket["conn"];

const MAX_UNITS = 1024 * 1024;
const MAX_WAIT_MS = 5000;

/** Counts the unsent text of one connection. */
export class UnsentCount {
  readonly #connection: Connection;
  #units = 0;
  #since: number | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    connection.on("packetCreate", this.#created);
    connection.on("flush", this.#flushed);
  }

  /** True when the reader is more than 1 MiB or five seconds behind. `now` in milliseconds. */
  tooMuch(now: number): boolean {
    if (this.#units === 0) return false;
    this.#since ??= now;
    return this.#units > MAX_UNITS || now - this.#since > MAX_WAIT_MS;
  }

  dispose(): void {
    this.#connection.off("packetCreate", this.#created);
    this.#connection.off("flush", this.#flushed);
  }

  readonly #created = ({ data }: { readonly data?: unknown }): void => {
    if (typeof data === "string") this.#units += data.length;
  };

  /** What waited was handed to the transport as a whole. */
  readonly #flushed = (): void => {
    this.#units = 0;
    this.#since = undefined;
  };
}
