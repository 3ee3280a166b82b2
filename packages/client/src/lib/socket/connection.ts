// One connection: it opens with the attach request, hands frames on, and dies once. Whoever wants another makes a new one.
import type { AttachRequest, ClientFrames, ClientRequest, ErrorBody, RequestReply, ServerFrames } from "@colloquy/protocol";
import { isChatError } from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import type { ServerAddress } from "../server-address.ts";
import { type ConnectionListener, Frames } from "./frames.ts";

/** A connection, whichever way it goes. */
export interface Connection {
  /** True once something of the server's has come by this way, whatever it says to us. */
  readonly reached: boolean;
  /** Sends a request; the answer comes at most once, and never after the connection is lost. */
  request(request: ClientRequest, reply: (reply: RequestReply) => void): void;
  /** Asks the server for a sign of life: what its clock says. Undefined when none comes in time, or the connection is over. */
  askAlive(withinMs: number): Promise<string | undefined>;
  /** Ends the connection without a word to its owner. */
  close(): void;
  /** Says that the person leaves this chat, then ends the connection. */
  leave(withinMs: number): void;
}

export interface SocketOptions {
  /** What carries it. */
  readonly by: "websocket" | "polling";
  /** Gets what proves a sign-in for this one connection, where its cookie cannot travel. */
  readonly ticket?: (() => Promise<string>) | undefined;
}

/** A connection over Socket.IO. */
export class SocketConnection implements Connection {
  readonly #socket: Socket<ServerFrames, ClientFrames>;
  readonly #frames: Frames;
  #reached = false;

  constructor(address: ServerAddress, attach: AttachRequest, listener: ConnectionListener, { by, ticket }: SocketOptions) {
    this.#frames = new Frames(listener, () => {
      this.#socket.removeAllListeners();
      this.#socket.disconnect();
    });
    this.#socket = io(address.origin, {
      path: address.socketPath,
      auth: ticket ? (send) => this.#prove(attach, ticket, send) : attach,
      // The link reconnects by itself: with a fresh cursor, and at once when the page wakes.
      reconnection: false,
      forceNew: true,
      transports: [by],
      upgrade: false,
      withCredentials: true,
    });
    this.#socket.io.on("open", () => (this.#reached = true));
    for (const name of this.#frames.names) this.#socket.on(name, (...values: readonly unknown[]) => this.#frames.take(name, values));
    this.#socket.on("connect_error", (error) => this.#frames.lose(toErrorBody(error)));
    this.#socket.on("disconnect", () => this.#frames.lose(undefined));
  }

  get reached(): boolean {
    return this.#reached;
  }

  request(request: ClientRequest, reply: (reply: RequestReply) => void): void {
    this.#socket.emit("request", request, (answer) => this.#frames.hear(() => reply(answer)));
  }

  async askAlive(withinMs: number): Promise<string | undefined> {
    if (!this.#frames.open || !this.#socket.connected) return undefined;
    try {
      const now = await this.#socket.timeout(withinMs).emitWithAck("alive");
      return this.#frames.open ? now : undefined;
    } catch {
      // The time ran out, or the socket closed meanwhile: both mean no.
      return undefined;
    }
  }

  close(): void {
    this.#frames.close();
  }

  leave(withinMs: number): void {
    if (!this.#socket.connected) {
      this.close();
      return;
    }
    this.#frames.stop();
    this.#socket
      .timeout(withinMs)
      .emitWithAck("request", { type: "leave" })
      .catch(() => undefined) // The session's own timeout does the same, only later.
      .finally(() => this.close());
  }

  #prove(attach: AttachRequest, ticket: () => Promise<string>, send: (auth: object) => void): void {
    ticket().then(
      (proof) => this.#frames.open && send({ ...attach, ticket: proof }),
      (error: unknown) => this.#frames.lose(isChatError(error) ? error.toJSON() : undefined),
    );
  }
}

/** What the server gave as the reason of a refused handshake; undefined when the network failed. */
function toErrorBody(error: Error): ErrorBody | undefined {
  const data = "data" in error ? error.data : undefined;
  if (typeof data !== "object" || data === null || !("code" in data) || !("message" in data)) return undefined;
  return data as ErrorBody;
}
