// A page of a person, as far as a session sees it: it holds what it was told, comes back by itself at the next node, and sends again what was not
// acknowledged. It finds fault with what it is told twice or out of order.
import {
  type AskId,
  applyEvent,
  type ChatState,
  type ClientRequest,
  type ErrorCode,
  fromSnapshot,
  isChatError,
  newId,
  type ServerEvent,
  type SessionId,
  type StepId,
  type ThreadId,
  toCursor,
  toSnapshot,
} from "@colloquy/protocol";
import { askChat } from "../../app/ask-chat.ts";
import { wait } from "../../clock.ts";
import type { ManualClock } from "../../manual-clock.ts";
import { FollowedChat } from "../../session/followed-chat.ts";
import type { LiveChat } from "../../session/live-chat.ts";
import type { Opened } from "../../session/open-request.ts";
import type { Outlet } from "../../session/outlet.ts";
import { LIMITS, type WorldNode } from "./world-node.ts";

/** Before a page comes back, and before it sends again what was not taken, in ms. */
const BACK_MS = 40;
const AGAIN_MS = 1_000;
/** How long a node may be silent before a page tries the next one, in ms. */
const PATIENCE_MS = 5_000;
/** What is sent again, as our client does. */
const NOT_NOW: ReadonlySet<ErrorCode> = new Set(["UNAVAILABLE", "SESSION_ENDED", "STORE_FAILED"]);
/** What no page comes back from. */
const FINAL: ReadonlySet<ErrorCode> = new Set([
  "BAD_REQUEST",
  "FORBIDDEN",
  "NOT_FOUND",
  "NOT_SUPPORTED",
  "SESSION_ENDED",
  "UNAUTHENTICATED",
]);

/** What a page needs of its world. */
export interface PageWorld {
  readonly clock: ManualClock;
  /** The next node that takes a connection. */
  nextNode(): WorldNode | undefined;
  /** True when a message of this thread was acknowledged: it is kept for good. */
  isKept(threadId: ThreadId): boolean;
  acknowledged(threadId: ThreadId, page: WorldPage, request: ClientRequest): void;
  note(what: string): void;
  fault(what: string): void;
}

interface Waiting {
  readonly request: ClientRequest;
  /** Which attempt of it is under way. */
  sent: number;
}

/** One connection of a page. */
class Connection implements Outlet {
  readonly supports: Outlet["supports"] = new Set(["streaming", "asking"]);
  readonly node: WorldNode;
  readonly #page: WorldPage;
  chat: LiveChat;
  open = true;

  constructor(page: WorldPage, node: WorldNode, chat: LiveChat) {
    this.#page = page;
    this.node = node;
    this.chat = chat;
  }

  send(events: readonly ServerEvent[]): void {
    if (this.open) this.#page.take(events);
  }

  moved(chat: LiveChat): void {
    this.chat = chat;
    if (this.open) this.#page.show(chat.state);
  }

  closed(): void {
    this.#page.lost(this);
  }

  cut(): void {
    this.#page.lost(this);
  }
}

/** One window. */
export class WorldPage {
  readonly owner: string;
  readonly name: string;
  state: ChatState | undefined;
  /** What its address shows: set once something was said. */
  threadId: ThreadId | undefined;
  /** Somebody looks at it. */
  here = false;
  readonly waiting: Waiting[] = [];
  /** Questions that it has answered. */
  readonly answered = new Set<AskId>();
  readonly #world: PageWorld;
  #handle: { readonly sessionId: SessionId; readonly threadId: ThreadId } | undefined;
  #connection: Connection | undefined;
  #attempt = 0;
  #said = 0;

  constructor(name: string, owner: string, world: PageWorld) {
    this.name = name;
    this.owner = owner;
    this.#world = world;
  }

  get live(): boolean {
    return this.#connection?.open ?? false;
  }

  get node(): WorldNode | undefined {
    return this.#connection?.node;
  }

