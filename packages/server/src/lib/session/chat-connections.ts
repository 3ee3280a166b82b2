// Who comes to a chat and who goes: connections to this process, and the nodes that follow a session of it. The first one starts the chat, the
// last one leaves it to its time, and those of a copy go on with what comes after it.
import type { ThreadId } from "@colloquy/protocol";
import type { NodeId } from "../relay/relay.ts";
import { type AboutFollower, type FollowEnd, FollowedChat, moveOutlet } from "./followed-chat.ts";
import { type FollowedChats, LEFT_CALL, REQUEST_CALL, type RequestCall } from "./followed-chats.ts";
import { FollowerOutlet } from "./follower-outlet.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LiveChat } from "./live-chat.ts";
import type { LiveSessions } from "./live-sessions.ts";
import type { Outlet } from "./outlet.ts";
import type { Session, SessionServices } from "./session.ts";
import type { SessionEnding } from "./session-ending.ts";
import type { SessionOpening } from "./session-opening.ts";

export interface ChatConnectionsParts {
  readonly services: SessionServices;
  readonly lifecycle: Lifecycle;
  readonly live: LiveSessions;
  readonly ending: SessionEnding;
  readonly opening: SessionOpening;
  readonly followed: FollowedChats;
}

/** The connections of this process. */
export class ChatConnections {
  readonly #parts: ChatConnectionsParts;
  /** Sessions whose last connection was lost in this process: the next one is a return. */
  readonly #lost = new WeakSet<Session>();
  #isLeaving = false;

