// The least client of our protocol over plain HTTP, for tests of its streams: folds what it gets, and keeps what stood in it.
import { request as httpRequest, type IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import {
  type Attached,
  applyEvent,
  type ChatState,
  type ClientRequest,
  decodeAttached,
  decodeFacts,
  decodeSnapshot,
  fromSnapshot,
  newId,
  type RequestReply,
  type ServerNotice,
  STREAM_PATH,
  TextFrameReader,
} from "@colloquy/protocol";

/** One frame of an event stream. */
interface StreamEvent {
  readonly event: string;
  readonly id: string | undefined;
  readonly data: string;
}

export interface StreamOptions {
  /** The attach request, without what this client adds by itself. */
  readonly attach?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** One page over a stream. */
export class StreamClient implements Disposable {
  state: ChatState | undefined;
  attached: Attached | undefined;
  /** Of the last event that had one. */
  lastEventId: string | undefined;
  /** The names of the frames, in their order. */
  readonly frames: string[] = [];
  readonly notices: ServerNotice["type"][] = [];
  readonly comments: string[] = [];
  status: number | undefined;
  headers: IncomingMessage["headers"] = {};
  /** What stood in the answer when it was no stream. */
  refusal: { readonly code?: string } | undefined;
  over = false;
  readonly pageId: string;
  readonly clientKey: string;
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #request: ReturnType<typeof httpRequest>;
  #answer: IncomingMessage | undefined;
  readonly #texts = new TextFrameReader();
  #rest = "";

  constructor(url: string, { attach = {}, headers = {} }: StreamOptions = {}) {
    this.#url = url;
    this.pageId = String(attach["pageId"] ?? newId());
    this.clientKey = String(attach["clientKey"] ?? newId());
    this.#headers = { "content-type": "application/json", origin: new URL(url).origin, ...headers };
    const isSignedIn = headers["cookie"] !== undefined;
    const body = { pageId: this.pageId, ...(!isSignedIn && { clientKey: this.clientKey }), ...attach };
    this.#request = httpRequest(url + STREAM_PATH, { method: "POST", headers: this.#headers, agent: false }, (answer) =>
      this.#hear(answer),
    );
    this.#request.on("error", () => (this.over = true));
    this.#request.end(JSON.stringify(body));
  }

  get texts(): string[] {
    return [...(this.state?.steps.values() ?? [])].map(({ texts }) => texts.output?.read() ?? "");
  }

  /** Asks by POST; a refusal is a reply too. */
  async ask(request: ClientRequest, more: Readonly<Record<string, unknown>> = {}): Promise<RequestReply> {
    const [, reply] = await this.post({ handle: this.attached?.handle, pageId: this.pageId, request, ...more });
    return reply;
  }

  /** The same with the status of the answer. */
  async post(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<[number, RequestReply]> {
    const key = this.#headers["cookie"] === undefined ? { "x-client-key": this.clientKey } : {};
    const answer = await fetch(`${this.#url}/api/requests`, {
      method: "POST",
      headers: { ...this.#headers, ...key, ...headers },
      body: JSON.stringify(body),
    });
    const said: unknown = await answer.json();
    return [answer.status, answer.ok ? (said as RequestReply) : { ok: false, error: said as never }];
  }

  say(text: string): Promise<RequestReply> {
    return this.ask({ type: "sendMessage", message: { id: newId(), text } });
  }

  /** Reads no more, and keeps the line. */
  pause(): void {
    this.#answer?.pause();
  }

  resume(): void {
    this.#answer?.resume();
  }

  /** Ends the line, as a network does. */
  cut(): void {
    this.#request.destroy();
  }

  /** Waits for something to become true; throws with what was received when it does not. */
  async until(condition: () => boolean): Promise<void> {
    for (let i = 0; i < 4000 && !condition(); i++) await delay(5);
    if (!condition())
      throw new Error(`waited in vain for ${condition}; received: ${this.frames.join(" ").slice(-2000)}, status ${this.status}`);
  }

  [Symbol.dispose](): void {
    this.cut();
  }

  #hear(answer: IncomingMessage): void {
    this.#answer = answer;
    this.status = answer.statusCode;
    this.headers = answer.headers;
    answer.setEncoding("utf8");
    answer.on("error", () => undefined);
    answer.on("close", () => (this.over = true));
    answer.on("data", (text: string) => {
      this.#rest += text;
      // A long event comes in many pieces, and is looked at when it is whole.
      if (answer.statusCode !== 200 || !text.includes("\n")) return;
      const blocks = this.#rest.split("\n\n");
      this.#rest = blocks.pop() ?? "";
      for (const block of blocks) this.#read(block);
    });
    answer.on("end", () => {
      if (answer.statusCode !== 200) this.refusal = JSON.parse(this.#rest) as { code?: string };
    });
  }

  #read(block: string): void {
    if (block.startsWith(":")) this.comments.push(block.slice(1).trim());
    else this.#take(toEvent(block));
  }

  #take({ event, id, data }: StreamEvent): void {
    this.frames.push(event);
    if (id !== undefined) this.lastEventId = id;
    const value: unknown = JSON.parse(data);
    if (event === "attached") this.attached = decodeAttached(value) as Attached;
    else if (event === "snapshot") this.state = fromSnapshot(decodeSnapshot(value));
    else if (event === "notice") this.notices.push((value as ServerNotice).type);
    else if (event === "t") this.#fold(this.#texts.read(value as unknown[]));
    else if (event === "facts") {
      const { facts, seq } = decodeFacts(value);
      this.#fold(facts);
      if (this.state) this.state.seq = Math.max(this.state.seq, seq);
    }
  }

  #fold(facts: Parameters<typeof applyEvent>[1][]): void {
    for (const fact of facts) if (this.state) applyEvent(this.state, fact);
  }
}

function toEvent(block: string): StreamEvent {
  const fields = new Map(
    block.split("\n").map((line) => {
      const at = line.indexOf(":");
      return [line.slice(0, at), line.slice(at + 2)] as const;
    }),
  );
  return { event: fields.get("event") ?? "", id: fields.get("id"), data: fields.get("data") ?? "" };
}
