// One socket's line, as far as we must know it: whether what was given to it has left the process.
import type { Socket } from "socket.io";

/** Watches the transport below a socket; an upgrade puts another one in its place. */
export class Line {
  readonly #socket: Socket;
  readonly #onIdle: () => void;
  #watched: Socket["conn"]["transport"] | undefined;

  constructor(socket: Socket, onIdle: () => void) {
    this.#socket = socket;
    this.#onIdle = onIdle;
    this.#watch();
    socket.conn.on("upgrade", this.#watch);
  }

  /** True when everything sent before is flushed. `bufferedAmount` would stay near zero here, so we count ourselves. */
  get idle(): boolean {
    const { conn } = this.#socket;
    // Not public in the types of Engine.IO, but the documented state of its server socket.
    const { writeBuffer } = conn as unknown as { writeBuffer: readonly unknown[] };
    return conn.transport.writable && writeBuffer.length === 0;
  }

  dispose(): void {
    this.#watched?.off("ready", this.#ready);
    this.#socket.conn.off("upgrade", this.#watch);
  }

  readonly #watch = (): void => {
    this.#watched?.off("ready", this.#ready);
    this.#watched = this.#socket.conn.transport;
    this.#watched.on("ready", this.#ready);
  };

  readonly #ready = (): void => this.#onIdle();
}
