// The sessions of other nodes that somebody here is connected to: one copy of each, however many are connected.
import { isChatError, type ThreadId } from "@colloquy/protocol";
import type { CutReason } from "../auth/sign-in-connections.ts";
import type { NodeId } from "../relay/relay.ts";
import type { ConnectionRequest } from "./connection-request.ts";
import { type FollowEnd, FollowedChat } from "./followed-chat.ts";
import { CUT_CALL, type CutCall, NOTICE_CALL, type NoticeCall } from "./follower-outlet.ts";
import type { OpenRequest } from "./open-request.ts";
import type { Outlet } from "./outlet.ts";
import type { SessionServices } from "./session.ts";

/** Whoever was let in and never arrives is not waited for. */
const ARRIVE_MS = 10_000;

/** Whose session a node runs, asked by another. */
export const WHOSE_CALL = "chat:whose";
/** The last connection here has left the chat on purpose. */
export const LEFT_CALL = "chat:left";
/** A connection has come: what it began with, and what a client of Chainlit's shows to get in. */
export const REQUEST_CALL = "chat:request-of";

export interface WhoseCall {
  readonly threadId: ThreadId;
  /** Who wants to follow it, and is its owner by what is stored. */
  readonly asker?: string | undefined;
}

export interface RequestCall {
  readonly threadId: ThreadId;
  readonly request: ConnectionRequest | undefined;
  readonly handle: string | undefined;
}

/** The copies that this node has. */
export class FollowedChats {
  readonly #services: SessionServices;
  readonly #byThread = new Map<ThreadId, FollowedChat>();
  readonly #onEnd: (chat: FollowedChat, how: FollowEnd) => void;

  /** `onEnd` is told of copies whose connections have nothing behind them any more. */
  constructor(services: SessionServices, onEnd: (chat: FollowedChat, how: FollowEnd) => void) {
    this.#services = services;
    this.#onEnd = onEnd;
    const { calls } = services;
    calls.answer(NOTICE_CALL, (body) => {
      const { threadId, notice } = body as NoticeCall;
      this.#byThread.get(threadId)?.notify(notice);
    });
    calls.answer(CUT_CALL, (body) => {
      const { threadId, reason } = body as CutCall;
      const chat = this.#byThread.get(threadId);
      if (chat) this.cut(chat, reason);
    });
  }

  /** It may be somebody else's now: whoever comes looks at it anew. */
  cut(chat: FollowedChat, reason: CutReason): void {
    chat.cut(reason);
    chat.stop();
    this.#forget(chat);
  }

  get all(): FollowedChat[] {
    return [...this.#byThread.values()];
  }

  get size(): number {
    return this.#byThread.size;
  }

  byThread(threadId: ThreadId): FollowedChat | undefined {
    return this.#byThread.get(threadId);
  }

  /** The copy of a thread that somebody may still hang on. */
  openOn(threadId: ThreadId): FollowedChat | undefined {
    const chat = this.#byThread.get(threadId);
    return chat?.isOpen ? chat : undefined;
  }

  /** Follows what a node runs. Undefined when it is somebody else's, or is not there any more. */
  async open(node: NodeId, { owner, request }: OpenRequest, threadId: ThreadId): Promise<FollowedChat | undefined> {
    const { calls, config, clock } = this.#services;
    // Asked before following: whoever is not its owner must not count as a connection.
    const whose = await calls.ask(node, WHOSE_CALL, { threadId, asker: owner } satisfies WhoseCall);
    if (whose.is !== "answered" || whose.body !== owner) return undefined;
    try {
      const chat = await FollowedChat.open({
        threadId,
        services: { config, clock },
        relay: calls.relay,
        about: { request },
        onEnd: (ended, how) => this.#ended(ended, how),
      });
      if (chat.isOver) return undefined;
      this.#byThread.set(threadId, chat);
      clock.setTimeout(() => this.#stopIfEmpty(chat), ARRIVE_MS, { background: true });
      return chat;
    } catch (error) {
      if (isChatError(error) && error.code === "NOT_FOUND") return undefined;
      throw error;
    }
  }

  /** The copy that this handle of a Chainlit client opens. */
  byHandle(handle: string): FollowedChat | undefined {
    return this.all.find(({ handles }) => handles.has(handle));
  }

  /** A newer connection has come: handlers see its request, and it may come back by its handle wherever the chat is. */
  async tellRequest(chat: FollowedChat, { request, handle }: OpenRequest): Promise<void> {
    if (request) chat.came(request);
    if (handle !== undefined) chat.handles.add(handle);
    await chat.ask(REQUEST_CALL, { threadId: chat.threadId, request, handle } satisfies RequestCall).catch(() => undefined);
  }

  /** A connection is gone; with the last one nothing is followed any more. `left` when the person meant it. */
  detach(chat: FollowedChat, outlet: Outlet, left: boolean): void {
    if (!chat.outlets.delete(outlet) || chat.outlets.size > 0 || chat.isOver) return;
    if (!left) {
      this.#stopIfEmpty(chat);
      return;
    }
    const told = chat.ask(LEFT_CALL, { threadId: chat.threadId }).catch(() => undefined);
    void told.then(() => this.#stopIfEmpty(chat));
  }

  /** Follows nothing any more: the process stops. */
  close(): void {
    for (const chat of this.all) {
      chat.stop();
      for (const outlet of chat.outlets) outlet.closed?.("suspended");
      chat.outlets.clear();
    }
    this.#byThread.clear();
  }

  #stopIfEmpty(chat: FollowedChat): void {
    if (chat.outlets.size > 0 || chat.isOver) return;
    chat.stop();
    this.#forget(chat);
  }

  #ended(chat: FollowedChat, how: FollowEnd): void {
    this.#forget(chat);
    this.#onEnd(chat, how);
  }

  #forget(chat: FollowedChat): void {
    if (this.#byThread.get(chat.threadId) === chat) this.#byThread.delete(chat.threadId);
  }
}
