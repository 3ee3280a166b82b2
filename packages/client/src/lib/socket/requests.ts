// Requests that wait for their answer. They outlive a connection: after attaching again all are sent once more, in order,
// which is safe because each carries the ids of what it makes.
import { ChatError, type ClientRequest, type ErrorCode, type RequestReply } from "@colloquy/protocol";
import type { Connection } from "./connection.ts";

/** Answers that mean "not now", and how often they are believed: the request stays in the row. A store that is behind takes its time to say so. */
const NOT_NOW: Partial<Record<ErrorCode, number>> = { UNAVAILABLE: 20, SESSION_ENDED: 20, STORE_FAILED: 4 };

/** Whatever is shorter, in UTF-16 units as JSON, has room in a frame as servers take them, and no request of ours is longer. */
const SURELY_TAKEN = 340 * 1024;
/** A server ends a connection over which a larger frame comes, and says nothing: after so many of them it is not sent again. */
const MOST_ENDED = 2;

interface Waiting {
  readonly request: ClientRequest;
  readonly resolve: (reply: RequestReply) => void;
  readonly reject: (error: ChatError) => void;
  notNow: number;
  /** Connections that were lost while it was on its way. */
  ended: number;
  sent: boolean;
}

/** Every request of one chat that has no answer yet. */
export class Requests {
  readonly #waiting = new Set<Waiting>();
  readonly #retryAfterMs: number;
  #connection: Connection | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(retryAfterMs = 1000) {
    this.#retryAfterMs = retryAfterMs;
  }

  get size(): number {
    return this.#waiting.size;
  }

  /** Settles with the server's answer, however many connections that takes; rejects when the chat is left before, or nobody wants it. */
  send(request: ClientRequest, signal?: AbortSignal): Promise<RequestReply> {
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const waiting: Waiting = { request, resolve, reject, notNow: 0, ended: 0, sent: false };
      const drop = () => {
        this.#waiting.delete(waiting);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", drop, { once: true });
      this.#waiting.add(waiting);
      this.#emit(waiting);
    });
  }

  /** Takes back what nobody wants any more; what was sent may still happen. */
  withdraw(isMeant: (request: ClientRequest) => boolean): void {
    for (const waiting of this.#waiting) if (isMeant(waiting.request)) this.#waiting.delete(waiting);
  }

  /** True when they are sent over this connection already. */
  goBy(connection: Connection): boolean {
    return connection === this.#connection;
  }

  attached(connection: Connection): void {
    this.lost();
    this.#connection = connection;
    this.#emitAll();
  }

  lost(): void {
    this.#connection = undefined;
    clearTimeout(this.#timer);
    for (const waiting of this.#waiting) {
      // It has no id by which the server would know it again; twice is worse than not at all.
      if (waiting.sent && waiting.request.type === "sendWindowMessage") {
        this.#waiting.delete(waiting);
        waiting.resolve({ ok: true });
      }
      // Sent for ever it would end each connection, and the chat with them.
      if (waiting.sent && ++waiting.ended >= MOST_ENDED && JSON.stringify(waiting.request).length > SURELY_TAKEN) {
        this.#waiting.delete(waiting);
        waiting.reject(new ChatError("TOO_LARGE", "This is more than the server takes at once.", { fix: "Send less of it." }));
      }
      waiting.sent = false;
    }
  }

  /** The chat is left: nobody waits any more. */
  abandon(): void {
    this.lost();
    const error = new ChatError("UNAVAILABLE", "The chat was left before the server answered.", { fix: "Open the chat again." });
    for (const waiting of this.#waiting) waiting.reject(error);
    this.#waiting.clear();
  }

  #emitAll(): void {
    for (const waiting of this.#waiting) this.#emit(waiting);
  }

  #emit(waiting: Waiting): void {
    const connection = this.#connection;
    if (!connection || waiting.sent) return;
    waiting.sent = true;
    try {
      connection.request(waiting.request, (reply) => {
        if (connection === this.#connection) this.#answer(waiting, reply);
      });
    } catch (cause) {
      // What cannot be written down, as an object that holds itself, would take each next connection with it.
      this.#waiting.delete(waiting);
      const fix = "Give plain JSON: objects, lists, texts, numbers, true, false and null.";
      waiting.reject(new ChatError("BAD_INPUT", cause instanceof Error ? cause.message : String(cause), { fix, cause }));
    }
  }

  #answer(waiting: Waiting, reply: RequestReply): void {
    if (!this.#waiting.has(waiting)) return;
    if (!reply.ok && ++waiting.notNow <= (NOT_NOW[reply.error.code] ?? 0)) {
      waiting.sent = false;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#emitAll(), this.#retryAfterMs);
      return;
    }
    this.#waiting.delete(waiting);
    waiting.resolve(reply);
  }
}