  constructor(parts: ChatConnectionsParts) {
    this.#parts = parts;
    const { services, live } = parts;
    services.calls.answer(LEFT_CALL, (body, from) => {
      const session = live.byThread((body as { readonly threadId: ThreadId }).threadId);
      if (session) this.followerWent(session, from, true);
    });
    services.calls.answer(REQUEST_CALL, (body) => this.#requestCame(body as RequestCall));
  }

  /** What the registry's `attach` says. */
  attach(chat: LiveChat, outlet: Outlet): void {
    if (chat instanceof FollowedChat) attachFollowed(chat, outlet);
    else this.#attachHere(chat as Session, outlet);
    // It was let in a moment before the others were asked.
    if (this.#isLeaving && isConnection(outlet)) askToMove(outlet, 0);
  }

  #attachHere(session: Session, outlet: Outlet): void {
    const { services, lifecycle, ending } = this.#parts;
    if (session.phase === "ended" || session.phase === "suspended") {
      outlet.closed?.(session.phase);
      return;
    }
    session.outlets.add(outlet);
    session.saveState.tell(outlet);
    // Who joins a chat that is ending is told of its end with it, and comes back to what it left.
    if (session.phase !== "open") return;
    ending.stopTimer(session);
    const returned = this.#lost.delete(session);
    session.detachedAt = undefined;
    session.leftAt = undefined;
    services.liveMarks?.attached(session);
    if (returned) lifecycle.reconnected(session);
    lifecycle.start(session);
  }

  /** What the registry's `detach` says. */
  detach(chat: LiveChat, outlet: Outlet, left: boolean): void {
    if (chat instanceof FollowedChat) this.#parts.followed.detach(chat, outlet, left);
    else this.#detachHere(chat as Session, outlet, left);
  }

  #detachHere(session: Session, outlet: Outlet, left: boolean): void {
    if (!session.outlets.delete(outlet) || session.outlets.size > 0 || session.phase !== "open") return;
    const { services, lifecycle, ending } = this.#parts;
    const now = services.clock.now();
    if (left) {
      session.leftAt = now;
      ending.endIfIdle(session);
      return;
    }
    session.detachedAt = now;
    // They are on their way to another node, and no handler need know.
    if (this.#isLeaving) return;
    this.#lost.add(session);
    if (session.started || session.interacted) session.writer.schedule();
    lifecycle.disconnected(session);
    ending.startTimer(session);
  }

  /** Those to this process, to whatever chat. */
  get here(): readonly Outlet[] {
    const { followed, live } = this.#parts;
    const chats: readonly LiveChat[] = [...live.all, ...followed.all];
    return chats.flatMap(({ outlets }) => [...outlets].filter(isConnection));
  }

  /** What the registry's `isConnectedHere` says. */
  hasSome({ outlets }: Session): boolean {
    return [...outlets].some(isConnection);
  }

  /** What the registry's `askAway` says. */
  askAway(withinMs: number): void {
    this.#isLeaving = true;
    for (const outlet of this.here) askToMove(outlet, withinMs);
  }

  /** What the registry's `sendAway` says. */
  sendAway(): void {
    const { followed, live } = this.#parts;
    this.#isLeaving = true;
    followed.close();
    for (const session of live.all) for (const outlet of session.outlets) if (isConnection(outlet)) outlet.closed?.("suspended");
  }

  /** What the registry's `idle` says. */
  idle(session: Session): void {
    const { ending } = this.#parts;
    if (!this.#isLeaving) ending.endIfIdle(session);
    else if (!this.hasSome(session))
      ending
        .giveBack(session)
        .catch((error: unknown) => session.logger.error({ err: error }, "a chat could not be given back at the end of its turn"));
  }

  /** A node follows a session of this one. */
  followerCame(session: Session, node: NodeId, { request }: AboutFollower): void {
    if (request) session.request = request;
    this.attach(session, new FollowerOutlet(node, session.threadId, this.#parts.services.calls));
  }

  /** It follows no longer; `left` when its last person meant it. */
  followerWent(session: Session, node: NodeId, left: boolean): void {
    for (const outlet of session.outlets) if (outlet instanceof FollowerOutlet && outlet.node === node) this.detach(session, outlet, left);
  }

  #requestCame({ threadId, request, handle }: RequestCall): void {
    const { live } = this.#parts;
    const session = live.byThread(threadId);
    if (!session) return;
    if (request) session.request = request;
    if (handle === undefined || session.handles.has(handle)) return;
    live.addHandle(session, handle);
    session.writer.schedule();
  }

  /** What the registry's `successorOf` says. */
  async successorOf({ threadId, owner }: Pick<LiveChat, "threadId" | "owner">): Promise<LiveChat | undefined> {
    const { live, followed, opening } = this.#parts;
    const here = live.byThread(threadId) ?? followed.openOn(threadId);
    return here ?? (await opening.reopen(owner, threadId))?.chat;
  }

  /** A copy has nothing behind it any more: its connections go on with what comes after it. */
  async moveOn(chat: FollowedChat, how: FollowEnd): Promise<void> {
    const next = how === "ended" || chat.outlets.size === 0 ? undefined : await this.#successor(chat);
    // Some may have gone while it was opened.
    const outlets = [...chat.outlets];
    chat.outlets.clear();
    for (const outlet of outlets) {
      if (!next) outlet.closed?.(how === "ended" ? "ended" : "suspended");
      else if (moveOutlet(outlet, next)) this.attach(next, outlet);
    }
  }

  async #successor(chat: FollowedChat): Promise<LiveChat | undefined> {
    try {
      return await this.successorOf(chat);
    } catch (error) {
      this.#parts.services.logger.debug(
        { err: error, threadId: chat.threadId },
        "a chat could not be taken over: its connections come back by themselves",
      );
      return undefined;
    }
  }
}

function attachFollowed(chat: FollowedChat, outlet: Outlet): void {
  if (chat.isOver) outlet.closed?.("suspended");
  else chat.attach(outlet);
}

/** One that ends at this process. */
function isConnection(outlet: Outlet): boolean {
  return !(outlet instanceof FollowerOutlet);
}

function askToMove(outlet: Outlet, withinMs: number): void {
  if (outlet.moveOn) outlet.moveOn(withinMs);
  else outlet.closed?.("suspended");
}
