// Requests between nodes and their answers. A request that arrives twice is done once; nobody there is known at once, silence after a while.
import { ChatError, ERRORS, type ErrorBody, isChatError, newId } from "@colloquy/protocol";
import type { Clock } from "../clock.ts";
import { ASK_MS } from "./limits.ts";
import type { AskOptions, NodeId, RelayAnswer, RelayRequest } from "./relay.ts";
import type { RelayDriver } from "./relay-driver.ts";

/** How many requests are remembered so that they are not done twice. */
const REMEMBERED = 1_000;

type Message =
  | { readonly id: string; readonly from: NodeId; readonly kind: string; readonly body: unknown }
  | { readonly answer: string; readonly body?: unknown; readonly error?: ErrorBody };

interface Waiting {
  readonly node: NodeId;
  readonly resolve: (answer: RelayAnswer) => void;
  readonly reject: (error: ChatError) => void;
}

export interface MailboxParts {
  readonly driver: RelayDriver;
  readonly clock: Clock;
  readonly self: () => NodeId;
  readonly onRequest: (request: RelayRequest, from: NodeId) => Promise<unknown>;
}

/** One node's requests and those to it. */
export class Mailbox {
  readonly #parts: MailboxParts;
  readonly #waiting = new Map<string, Waiting>();
  readonly #done = new Set<string>();

  constructor(parts: MailboxParts) {
    this.#parts = parts;
  }

  async ask(node: NodeId, { kind, body }: RelayRequest, { timeoutMs = ASK_MS }: AskOptions = {}): Promise<RelayAnswer> {
    const { driver, clock, self } = this.#parts;
    const id = newId();
    let late: { cancel(): void } | undefined;
    const answered = new Promise<RelayAnswer>((resolve, reject) => {
      this.#waiting.set(id, { node, resolve, reject });
      late = clock.setTimeout(() => resolve({ is: "late" }), timeoutMs, { background: true });
    });
    // It may fail before anybody awaits it.
    answered.catch(() => undefined);
    try {
      const isThere = await driver.send(node, JSON.stringify({ id, from: self(), kind, body }));
      return isThere ? await answered : { is: "nobody" };
    } finally {
      late?.cancel();
      this.#waiting.delete(id);
    }
  }

  /** The nodes that somebody waits for. */
  get asked(): ReadonlySet<NodeId> {
    return new Set([...this.#waiting.values()].map(({ node }) => node));
  }

  /** A node is dead: whatever it was asked, it answers no more. */
  lost(node: NodeId): void {
    for (const waiting of this.#waiting.values()) if (waiting.node === node) waiting.resolve({ is: "late" });
  }

  /** Something came for this node. */
  receive(text: string): void {
    const message = toMessage(text);
    if (!message) return;
    if ("answer" in message) this.#answered(message);
    else if (this.#isNew(message.id)) void this.#do(message);
  }

  #answered({ answer, body, error }: Extract<Message, { answer: string }>): void {
    const waiting = this.#waiting.get(answer);
    if (error) waiting?.reject(toError(error));
    else waiting?.resolve({ is: "answered", body });
  }

  #isNew(id: string): boolean {
    if (this.#done.has(id)) return false;
    this.#done.add(id);
    const [oldest] = this.#done;
    if (this.#done.size > REMEMBERED && oldest !== undefined) this.#done.delete(oldest);
    return true;
  }

  async #do({ id, from, kind, body }: Extract<Message, { id: string }>): Promise<void> {
    const { driver, onRequest } = this.#parts;
    const answer = await onRequest({ kind, body }, from).then(
      (result) => ({ answer: id, body: result }),
      (error: unknown) => ({ answer: id, error: (isChatError(error) ? error : new ChatError("INTERNAL")).toJSON() }),
    );
    // Whoever asked is gone, or asks again when nothing comes.
    await driver.send(from, JSON.stringify(answer)).catch(() => false);
  }
}

/** Undefined for what no node of ours sends: whoever else uses the engine must not end what hears it. */
function toMessage(text: string): Message | undefined {
  try {
    const message = JSON.parse(text) as Partial<Record<"answer" | "id" | "from" | "kind", unknown>> | null;
    const isOurs = isText(message?.answer) || (isText(message?.id) && isText(message.from) && isText(message.kind));
    return isOurs ? (message as Message) : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** Another release may have codes that this one does not know; its words are for people all the same. */
function toError({ code, message, fix, fields }: ErrorBody): ChatError {
  return new ChatError(Object.hasOwn(ERRORS, code) ? code : "INTERNAL", message, { fix, ...(fields && { fields }) });
}
