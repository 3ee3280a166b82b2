// Two windows that speak over a port: requests that are answered, and notices that are not, written as JSON-RPC 2.0. Neither side believes the other:
// what is no such message is not heard, a method that is not named does not exist, each handler reads what it is given by itself, and whoever asks too much
// or sends too much is refused. They go as texts: how long one is is known before it is looked into, and it holds no circles.
import { FloodGate } from "../frames/flood-gate.ts";

/** What a method does with what it was sent. It has to read that first: anything may come. */
export type BridgeHandler = (params: unknown) => unknown;

export interface BridgeMethods {
  /** Answered with what they return, or with the message of what they throw. */
  readonly requests?: Readonly<Record<string, BridgeHandler>>;
  readonly notices?: Readonly<Record<string, BridgeHandler>>;
}

export interface BridgeLimits {
  /** The longest message, in characters of JSON. */
  readonly messageLength: number;
  /** Requests of the other side that are open at once. */
  readonly openRequests: number;
  /** Messages of the other side in a second. */
  readonly messagesPerSecond: number;
  /** Characters of all its messages in a second. Who sends more, or ten times as many messages, is heard no more. */
  readonly lengthPerSecond: number;
}

const LIMITS: BridgeLimits = { messageLength: 512 * 1024, openRequests: 20, messagesPerSecond: 120, lengthPerSecond: 4 * 1024 * 1024 };
/** So many times too many are no mistake any more. */
const FLOOD = 10;
const LONGEST_WORD = 100;
const LONGEST_ERROR = 500;
const MOST_NONSENSE = 50;
const TOO_LONG = "This is more than one message may hold.";
export const BRIDGE_CODES = { notFound: -32601, badParams: -32602, failed: -32603, busy: -32000, closed: -32001 } as const;

/** Why a request was not done. */
export class BridgeError extends Error {
  override readonly name = "BridgeError";
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: BridgeError) => void;
  readonly timer: ReturnType<typeof setTimeout> | undefined;
}

type Id = string | number;
type Message =
  | { readonly kind: "request"; readonly id: Id; readonly method: string; readonly params: unknown }
  | { readonly kind: "notice"; readonly method: string; readonly params: unknown }
  | { readonly kind: "result"; readonly id: Id; readonly result: unknown }
  | { readonly kind: "error"; readonly id: Id; readonly error: BridgeError };

export class PortBridge {
  readonly #port: MessagePort;
  readonly #methods: BridgeMethods;
  readonly #limits: BridgeLimits;
  readonly #waiting = new Map<Id, Waiting>();
  #lastId = 0;
  #open = 0;
  readonly #gate: FloodGate;
  readonly #flood: FloodGate;
  readonly #onFlood: (() => void) | undefined;
  #nonsense = 0;
  #closed = false;

  /** `onFlood` is called when the bridge is closed because the other side sends without an end. */
  constructor(port: MessagePort, methods: BridgeMethods, limits: Partial<BridgeLimits> = {}, onFlood?: () => void) {
    this.#port = port;
    this.#methods = methods;
    this.#limits = { ...LIMITS, ...limits };
    this.#onFlood = onFlood;
    const { messagesPerSecond: messages, lengthPerSecond: length } = this.#limits;
    this.#gate = new FloodGate({ messages });
    this.#flood = new FloodGate({ messages: messages * FLOOD, length });
    port.onmessage = ({ data }: MessageEvent<unknown>) => this.#hear(data);
    port.start();
  }

  /** Asks the other side. Rejects with a BridgeError: what it says, that it did not answer in time, or that the bridge is closed. */
  request(method: string, params: unknown, timeoutMs?: number): Promise<unknown> {
    if (this.#closed) return Promise.reject(new BridgeError(BRIDGE_CODES.closed, "The bridge is closed."));
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve, reject) => {
      const late = () => this.#settle(id)?.reject(new BridgeError(BRIDGE_CODES.closed, "No answer came in time."));
      this.#waiting.set(id, { resolve, reject, timer: timeoutMs === undefined ? undefined : setTimeout(late, timeoutMs) });
      if (!this.#send({ id, method, params })) this.#settle(id)?.reject(new BridgeError(BRIDGE_CODES.badParams, TOO_LONG));
    });
  }