  get chat(): LiveChat | undefined {
    return this.#connection?.chat;
  }

  /** It sees a chat that another node runs. */
  get follows(): boolean {
    return this.live && this.#connection?.chat instanceof FollowedChat;
  }

  /** Somebody opens it, at the chat that they have if there is one. */
  come(threadId: ThreadId | undefined): void {
    if (this.here) return;
    this.here = true;
    this.threadId ??= threadId;
    this.#connect();
  }

  /** The window is closed, and forgets what it showed, and what it has not sent. */
  close(): void {
    this.#leaveLine();
    this.waiting.length = 0;
    this.here = false;
    this.state = undefined;
    this.#handle = undefined;
  }

  /** The line breaks; it comes back. */
  drop(): void {
    this.#leaveLine();
    if (this.here) this.#later(BACK_MS);
  }

  /** Its person goes to another chat, and means it. */
  leave(): void {
    const connection = this.#connection;
    if (!connection?.open || !connection.node.alive || connection.node.process.frozen) return;
    this.#connection = undefined;
    connection.open = false;
    connection.node.host.registry.detach(connection.chat, connection, true);
    this.close();
  }

  /** Its node is there no more. */
  nodeGone(node: WorldNode): void {
    if (this.#connection?.node === node) this.lost(this.#connection);
  }

  lost(connection: Connection): void {
    if (!connection.open) return;
    connection.open = false;
    if (this.#connection === connection) {
      this.#connection = undefined;
      if (this.here) this.#later(BACK_MS);
    }
    const { node } = connection;
    // It hears of it once it runs.
    node.process.clock.setTimeout(() => node.host.registry.detach(connection.chat, connection, false), 0);
  }

  say(word: string): StepId {
    const id = newId<StepId>();
    this.#request({ type: "sendMessage", message: { id, text: `${word} ${this.name} ${++this.#said}` } });
    return id;
  }

  stop(): void {
    this.#request({ type: "stopTurn" });
  }

  goOn(): void {
    this.#request({ type: "resumeQueue" });
  }

  answer(): void {
    const ask = [...(this.state?.asks.values() ?? [])].find(({ id }) => !this.answered.has(id));
    if (!ask) return;
    this.answered.add(ask.id);
    this.#request({
      type: "answerAsk",
      askId: ask.id,
      answer: { kind: "text", stepId: newId<StepId>(), text: `${this.name} ${++this.#said}` },
    });
  }

  take(events: readonly ServerEvent[]): void {
    const { state } = this;
    if (!state) return;
    for (const event of structuredClone(events)) {
      if (event.type !== "step-text" && event.seq !== state.seq + 1)
        this.#world.fault(`${this.name} was told fact ${event.seq} (${event.type}) after ${state.seq}`);
      applyEvent(state, event);
    }
  }

  show(state: ChatState): void {
    this.state = fromSnapshot(structuredClone(toSnapshot(state)));
    this.#handle = this.chat && { sessionId: this.chat.id, threadId: this.chat.threadId };
  }

  #leaveLine(): void {
    const connection = this.#connection;
    this.#connection = undefined;
    this.#attempt++;
    if (connection) this.lost(connection);
  }

  #later(ms: number): void {
    const attempt = ++this.#attempt;
    this.#world.clock.setTimeout(() => {
      if (attempt === this.#attempt && this.here) this.#connect();
    }, ms);
  }

  #connect(): void {
    const attempt = ++this.#attempt;
    const node = this.#world.nextNode();
    if (!node) {
      this.#later(AGAIN_MS);
      return;
    }
    this.#world.clock.setTimeout(() => {
      if (attempt === this.#attempt && !this.live && this.here) this.#connect();
    }, PATIENCE_MS);
    void this.#openAt(node, attempt);
  }

  async #openAt(node: WorldNode, attempt: number): Promise<void> {
    const { threadId, owner } = this;
    const handle = this.#handle;
    const isKept = threadId !== undefined && this.#world.isKept(threadId);
    try {
      // A node that is frozen lets it wait.
      await wait(node.process.clock, 1);
      const opened = await node.host.registry.open({
        owner,
        clientType: "webapp",
        ...(threadId && { threadId }),
        ...(handle && { sessionId: handle.sessionId, handleThreadId: handle.threadId }),
      });
      if (attempt !== this.#attempt || !node.ready) {
        if (attempt === this.#attempt) this.#later(BACK_MS);
        return;
      }
      this.#begin(node, opened, isKept);
    } catch (error) {
      if (attempt !== this.#attempt) return;
      this.#world.note(`open refused with ${isChatError(error) ? error.code : String(error)}`);
      if (isChatError(error) && FINAL.has(error.code)) this.#world.fault(`${this.name} was refused: ${error.code} ${error.message}`);
      this.#later(BACK_MS * 5);
    }
  }

  #begin(node: WorldNode, { chat, how, refused }: Opened, isKept: boolean): void {
    this.#attempt++;
    this.#world.note(`opened ${refused ? "refused" : how}`);
    if (chat.owner !== this.owner) this.#world.fault(`${this.name} got a chat of ${chat.owner}`);
    if (isKept && chat.threadId !== this.threadId)
      this.#world.fault(`${this.name} came to another chat than the one it has: ${refused?.code}`);
    const last = this.state;
    const connection = new Connection(this, node, chat);
    this.#connection = connection;
    const missed = last?.thread.id === chat.threadId && !refused ? chat.log.replay(chat.state, toCursor(last)) : undefined;
    this.#handle = { sessionId: chat.id, threadId: chat.threadId };
    if (missed) this.take(missed);
    else this.show(chat.state);
    if (chat.threadId !== this.threadId) this.threadId = undefined;
    if (chat.interacted) this.threadId = chat.threadId;
    node.host.registry.attach(chat, connection);
    if (!connection.open) return;
    for (const waiting of this.waiting) void this.#send(waiting, connection);
  }

  #request(request: ClientRequest): void {
    const waiting: Waiting = { request, sent: 0 };
    this.waiting.push(waiting);
    if (this.#connection?.open) void this.#send(waiting, this.#connection);
  }

  async #send(waiting: Waiting, connection: Connection): Promise<void> {
    const { node } = connection;
    const { request } = waiting;
    const sent = ++waiting.sent;
    const isMeant = () => sent === waiting.sent && connection === this.#connection;
    try {
      await wait(node.process.clock, 1);
      const { registry, driver } = node.host;
      const target = { registry, driver, limits: LIMITS, clock: node.process.clock, leave: () => undefined };
      const { chat } = connection;
      await askChat({ ...target, chat }, structuredClone(request));
      if (!isMeant()) return;
      // The page knows it by the chat that it shows now.
      const { threadId } = connection.chat;
      this.#done(waiting);
      if (chat.threadId !== threadId) this.#world.fault(`${this.name} was moved to another chat`);
      if (request.type === "sendMessage") this.threadId = threadId;
      this.#world.acknowledged(threadId, this, request);
    } catch (error) {
      if (!isMeant()) return;
      const code = isChatError(error) ? error.code : "INTERNAL";
      this.#world.note(`${request.type} refused with ${code}`);
      if (NOT_NOW.has(code)) {
        this.#world.clock.setTimeout(() => {
          if (isMeant()) void this.#send(waiting, connection);
        }, AGAIN_MS);
        return;
      }
      this.#done(waiting);
      // Somebody was faster, or it is over.
      if (request.type !== "sendMessage" && code !== "INTERNAL") return;
      this.#world.fault(`${request.type} of ${this.name} was refused: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }

  #done(waiting: Waiting): void {
    const at = this.waiting.indexOf(waiting);
    if (at >= 0) this.waiting.splice(at, 1);
  }
}
