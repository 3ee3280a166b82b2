// By which way the next connection goes. A WebSocket is the best there is; some proxies let none through, and then the same frames come as
// server-sent events. Where even those are held back, Socket.IO polls, which wants every request of a connection at the same process.
import type { StreamConnection } from "./stream-connection.ts";

/** How a client may reach its server: `auto` takes a WebSocket, or the stream where none gets through. */
export type Transport = "auto" | "websocket" | "stream";

/** What carries a connection. */
export type Way = "websocket" | "stream" | "polling";

/** A connection that failed before it stood. */
export interface FailedAttempt {
  readonly way: Way;
  readonly startedAt: number;
  /** Something of the server's came by this way, even if it was a refusal. */
  readonly reached: boolean;
  /** It neither came about nor failed in time. */
  readonly hung: boolean;
}

/** Longer than a plain request takes over any line that is worth a chat. */
const CHECK_MS = 5_000;

/** The choice of one page; all of its chats share it. */
export class Ways {
  readonly #isFree: boolean;
  readonly #healthUrl: string;
  #way: Way;
  /** A chat was attached over a stream: from then on it is the way of this page. */
  #streams = false;
  /** Since when it is known that the server answers plain requests, while no WebSocket came about. */
  #answersSince: number | undefined;
  #checking = false;
  #hasChecked = false;
  #stream: Promise<typeof StreamConnection> | undefined;

  /** `base` is the address of the server with its root path. */
  constructor(transport: Transport, base: string) {
    this.#isFree = transport === "auto";
    this.#way = transport === "stream" ? "stream" : "websocket";
    this.#healthUrl = `${base}/healthz`;
  }

  get way(): Way {
    return this.#way;
  }

  /** It is still being found out by which way the server can be reached, and nothing says that it is away. */
  get isChoosing(): boolean {
    if (!this.#isFree) return false;
    if (this.#way !== "websocket") return !this.#streams;
    return this.#answersSince !== undefined || (this.#checking && !this.#hasChecked);
  }

  /** The code for streams, which a page never loads whose WebSockets work. */
  loadStream(): Promise<typeof StreamConnection> {
    this.#stream ??= import("./stream-connection.ts").then(
      (loaded) => loaded.StreamConnection,
      (error: unknown) => {
        this.#stream = undefined;
        throw error;
      },
    );
    return this.#stream;
  }

  /** A chat was attached by this way. */
  stood(way: Way): void {
    this.#answersSince = undefined;
    this.#streams ||= way === "stream";
  }

  /** Decides, after a connection that never stood, whether the next one goes by another way. */
  failed(attempt: FailedAttempt): void {
    if (!this.#isFree || attempt.way !== this.#way) return;
    if (attempt.way === "polling") this.#way = "websocket";
    else if (attempt.way === "stream") this.#doubtStream(attempt.reached);
    // What the server itself refuses, or is slow with, is no matter of the way.
    else if (!attempt.reached) this.#doubtWebSocket(attempt);
  }

  /** Two have failed, with an answer to a plain request between them: then the server is there, and no WebSocket gets to it. */
  #doubtWebSocket({ startedAt, hung }: FailedAttempt): void {
    if (this.#answersSince !== undefined && startedAt >= this.#answersSince) {
      this.#answersSince = undefined;
      this.#way = "stream";
    } else if (!this.#checking) void this.#check(hung);
  }

  #doubtStream(reached: boolean): void {
    if (this.#streams) return;
    this.#way = reached ? "websocket" : "polling";
    // One more that fails will do.
    this.#answersSince = reached ? Date.now() : undefined;
  }

  async #check(hung: boolean): Promise<void> {
    this.#checking = true;
    const [answers] = await Promise.all([this.#answers(), this.loadStream().then(() => true)]).catch(() => [false]);
    this.#checking = false;
    this.#hasChecked = true;
    if (!answers) return;
    // It had time enough.
    if (hung && this.#way === "websocket") this.#way = "stream";
    else this.#answersSince = Date.now();
  }

  async #answers(): Promise<boolean> {
    const { ok } = await fetch(this.#healthUrl, { cache: "no-store", signal: AbortSignal.timeout(CHECK_MS) });
    return ok;
  }
}