  notify(method: string, params: unknown = {}): void {
    if (!this.#closed) this.#send({ method, params });
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#port.close();
    for (const id of [...this.#waiting.keys()]) this.#settle(id)?.reject(new BridgeError(BRIDGE_CODES.closed, "The bridge is closed."));
  }

  #hear(data: unknown): void {
    if (this.#closed) return;
    if (!this.#flood.lets(typeof data === "string" ? data.length : 0)) {
      this.close();
      this.#onFlood?.();
      return;
    }
    const message = toMessage(data, this.#limits.messageLength);
    if (!message) this.#leaveNonsense();
    else if (message.kind === "result") this.#settle(message.id)?.resolve(message.result);
    else if (message.kind === "error") this.#settle(message.id)?.reject(message.error);
    else if (!this.#gate.lets()) {
      if (message.kind === "request") this.#refuse(message.id, BRIDGE_CODES.busy, "Too many messages.");
    } else if (message.kind === "notice") this.#note(message.method, message.params);
    else void this.#answer(message.id, message.method, message.params);
  }

  #note(method: string, params: unknown): void {
    try {
      own(this.#methods.notices, method)?.(params);
    } catch {
      // Nobody waits for an answer, and what it says is no business of the page's.
    }
  }

  async #answer(id: Id, method: string, params: unknown): Promise<void> {
    const handler = own(this.#methods.requests, method);
    if (!handler) return this.#refuse(id, BRIDGE_CODES.notFound, "There is no such method.");
    if (this.#open >= this.#limits.openRequests) return this.#refuse(id, BRIDGE_CODES.busy, "Too many requests are open.");
    this.#open += 1;
    try {
      const result = await handler(params);
      if (!this.#closed && !this.#send({ id, result: result ?? null })) this.#refuse(id, BRIDGE_CODES.failed, TOO_LONG);
    } catch (error) {
      const code = error instanceof BridgeError ? error.code : BRIDGE_CODES.failed;
      const message = error instanceof Error ? error.message : String(error);
      if (!this.#closed) this.#refuse(id, code, message.slice(0, LONGEST_ERROR));
    } finally {
      this.#open -= 1;
    }
  }

  #refuse(id: Id, code: number, message: string): void {
    this.#send({ id, error: { code, message } });
  }

  /** Reading what is no message takes time, too: whoever goes on with it is heard no more. */
  #leaveNonsense(): void {
    this.#nonsense += 1;
    if (this.#nonsense > MOST_NONSENSE) this.close();
  }

  #settle(id: Id): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiting?.timer);
    return waiting;
  }

  /** False for what the other side would not hear. */
  #send(message: object): boolean {
    const text = JSON.stringify({ jsonrpc: "2.0", ...message });
    if (text.length > this.#limits.messageLength) return false;
    this.#port.postMessage(text);
    return true;
  }
}

/** A method of that very name; not what every object has. */
function own(table: Readonly<Record<string, BridgeHandler>> = {}, name: string): BridgeHandler | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

function toMessage(text: unknown, longest: number): Message | undefined {
  if (typeof text !== "string" || text.length > longest) return undefined;
  const data = parse(text);
  if (!isObject(data) || data["jsonrpc"] !== "2.0") return undefined;
  const { id, method, params, result, error } = data;
  if (isWord(method)) return isId(id) ? { kind: "request", id, method, params } : { kind: "notice", method, params };
  if (!isId(id)) return undefined;
  if (!isObject(error)) return { kind: "result", id, result };
  const { code, message } = error;
  const said = typeof message === "string" ? message.slice(0, LONGEST_ERROR) : "";
  return { kind: "error", id, error: new BridgeError(typeof code === "number" ? code : BRIDGE_CODES.failed, said) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No message at all.
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isWord(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_WORD;
}

function isId(value: unknown): value is Id {
  return isWord(value) || typeof value === "number";
}
