// The copy of a session that another node runs: it folds the owner's facts with the same `applyEvent`, and connections hang on it as they do on a
// session. What they ask for goes to the owner.
import {
  applyEvent,
  type ChatSnapshot,
  type ChatState,
  type Cursor,
  fromSnapshot,
  isBusy,
  type ServerEvent,
  type ServerNotice,
  type SessionId,
  type StructuralEvent,
  type ThreadId,
  toSnapshot,
} from "@colloquy/protocol";
import type { CutReason } from "../auth/sign-in-connections.ts";
import type { AskOptions, FollowerParts, Following, NodeId, Relay, RelayAnswer } from "../relay/relay.ts";
import { type ConnectionRequest, DEFAULT_LANGUAGE } from "./connection-request.ts";
import type { LiveChat } from "./live-chat.ts";
import type { Outlet } from "./outlet.ts";
import { type Session, type SessionServices, withOverrides } from "./session.ts";
import { SessionLog } from "./session-log.ts";

/** The facts of a stretch, asked of the node that runs a chat. */
export const STRETCH_CALL = "chat:stretch";
/** Who comes back does not wait longer for them: they are told all of the chat. */
const STRETCH_MS = 1_000;

export interface StretchCall {
  readonly threadId: ThreadId;
  readonly epoch: number;
  readonly after: number;
  readonly upTo: number;
}

/** What an owner tells who follows: the state, and whose session it is. */
interface Told {
  readonly id: SessionId;
  readonly owner: string;
  readonly interacted: boolean;
  readonly state: ChatSnapshot;
}

/** What the owner is told of who follows. */
export interface AboutFollower {
  readonly request: ConnectionRequest | undefined;
}

/** How a session is over for those who followed it. */
export type FollowEnd = Parameters<FollowerParts["onEnd"]>[0];

export interface FollowedChatParts {
  readonly threadId: ThreadId;
  readonly services: Pick<SessionServices, "config" | "clock">;
  readonly relay: Relay;
  readonly about: AboutFollower;
  /** The owner is gone, the session is over, or it is here now. */
  readonly onEnd: (chat: FollowedChat, how: FollowEnd) => void;
}

/** The state of a session as followers are given it. */
export function toTold(session: Session): string {
  const { id, owner, interacted, state } = session;
  return JSON.stringify({ id, owner, interacted, state: toSnapshot(state) } satisfies Told);
}

/** A chat that another node runs. Made by `FollowedChat.open`. */
export class FollowedChat implements LiveChat {
  readonly threadId: ThreadId;
  readonly outlets = new Set<Outlet>();
  /** What clients of Chainlit's show here to get in. */
  readonly handles = new Set<string>();
  readonly #parts: FollowedChatParts;
  #language: string;
  #told: Omit<Told, "state">;
  #state: ChatState;
  #log = new SessionLog();
  #following: Following | undefined;
  #notSaved: ServerNotice | undefined;
  #isOver = false;

  private constructor(parts: FollowedChatParts, first: Told) {
    this.#parts = parts;
    this.threadId = parts.threadId;
    this.#told = first;
    this.#state = fromSnapshot(first.state);
    this.#language = parts.about.request?.language ?? DEFAULT_LANGUAGE;
  }

