// A connection over plain HTTP: one long answer of server-sent events, and a request of its own for everything that is asked. Any process of
// the server may answer each of them.
import {
  type AttachRequest,
  type ClientRequest,
  ENDPOINTS,
  type ErrorBody,
  type RequestReply,
  type RequestType,
  type ServerFrames,
  STREAM_PATH,
} from "@colloquy/protocol";
import { createParser } from "eventsource-parser";
import { isErrorBody } from "../answer-error.ts";
import type { Connection } from "./connection.ts";
import { type ConnectionListener, Frames } from "./frames.ts";

/** Where a stream is served, and what proves us there. */
export interface StreamServer {
  /** The address with the root path, without a slash at its end. */
  readonly base: string;
  headers(): Promise<Record<string, string>>;
}

/** The server says something at least every 15 seconds. Two that are missing mean a dead line. */
const SILENCE_MS = 35_000;
/** Proxies give up on an answer that takes longer, most of them after a minute. */
const ANSWER_MS = 25_000;
const AGAIN_MS = 500;
/** Their answer comes when a handler has ended, whenever that is; asked again they wait for the same run. */
const LASTING: ReadonlySet<RequestType> = new Set(["runAction", "callAction", "runMessageAction"]);
/** They wait for no other request, and none for them: everything else happens in the order in which it was asked for. */
const APART: ReadonlySet<RequestType> = new Set([...LASTING, "stopTurn", "findMentions", "answerCall"]);

/** A connection over server-sent events and POST. */
export class StreamConnection implements Connection {
  readonly #server: StreamServer;
  readonly #pageId: string;
  readonly #clientKey: string | undefined;
  readonly #frames: Frames;
  readonly #ended = new AbortController();
  #handle = "";
  #reached = false;
  #heardAt = Date.now();
  /** What the server's clock said last, and when that was. */
  #now = { said: Date.now(), at: Date.now() };
  /** Settles when the last request that keeps to the order is answered. */
  #order: Promise<void> = Promise.resolve();

  constructor(server: StreamServer, attach: AttachRequest, listener: ConnectionListener) {
    this.#server = server;
    this.#pageId = attach.pageId;
    this.#clientKey = attach.clientKey;
    this.#frames = new Frames(
      {
        ...listener,
        attached: (frame) => {
          this.#handle = frame.handle;
          this.#hearNow(frame.now);
          listener.attached(frame);
        },
      },
      () => this.#ended.abort(),
    );
    this.#read(attach).then(
      (error) => this.#frames.lose(error),
      () => this.#frames.lose(undefined),
    );
  }

  get reached(): boolean {
    return this.#reached;
  }

  request(request: ClientRequest, reply: (reply: RequestReply) => void): void {
    const asked = APART.has(request.type) ? this.#ask(request) : this.#askInOrder(request);
    asked.then(
      (answer) => this.#frames.hear(() => reply(answer)),
      // Nobody knows whether it came there: as on a socket that breaks, all without an answer is sent again over the next connection.
      () => this.#frames.lose(undefined),
    );
  }

  async askAlive(withinMs: number): Promise<string | undefined> {
    if (!this.#frames.open || Date.now() - this.#heardAt > SILENCE_MS) return undefined;
    const ask = (signal: AbortSignal) => fetch(`${this.#server.base}/healthz`, { cache: "no-store", signal });
    const answer = await this.#within(withinMs, ask).catch(() => undefined);
    const { said, at } = this.#now;
    return answer?.ok && this.#frames.open ? new Date(said + Date.now() - at).toISOString() : undefined;
  }

  close(): void {
    this.#frames.close();
  }

  leave(withinMs: number): void {
    if (this.#handle === "") {
      this.close();
      return;
    }
    this.#frames.stop();
    this.#post({ type: "leave" }, withinMs)
      .catch(() => undefined) // The session's own timeout does the same, only later.
      .finally(() => this.close());
  }

  /** Hands on what comes until it ends; answers with why the server refused, if it did. */
  async #read(attach: AttachRequest): Promise<ErrorBody | undefined> {
    const response = await this.#send(STREAM_PATH, attach, { signal: this.#ended.signal });
    if (!response.ok) {
      const answer: unknown = await response.json();
      if (!isErrorBody(answer)) return undefined;
      this.#reached = true;
      return answer;
    }
    if (!response.body || !response.headers.get("content-type")?.startsWith("text/event-stream")) return undefined;
    const parser = createParser({
      onEvent: ({ event, data }) => this.#frames.hear(() => this.#take(event, JSON.parse(data))),
      onComment: (comment) => this.#hearNow(comment),
    });
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return undefined;
      this.#reached = true;
      this.#heardAt = Date.now();
      parser.feed(decoder.decode(value, { stream: true }));
    }
  }

  #take(event: string | undefined, data: unknown): void {
    const name = event as keyof ServerFrames;
    this.#frames.take(name, name === "t" && Array.isArray(data) ? data : [data]);
  }

  #hearNow(said: string): void {
    const time = Date.parse(said);
    if (!Number.isNaN(time)) this.#now = { said: time, at: Date.now() };
  }

  #askInOrder(request: ClientRequest): Promise<RequestReply> {
    const asked = this.#order.then(() => {
      this.#ended.signal.throwIfAborted();
      return this.#ask(request);
    });
    this.#order = asked.then(
      () => undefined,
      () => undefined,
    );
    return asked;
  }

  /** What carries ids may be sent again: it is the same request. */
  async #ask(request: ClientRequest): Promise<RequestReply> {
    for (;;) {
      const reply = await this.#post(request, ANSWER_MS);
      if (reply) return reply;
      this.#ended.signal.throwIfAborted();
      if (request.type === "sendWindowMessage") throw new Error("Nobody answered, and it must not come twice.");
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }

  /** Undefined when nobody answered in time, or somebody between us and the server did. Throws when the network fails. */
  async #post(request: ClientRequest, withinMs: number): Promise<RequestReply | undefined> {
    const body = { handle: this.#handle, pageId: this.#pageId, request };
    return this.#within(withinMs, async (signal) => {
      try {
        const response = await this.#send(ENDPOINTS.askChat.path, body, { signal, keepalive: request.type === "leave" });
        const answer: unknown = await response.json();
        if (response.ok) return answer as RequestReply;
        return isErrorBody(answer) ? { ok: false, error: answer } : undefined;
      } catch (error) {
        if (signal.aborted || error instanceof SyntaxError) return undefined;
        throw error;
      }
    });
  }

  async #send(path: string, body: unknown, init: Pick<RequestInit, "signal" | "keepalive">): Promise<Response> {
    return fetch(this.#server.base + path, {
      method: "POST",
      credentials: "include",
      cache: "no-store",
      headers: {
        ...(await this.#server.headers()),
        // The page may be in another chat by now, under another key.
        ...(this.#clientKey !== undefined && { "x-client-key": this.#clientKey }),
        "content-type": "application/json",
      },
      body: JSON.stringify(body),
      ...init,
    });
  }

  /** Does something that is given up after a time, and with the connection. */
  async #within<Result>(ms: number, work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    const within = new AbortController();
    const abort = () => within.abort();
    const timer = setTimeout(abort, ms);
    this.#ended.signal.addEventListener("abort", abort);
    try {
      return await work(within.signal);
    } finally {
      clearTimeout(timer);
      this.#ended.signal.removeEventListener("abort", abort);
    }
  }
}
