// One socket: it opens with the attach request, hands frames on, and dies once. Whoever wants another makes a new one.
import type {
  Attached,
  AttachRequest,
  ChatSnapshot,
  ClientFrames,
  ClientRequest,
  ErrorBody,
  FactsFrame,
  RequestReply,
  ServerFrames,
  ServerNotice,
} from "@colloquy/protocol";
import { isChatError, TextFrameReader } from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import type { ServerAddress } from "../server-address.ts";

/** What a connection tells its owner. After `lost`, nothing more. */
export interface ConnectionListener {
  attached(frame: Attached): void;
  snapshot(frame: ChatSnapshot): void;
  facts(frame: FactsFrame): void;
  notice(frame: ServerNotice): void;
  /** The error is what the server said, if it said anything. */
  lost(error: ErrorBody | undefined): void;
}

/** One Socket.IO connection. The server is ours, so frames are believed: a browser loads no schemas for them. */
export class Connection {
  readonly #socket: Socket<ServerFrames, ClientFrames>;
  readonly #listener: ConnectionListener;
  #open = true;
  readonly #texts = new TextFrameReader();
  #epoch = 0;

  /** `ticket` gets what proves a sign-in for this one connection, where its cookie cannot travel. */
  constructor(address: ServerAddress, attach: AttachRequest, listener: ConnectionListener, ticket?: () => Promise<string>) {
    this.#listener = listener;
    this.#socket = io(address.origin, {
      path: address.socketPath,
      auth: ticket ? (send) => this.#prove(attach, ticket, send) : attach,
      // The link reconnects by itself: with a fresh cursor, and at once when the page wakes.
      reconnection: false,
      forceNew: true,
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      withCredentials: true,
    });
    this.#socket.on("attached", (frame) => this.#hear(() => this.#attached(frame)));
    this.#socket.on("snapshot", (frame) => this.#hear(() => listener.snapshot(frame)));
    this.#socket.on("facts", (frame) => this.#hear(() => listener.facts(frame)));
    this.#socket.on("t", (...frame) => this.#hear(() => listener.facts({ epoch: this.#epoch, seq: 0, facts: this.#texts.read(frame) })));
    this.#socket.on("notice", (frame) => this.#hear(() => listener.notice(frame)));
    this.#socket.on("connect_error", (error) => this.#lose(toErrorBody(error)));
    this.#socket.on("disconnect", () => this.#lose(undefined));
  }

  /** Sends a request; the answer comes at most once, and never after the connection is lost. */
  request(request: ClientRequest, reply: (reply: RequestReply) => void): void {
    this.#socket.emit("request", request, (answer) => this.#hear(() => reply(answer)));
  }

  /** Asks the server for a sign of life: what its clock says. Undefined when none comes in time, or the connection is over. */
  async askAlive(withinMs: number): Promise<string | undefined> {
    if (!this.#open || !this.#socket.connected) return undefined;
    try {
      const now = await this.#socket.timeout(withinMs).emitWithAck("alive");
      return this.#open ? now : undefined;
    } catch {
      // The time ran out, or the socket closed meanwhile: both mean no.
      return undefined;
    }
  }

  /** Ends the connection without a word to its owner. */
  close(): void {
    this.#open = false;
    this.#socket.removeAllListeners();
    this.#socket.disconnect();
  }

  /** Says that the person leaves this chat, then ends the connection. */
  leave(withinMs: number): void {
    if (!this.#socket.connected) {
      this.close();
      return;
    }
    this.#open = false;
    this.#socket
      .timeout(withinMs)
      .emitWithAck("request", { type: "leave" })
      .catch(() => undefined) // The session's own timeout does the same, only later.
      .finally(() => this.close());
  }

  #prove(attach: AttachRequest, ticket: () => Promise<string>, send: (auth: object) => void): void {
    ticket().then(
      (proof) => this.#open && send({ ...attach, ticket: proof }),
      (error: unknown) => this.#lose(isChatError(error) ? error.toJSON() : undefined),
    );
  }

  /** Text frames carry no epoch: a connection has one. */
  #attached(frame: Attached): void {
    this.#epoch = frame.epoch;
    this.#listener.attached(frame);
  }

  /** A frame that cannot be understood ends this connection: the next one begins with a whole state. */
  #hear(handle: () => void): void {
    if (!this.#open) return;
    try {
      handle();
    } catch (error) {
      this.#lose({ code: "INTERNAL", message: "The page did not understand the server.", fix: "Reload the page if this goes on." });
      throw error;
    }
  }

  #lose(error: ErrorBody | undefined): void {
    if (!this.#open) return;
    this.close();
    this.#listener.lost(error);
  }
}

/** What the server gave as the reason of a refused handshake; undefined when the network failed. */
function toErrorBody(error: Error): ErrorBody | undefined {
  const data = "data" in error ? error.data : undefined;
  if (typeof data !== "object" || data === null || !("code" in data) || !("message" in data)) return undefined;
  return data as ErrorBody;
}