  /** Follows a session. Throws NOT_FOUND when nobody else runs it, UNAVAILABLE when its owner cannot be reached. */
  static async open(parts: FollowedChatParts): Promise<FollowedChat> {
    let chat: FollowedChat | undefined;
    let over: FollowEnd | undefined;
    const following = await parts.relay.follow(parts.threadId, {
      about: parts.about,
      onSnapshot: (json) => {
        const told = JSON.parse(json) as Told;
        if (chat) chat.#restate(told);
        else chat = new FollowedChat(parts, told);
      },
      onFacts: (events) => {
        if (chat) chat.#fold(events);
      },
      onEnd: (how) => {
        over = how;
        if (chat) chat.#end(how);
      },
      isBusy: () => chat === undefined || isBusy(chat.#state),
    });
    if (!chat) throw new Error("A session was followed without its state.");
    chat.#following = following;
    if (over) chat.#end(over);
    return chat;
  }

  get id(): SessionId {
    return this.#told.id;
  }

  get owner(): string {
    return this.#told.owner;
  }

  get state(): ChatState {
    return this.#state;
  }

  get log(): SessionLog {
    return this.#log;
  }

  get config(): SessionServices["config"] {
    return withOverrides(this.#parts.services.config, this.#state.surface.overrides ?? {});
  }

  /** The node that runs it, as far as is known. */
  get node(): NodeId | undefined {
    return this.#following?.owner.node;
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  get isOpen(): boolean {
    return !this.#isOver;
  }

  get interacted(): boolean {
    return this.#told.interacted;
  }

  get language(): string {
    return this.#language;
  }

  /** A newer connection has come here. */
  came({ language }: ConnectionRequest): void {
    this.#language = language;
  }

  now(): string {
    return new Date(this.#parts.services.clock.now()).toISOString();
  }

  /** A connection is there. */
  attach(outlet: Outlet): void {
    this.outlets.add(outlet);
    if (this.#notSaved) outlet.notify?.(this.#notSaved);
  }

  /** Tells all connections something beside the facts. */
  notify(notice: ServerNotice): void {
    if (notice.type === "save-state") this.#notSaved = notice.saved ? undefined : notice;
    for (const outlet of this.outlets) outlet.notify?.(notice);
  }

  /** Its connections come back as who they are now. */
  cut(reason: CutReason): void {
    for (const outlet of this.outlets) outlet.cut?.(reason);
  }

  /** Asks the owner. `nobody` and `late`: it may be gone. */
  async ask(kind: string, body: unknown, options?: AskOptions): Promise<RelayAnswer> {
    if (this.#isOver || !this.#following) return { is: "nobody" };
    return this.#following.ask({ kind, body }, options);
  }

  /**
   * Its log begins with the copy. Who was connected to another node before has seen some of what came earlier: the owner's log, the one they would
   * have been answered from there, is asked for the rest.
   */
  async reachBack({ epoch, seq }: Cursor): Promise<void> {
    const log = this.#log;
    const upTo = log.begin(this.#state.seq);
    if (epoch !== this.#state.epoch || seq >= upTo) return;
    const call: StretchCall = { threadId: this.threadId, epoch, after: seq, upTo };
    const told = await this.ask(STRETCH_CALL, call, { timeoutMs: STRETCH_MS }).catch(() => undefined);
    const events = told?.is === "answered" ? (told.body as readonly StructuralEvent[] | null) : null;
    // Somebody else may have asked, or there is another copy by now.
    if (events && this.#log === log && log.begin(this.#state.seq) === upTo) log.prepend(events);
  }

  /** Follows no longer. */
  stop(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#following?.stop();
  }

  /** Throws for what its owner has not stated: then all of the chat is asked for anew. */
  #fold(events: readonly ServerEvent[]): void {
    let { seq } = this.#state;
    for (const event of events) {
      if (event.type === "step-text") continue;
      seq += 1;
      if (event.seq !== seq) throw new Error("A fact does not follow the last one.");
    }
    for (const event of events) {
      applyEvent(this.#state, event);
      if (event.type !== "step-text") this.#log.push(event);
      if (isFirstInteraction(event)) this.#told = { ...this.#told, interacted: true };
    }
    for (const outlet of this.outlets) outlet.send(events);
  }

  /** The owner is another, or too much was missed: what was sent so far is no base any more. */
  #restate(told: Told): void {
    this.#told = told;
    this.#state = fromSnapshot(told.state);
    this.#log = new SessionLog();
    for (const outlet of this.outlets) moveOutlet(outlet, this);
  }

  #end(how: FollowEnd): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#parts.onEnd(this, how);
  }
}

/** A chat gets the name of what its person did first in that moment; what the app or the person calls it says who did. */
function isFirstInteraction(event: ServerEvent): boolean {
  return event.type === "thread-set" && event.thread.name !== undefined && event.thread.namedBy === undefined;
}

/** Gives a connection another copy of its chat. False when it cannot take it: it is closed, and its client comes back. */
export function moveOutlet(outlet: Outlet, chat: LiveChat): boolean {
  if (outlet.moved) outlet.moved(chat);
  else outlet.closed?.("suspended");
  return outlet.moved !== undefined;
}
