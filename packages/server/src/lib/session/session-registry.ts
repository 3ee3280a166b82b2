// The sessions of this process, and the chats that other nodes run, to everybody else. What is done with them has homes of its own, which are put
// together here.
import { type AskId, ChatError, type Fact, type ServerNotice, type SessionId, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import type { DeletedOnly } from "../data/data-layer.ts";
import { ChatConnections } from "./chat-connections.ts";
import { ChatDeleting } from "./chat-deleting.ts";
import { ChatLooks } from "./chat-looks.ts";
import type { AboutFollower, FollowedChat } from "./followed-chat.ts";
import { FollowedChats } from "./followed-chats.ts";
import type { GlanceDepth, GlancedChat } from "./glanced-chat.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LiveChat } from "./live-chat.ts";
import { LiveLines } from "./live-lines.ts";
import { LiveSessions } from "./live-sessions.ts";
import type { Opened, OpenedSession, OpenRequest } from "./open-request.ts";
import type { Outlet } from "./outlet.ts";
import { OutsideFacts, type ThreadOf } from "./outside-facts.ts";
import { OwnerMoves } from "./owner-moves.ts";
import type { Session, SessionServices } from "./session.ts";
import { SessionClaims } from "./session-claims.ts";
import { SessionEnding } from "./session-ending.ts";
import { SessionOpening } from "./session-opening.ts";
import { sweepSessions } from "./session-sweep.ts";
import type { StoreHealth } from "./store-health.ts";
import { WhereItRuns } from "./where-it-runs.ts";
import { WhoseChat } from "./whose-chat.ts";

/** All live sessions of this process. */
export class SessionRegistry {
  readonly #services: SessionServices;
  readonly #live: LiveSessions;
  readonly #ending: SessionEnding;
  readonly #opening: SessionOpening;
  readonly #claims: SessionClaims;
  readonly #followed: FollowedChats;
  readonly #connections: ChatConnections;
  readonly #where: WhereItRuns;
  readonly #looks: ChatLooks;
  readonly #lines: LiveLines;
  readonly #outside: OutsideFacts;
  readonly #whose: WhoseChat;
  readonly #deleting: ChatDeleting;
  readonly #moves: OwnerMoves;

  constructor(services: SessionServices, lifecycle: Lifecycle) {
    const { calls } = services;
    const live = new LiveSessions(services.config.openChatsPerOwner);
    const ending = new SessionEnding(services, lifecycle, live);
    const claims = new SessionClaims(services, {
      came: (session, node, about) => this.#connections.followerCame(session, node, about as AboutFollower),
      went: (session, node) => this.#connections.followerWent(session, node, false),
    });
    const followed = new FollowedChats(services, (chat, how) => void this.#connections.moveOn(chat, how));
    const moves = new OwnerMoves({ services, lifecycle, live });
    const opening = new SessionOpening({ services, lifecycle, live, ending, claims, followed, moves });
    const where = new WhereItRuns({ calls, live, claims });
    this.#services = services;
    this.#live = live;
    this.#ending = ending;
    this.#claims = claims;
    this.#followed = followed;
    this.#opening = opening;
    this.#where = where;
    this.#connections = new ChatConnections({ services, lifecycle, live, ending, opening, followed });
    this.#looks = new ChatLooks({ services, live, followed, claims, where });
    this.#lines = new LiveLines({ calls, live, followed, claims });
    this.#outside = new OutsideFacts({ calls, live, opening, where });
    this.#whose = new WhoseChat({ services, live, claims, opening, where, moves });
    this.#deleting = new ChatDeleting({ services, live, ending, opening, where });
    this.#moves = moves;
  }

  get sessions(): Session[] {
    return this.#live.all;
  }

  get size(): number {
    return this.#live.size;
  }

  /** Copies of what other nodes run. */
  get followed(): readonly FollowedChat[] {
    return this.#followed.all;
  }

  /** How the stores fare in which these sessions are kept. */
  get health(): StoreHealth {
    return this.#services.health;
  }

  /** The session in memory with this id. */
  get(sessionId: SessionId): Session | undefined {
    return this.#live.byId(sessionId);
  }

  /** The session in memory on this thread. */
  byThread(threadId: ThreadId): Session | undefined {
    return this.#live.byThread(threadId);
  }

  /** The chat that this handle of a Chainlit client opens: a session in memory, or the copy of one. */
  byHandle(handle: string): Session | FollowedChat | undefined {
    return this.#live.byHandle(handle) ?? this.#followed.byHandle(handle);
  }

  /** The live sessions of one person. */
  ofOwner(owner: string): readonly Session[] {
    return this.#live.owned.of(owner);
  }

  /** Tells all who are connected here and are this person something beside the facts. False when they have no chat here. */
  notifyOwner(owner: string, notice: ServerNotice): boolean {
    const sessions = this.ofOwner(owner);
    const followed = this.#followed.all.filter((chat) => chat.owner === owner);
    for (const session of sessions) for (const outlet of session.outlets) outlet.notify?.(notice);
    for (const chat of followed) chat.notify(notice);
    return sessions.length + followed.length > 0;
  }

  /**
   * The chat that is live on a thread, wherever it runs: the session here, the copy here, or one look at what another node has. Undefined when
   * none runs it. What was said in one of another node is stored by then, and its turns come along only when the whole is wanted. Throws
   * UNAVAILABLE when the node that runs it does not answer.
   */
  look(threadId: ThreadId, depth: GlanceDepth = "unstored"): Promise<Session | FollowedChat | GlancedChat | undefined> {
    return this.#looks.look(threadId, depth);
  }

  /** The live chat that this handle of a Chainlit client opens, wherever it runs. */
  lookByHandle(handle: string): Promise<Session | FollowedChat | GlancedChat | undefined> {
    return this.#looks.lookByHandle(handle);
  }

  /** Under which names authors are read in a live chat, asked of the app where the chat runs; undefined when no node runs it. */
  namesOf(threadId: ThreadId, authors: readonly string[]): Promise<Readonly<Record<string, string>> | undefined> {
    return this.#looks.namesOf(threadId, authors);
  }

  /** Lines of lists as they are now: with what runs in their chats, and titles that are being written, whichever nodes run them. */
  withRunning(summaries: readonly ThreadSummary[]): Promise<ThreadSummary[]> {
    return this.#lines.withRunning(summaries);
  }

  /** Waits until all that was said in a chat so far is stored, whichever node runs it. */
  commit(threadId: ThreadId): Promise<void> {
    return this.#looks.commit(threadId);
  }

  /**
   * Finds or makes the session somebody asks for. What may not be had becomes a new chat, with the reason; only who has too many
   * chats in use already is refused, with OVERLOADED.
   */
  open(request: OpenRequest): Promise<Opened> {
    return this.#opening.open(request);
  }

  /** The session that a verified resume token names, where it can still be had by this owner; never a new one. */
  find(request: OpenRequest): Promise<Opened | undefined> {
    return this.#opening.find(request);
  }

  /** The same for who can only be served where the session runs. Throws UNAVAILABLE when another node runs it. */
  async openSession(request: OpenRequest): Promise<OpenedSession> {
    const { refused, ...opened } = await this.open(request);
    if (opened.how === "followed") throw new ChatError("UNAVAILABLE", "This chat runs on another server.");
    return { session: opened.chat, how: opened.how, ...(refused && { refused }) };
  }

  /** From now on nobody comes who is not here already: the process stops. */
  close(): void {
    this.#opening.close();
  }

  /** How many connections there are to this process. */
  get connections(): number {
    return this.#connections.here.length;
  }

  /** True while somebody is connected to the session at this process, and not only by way of another one. */
  isConnectedHere(session: Session): boolean {
    return this.#connections.hasSome(session);
  }

  /**
   * Asks for every connection to this process that its client comes in at another one within so many milliseconds, while it is still served here; a
   * session follows its people once all of them are there. Those who cannot be asked are sent away.
   */
  askAway(withinMs: number): void {
    this.#connections.askAway(withinMs);
  }

  /** Ends every connection to this process: their clients come back at another, and follow from there what still runs here. */
  sendAway(): void {
    this.#connections.sendAway();
  }

  /** A connection is there: the first one starts the chat, a later one may be a return. */
  attach(chat: LiveChat, outlet: Outlet): void {
    this.#connections.attach(chat, outlet);
  }

  /** A connection is gone; `left` when the person meant it. */
  detach(chat: LiveChat, outlet: Outlet, left: boolean): void {
    this.#connections.detach(chat, outlet, left);
  }

  /** What became of a copy of a chat: the session that is here now, or another copy. Undefined when there is none. */
  successorOf(chat: Pick<LiveChat, "threadId" | "owner">): Promise<LiveChat | undefined> {
    return this.#connections.successorOf(chat);
  }

  /** Ends a session that nobody needs: its last person left, or stayed away too long, and no turn keeps it. */
  endIfIdle(session: Session): void {
    this.#ending.endIfIdle(session);
  }

  /** A turn of it has ended, or waits for somebody. At a process that gives its chats away it goes now: the next message is for where it is next. */
  idle(session: Session): void {
    this.#connections.idle(session);
  }

  /** `onChatEnd`, the last save, and it is gone. Waits for its end when it is ending already. */
  end(session: Session): Promise<void> {
    return this.#ending.end(session);
  }

  /** Ends a session for which somebody waits: its last handler gets the time of a stopped one, no more. */
  endSoon(session: Session): Promise<void> {
    return this.#ending.endSoon(session);
  }

  /** Lets go of a session for another node, when nothing is at work in it, and nothing comes while it is written down. False when it stays. */
  giveBack(session: Session): Promise<boolean> {
    return this.#ending.giveBack(session);
  }

  /** Resolves when it is decided whether a session that is being given back goes or stays; at once for any other. */
  decided(session: Session): Promise<void> {
    return this.#ending.decided(session);
  }

  /** Writes a session down and lets go of it; the next connection finds its record. */
  suspend(session: Session): Promise<void> {
    return this.#ending.suspend(session);
  }

  /** Does something while nobody can open the thread here; who has it open keeps it. */
  whileNobodyOpens<Result>(threadId: ThreadId, work: () => Promise<Result>): Promise<Result> {
    return this.#opening.whileNobodyOpens(threadId, work);
  }

  /** Does something where the session of a thread runs: by a call that its node answers; here, when no other node runs it. */
  whereItRuns<Result>(threadId: ThreadId, kind: string, call: unknown, here: () => Promise<Result>): Promise<Result> {
    return this.#where.do(threadId, kind, call, here);
  }

  /**
   * Ends whatever lives on a thread and deletes all of it; answers with how many files went. Nobody can open it in between. With `only` it is
   * kept, and false is answered, when it is not such a chat any more, or somebody is in it.
   */
  deleteThread(threadId: ThreadId, only?: DeletedOnly): Promise<number | false> {
    return this.#deleting.deleteThread(threadId, only);
  }

  /**
   * Ends whatever lives on a thread and marks it as deleted: from then on nobody finds it, until its owner brings it back. False when it
   * was deleted before.
   */
  putAway(owner: string, threadId: ThreadId, at?: string): Promise<boolean> {
    return this.#deleting.putAway(owner, threadId, at);
  }

  /** The same with all chats of an owner, as of one instant. Returns how many. */
  putAllAway(owner: string, at: string): Promise<number> {
    return this.#deleting.putAllAway(owner, at);
  }

  /** States facts in a chat that is live, whichever node runs it, and waits until they are stored. False when it is not live, or not theirs. */
  state(thread: ThreadOf, facts: readonly Fact[]): Promise<boolean> {
    return this.#outside.state(thread, facts);
  }

  /** A question is over without an answer, whichever node runs its chat; one that is over already stays as it is. */
  expireAsk(chat: LiveChat, askId: AskId): Promise<void> {
    return this.#outside.expireAsk(chat, askId);
  }

  /** Whose chat a thread is, also before anything was said in it and after a restart; `undefined` when there is none. */
  ownerOf(threadId: ThreadId): Promise<string | undefined> {
    return this.#whose.ownerOf(threadId);
  }

  /** True while a chat may go on with what was given to it and not used yet. */
  isHeld(threadId: ThreadId): Promise<boolean> {
    return this.#whose.isHeld(threadId);
  }

  /** Ends sessions whose record lies about since before the timeout: nobody came back after a restart. */
  sweep(): Promise<void> {
    const [services, live, ending, claims, opening] = [this.#services, this.#live, this.#ending, this.#claims, this.#opening];
    return sweepSessions({ services, live, ending, claims, opening });
  }

  /**
   * Gives a person's sessions and threads to the user they signed in as, at every node. Returns the sessions here, whose connections are still
   * the old owner's; those of other nodes are cut.
   */
  moveOwner(from: string, to: string): Promise<readonly Session[]> {
    return this.#moves.move(from, to);
  }
}
