// What a client has surely received: everything that was sent before the last ping it answered. Packets keep their order.
import type { ChainlitSocket } from "./chainlit-events.ts";

type Connection = ChainlitSocket["conn"];

export interface HeartbeatOptions {
  /** The number of what was sent last. */
  readonly sent: () => number;
  readonly onReceived: (seq: number) => void;
}

/** Watches the pings of one connection. */
export class Heartbeat {
  readonly #connection: Connection;
  readonly #options: HeartbeatOptions;
  #beforePing = 0;

  constructor(connection: Connection, options: HeartbeatOptions) {
    this.#connection = connection;
    this.#options = options;
    connection.on("packetCreate", this.#created);
    connection.on("packet", this.#received);
  }

  dispose(): void {
    this.#connection.off("packetCreate", this.#created);
    this.#connection.off("packet", this.#received);
  }

  readonly #created = ({ type }: { readonly type: string }): void => {
    if (type === "ping") this.#beforePing = this.#options.sent();
  };

  readonly #received = ({ type }: { readonly type: string }): void => {
    if (type === "pong") this.#options.onReceived(this.#beforePing);
  };
}
