// The sessions of this process, to everybody else: finding them (live-sessions.ts), opening them (session-opening.ts) and ending them
// (session-ending.ts) meet here, with who comes and who goes.
import { type AskId, ChatError, type Fact, type ServerNotice, type SessionId, type ThreadId } from "@colloquy/protocol";
import { isoNow } from "../clock.ts";
import type { DeletedOnly } from "../data/data-layer.ts";
import type { NodeId, Owner } from "../relay/relay.ts";
import { type AboutFollower, type FollowEnd, FollowedChat, moveOutlet } from "./followed-chat.ts";
import { FollowedChats, LEFT_CALL, REQUEST_CALL, type RequestCall, WHOSE_CALL } from "./followed-chats.ts";
import { FollowerOutlet } from "./follower-outlet.ts";
import { type GlanceDepth, type Glanced, GlancedChat, toGlanced } from "./glanced-chat.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LiveChat } from "./live-chat.ts";
import { LiveSessions } from "./live-sessions.ts";
import { loadUser } from "./load-user.ts";
import type { Opened, OpenedSession, OpenRequest } from "./open-request.ts";
import type { Outlet } from "./outlet.ts";
import type { Session, SessionServices } from "./session.ts";
import { SessionClaims } from "./session-claims.ts";
import { SessionEnding } from "./session-ending.ts";
import { SessionOpening } from "./session-opening.ts";
import type { StoreHealth } from "./store-health.ts";

/** How long another node may take for what is asked of a chat that it runs. */
const CALL_MS = 20_000;
const COMMIT_CALL = "chat:commit";
const STATE_CALL = "chat:state";
const PUT_AWAY_CALL = "chat:put-away";
const DELETE_CALL = "chat:delete";
const EXPIRE_CALL = "chat:expire-ask";
const LOOK_CALL = "chat:look";
const NAMES_CALL = "chat:names";
const PUT_ALL_AWAY_CALL = "chats:put-all-away";
const END_GONE_CALL = "chats:end-gone";
const MOVE_CALL = "chats:move-owner";
const MOVED_CALL = "chats:moved";

/** A thread, and whose it is. */
export interface ThreadOf {
  readonly id: ThreadId;
  readonly owner: string;
}

interface StateCall {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly facts: readonly Fact[];
}

interface PutAwayCall {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly at: string | undefined;
}

interface LookCall {
  readonly threadId: ThreadId;
  readonly depth: GlanceDepth;
}

interface NamesCall {
  readonly threadId: ThreadId;
  readonly authors: readonly string[];
}

interface OwnerCall {
  readonly owner: string;
  readonly at: string;
}

interface MoveCall {
  readonly from: string;
  readonly to: string;
}

interface ExpireCall {
  readonly threadId: ThreadId;
  readonly owner: string;
  readonly askId: AskId;
}

interface DeleteCall {
  readonly threadId: ThreadId;
  readonly only: DeletedOnly | undefined;
}

/** All live sessions of this process. */
export class SessionRegistry {
  readonly #services: SessionServices;
  readonly #lifecycle: Lifecycle;
  readonly #live: LiveSessions;
  readonly #ending: SessionEnding;
  readonly #opening: SessionOpening;
  readonly #claims: SessionClaims;
  readonly #followed: FollowedChats;
  /** Sessions whose last connection was lost in this process: the next one is a return. */
  readonly #lost = new WeakSet<Session>();
  #isLeaving = false;
  /** Sessions that have changed hands at the word of another node, by whose they were, until their connections are cut. */
  readonly #moved = new Map<string, readonly Session[]>();

  constructor(services: SessionServices, lifecycle: Lifecycle) {
    this.#services = services;
    this.#lifecycle = lifecycle;
    this.#live = new LiveSessions(services.config.openChatsPerOwner);
    this.#ending = new SessionEnding(services, lifecycle, this.#live);
    this.#claims = new SessionClaims(services, {
      came: (session, node, about) => this.#followerCame(session, node, about as AboutFollower),
      went: (session, node) => this.#followerWent(session, node, false),
    });
    this.#followed = new FollowedChats(services, (chat, how) => void this.#moveOn(chat, how));
    this.#opening = new SessionOpening({
      services,
      lifecycle,
      live: this.#live,
      ending: this.#ending,
      claims: this.#claims,
      followed: this.#followed,
    });
    this.#answerCalls();
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

  /** Tells all who are connected here and are this person something beside the facts. */
  notifyOwner(owner: string, notice: ServerNotice): void {
    for (const session of this.ofOwner(owner)) for (const outlet of session.outlets) outlet.notify?.(notice);
    for (const chat of this.#followed.all) if (chat.owner === owner) chat.notify(notice);
  }

  /**
   * The chat that is live on a thread, wherever it runs: the session here, the copy here, or one look at what another node has. Undefined when
   * none runs it. What was said in one of another node is stored by then, and its turns come along only when the whole is wanted. Throws
   * UNAVAILABLE when the node that runs it does not answer.
   */
  async look(threadId: ThreadId, depth: GlanceDepth = "unstored"): Promise<Session | FollowedChat | GlancedChat | undefined> {
    const known = this.#live.byThread(threadId) ?? this.#copyOf(threadId);
    if (known) return known;
    const owner = await this.#claims.elsewhereIfKnown(threadId);
    if (!owner) return undefined;
    const { calls, config, clock } = this.#services;
    const told = await calls.ask(owner.node, LOOK_CALL, { threadId, depth } satisfies LookCall, { timeoutMs: CALL_MS });
    if (told.is !== "answered") throw noAnswer();
    if (!told.body) return undefined;
    return new GlancedChat(threadId, told.body as Glanced, {
      config,
      now: () => isoNow(clock),
      ask: (kind, body, options) => calls.ask(owner.node, kind, body, options),
    });
  }

  #copyOf(threadId: ThreadId): FollowedChat | undefined {
    const copy = this.#followed.byThread(threadId);
    return copy?.isOpen ? copy : undefined;
  }

  /** The live chat that this handle of a Chainlit client opens, wherever it runs. */
  async lookByHandle(handle: string): Promise<Session | FollowedChat | GlancedChat | undefined> {
    const known = this.byHandle(handle);
    if (known || !this.#claims.acrossProcesses) return known;
    const record = await this.#services.store.findByHandle(handle);
    return record && this.look(record.threadId, "whole");
  }

  /** Under which names authors are read in a live chat, asked of the app where the chat runs; undefined when no node runs it. */
  namesOf(threadId: ThreadId, authors: readonly string[]): Promise<Readonly<Record<string, string>> | undefined> {
    const call: NamesCall = { threadId, authors };
    return this.#readWhereItRuns(threadId, NAMES_CALL, call, () => namesIn(this.#live.byThread(threadId), authors));
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

  /** Ends every connection to this process: their clients come back at another, and follow from there what still runs here. */
  sendAway(): void {
    this.#isLeaving = true;
    this.#followed.close();
    for (const session of this.#live.all)
      for (const outlet of session.outlets) if (!(outlet instanceof FollowerOutlet)) outlet.closed?.("suspended");
  }

  /** A connection is there: the first one starts the chat, a later one may be a return. */
  attach(chat: LiveChat, outlet: Outlet): void {
    if (chat instanceof FollowedChat) this.#attachFollowed(chat, outlet);
    else this.#attachHere(chat as Session, outlet);
  }

  #attachFollowed(chat: FollowedChat, outlet: Outlet): void {
    if (chat.isOver) outlet.closed?.("suspended");
    else chat.attach(outlet);
  }

  #attachHere(session: Session, outlet: Outlet): void {
    if (session.phase === "ended" || session.phase === "suspended") {
      outlet.closed?.(session.phase);
      return;
    }
    session.outlets.add(outlet);
    session.saveState.tell(outlet);
    // Who joins a chat that is ending is told of its end with it, and comes back to what it left.
    if (session.phase !== "open") return;
    this.#ending.stopTimer(session);
    const returned = this.#lost.delete(session);
    session.detachedAt = undefined;
    session.leftAt = undefined;
    this.#services.liveMarks?.attached(session);
    if (returned) this.#lifecycle.reconnected(session);
    this.#lifecycle.start(session);
  }

  /** A connection is gone; `left` when the person meant it. */
  detach(chat: LiveChat, outlet: Outlet, left: boolean): void {
    if (chat instanceof FollowedChat) this.#followed.detach(chat, outlet, left);
    else this.#detachHere(chat as Session, outlet, left);
  }

  #detachHere(session: Session, outlet: Outlet, left: boolean): void {
    if (!session.outlets.delete(outlet) || session.outlets.size > 0 || session.phase !== "open") return;
    const now = this.#services.clock.now();
    if (left) {
      session.leftAt = now;
      this.#ending.endIfIdle(session);
      return;
    }
    session.detachedAt = now;
    // They are on their way to another node, and no handler need know.
    if (this.#isLeaving) return;
    this.#lost.add(session);
    if (session.started || session.interacted) session.writer.schedule();
    this.#lifecycle.disconnected(session);
    this.#ending.startTimer(session);
  }

  /** What became of a copy of a chat: the session that is here now, or another copy. Undefined when there is none. */
  async successorOf(chat: Pick<LiveChat, "threadId" | "owner">): Promise<LiveChat | undefined> {
    const here = this.#live.byThread(chat.threadId) ?? this.#copyOf(chat.threadId);
    return here ?? (await this.#opening.reopen(chat.owner, chat.threadId))?.chat;
  }

  /** Its connections go on with what comes after it. */
  async #moveOn(chat: FollowedChat, how: FollowEnd): Promise<void> {
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
      this.#services.logger.debug(
        { err: error, threadId: chat.threadId },
        "a chat could not be taken over: its connections come back by themselves",
      );
      return undefined;
    }
  }

  #followerCame(session: Session, node: NodeId, { request }: AboutFollower): void {
    if (request) session.request = request;
    const outlet = new FollowerOutlet(node, session.threadId, this.#services.calls);
    this.attach(session, outlet);
  }

  #followerWent(session: Session, node: NodeId, left: boolean): void {
    for (const outlet of session.outlets) if (outlet instanceof FollowerOutlet && outlet.node === node) this.detach(session, outlet, left);
  }

  /** What other nodes ask of the sessions here. */
  #answerCalls(): void {
    const { calls } = this.#services;
    const find = (body: unknown) => this.#live.byThread((body as { readonly threadId: ThreadId }).threadId);
    calls.answer(COMMIT_CALL, (body) => find(body)?.recorder.commit());
    calls.answer(STATE_CALL, (body) => this.#stateHere(body as StateCall));
    calls.answer(PUT_AWAY_CALL, (body) => this.#putAwayHere(body as PutAwayCall));
    calls.answer(DELETE_CALL, (body) => this.#deleteHere((body as DeleteCall).threadId, (body as DeleteCall).only));
    calls.answer(WHOSE_CALL, (body) => find(body)?.owner);
    calls.answer(LEFT_CALL, (body, from) => {
      const session = find(body);
      if (session) this.#followerWent(session, from, true);
    });
    calls.answer(REQUEST_CALL, (body) => {
      const session = find(body);
      const { request, handle } = body as RequestCall;
      if (session && request) session.request = request;
      if (!session || handle === undefined || session.handles.has(handle)) return;
      this.#live.addHandle(session, handle);
      session.writer.schedule();
    });
    calls.answer(LOOK_CALL, (body) => {
      const session = find(body);
      return session && toGlanced(session, (body as LookCall).depth);
    });
    calls.answer(NAMES_CALL, (body) => namesIn(find(body), (body as NamesCall).authors));
    calls.answer(PUT_ALL_AWAY_CALL, (body) => this.#putAllAwayHere(body as OwnerCall));
    calls.answer(END_GONE_CALL, (body) => this.#endGoneHere((body as OwnerCall).owner));
    calls.answer(MOVE_CALL, async (body) => void (await this.#moveHere(body as MoveCall)));
    calls.answer(MOVED_CALL, (body) => {
      for (const { outlets } of this.#moved.get((body as MoveCall).from) ?? []) for (const outlet of outlets) outlet.cut?.("signed-in");
      this.#moved.delete((body as MoveCall).from);
    });
    calls.answer(EXPIRE_CALL, (body) => {
      const session = find(body);
      const { owner, askId } = body as ExpireCall;
      if (session?.phase === "open" && session.owner === owner) session.asks.end(askId, "expired", undefined);
    });
  }

  /** Ends a session that nobody needs: its last person left, or stayed away too long, and no turn keeps it. */
  endIfIdle(session: Session): void {
    this.#ending.endIfIdle(session);
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

  /** Writes a session down and lets go of it; the next connection finds its record. */
  suspend(session: Session): Promise<void> {
    return this.#ending.suspend(session);
  }

  /** Does something while nobody can open the thread; who has it open keeps it. */
  whileNobodyOpens<Result>(threadId: ThreadId, work: () => Promise<Result>): Promise<Result> {
    return this.#opening.whileNobodyOpens(threadId, work);
  }

  /**
   * Ends whatever lives on a thread and deletes all of it; answers with how many files went. Nobody can open it in between. With `only` it is
   * kept, and false is answered, when it is not such a chat any more, or somebody is in it.
   */
  deleteThread(threadId: ThreadId, only?: DeletedOnly): Promise<number | false> {
    return this.whereItRuns(threadId, DELETE_CALL, { threadId, only } satisfies DeleteCall, () => this.#deleteHere(threadId, only));
  }

  #deleteHere(threadId: ThreadId, only?: DeletedOnly): Promise<number | false> {
    const { dataLayer, files } = this.#services;
    return this.#opening.whileNobodyOpens(threadId, async () => {
      const live = this.#live.byThread(threadId);
      if (only && live?.phase === "open" && (live.outlets.size > 0 || live.turns.running.length > 0)) return false;
      // What was said in it is stored with its end: whether it is old is looked at after it.
      if (live) await this.#ending.endSoon(live);
      if (!only) await this.#deleteRecord(threadId);
      const deleted = await dataLayer.deleteThread(threadId, only);
      if (!deleted) return false;
      // A chat that is kept keeps its record.
      if (only) await this.#deleteRecord(threadId);
      await files.drop(deleted.files);
      return deleted.files.length;
    });
  }

  async #deleteRecord(threadId: ThreadId): Promise<void> {
    const { store } = this.#services;
    const record = await store.findByThread(threadId);
    if (record) await store.delete(record.id, record.epoch);
  }

  /**
   * Ends whatever lives on a thread and marks it as deleted: from then on nobody finds it, until its owner brings it back. False when it
   * was deleted before.
   */
  putAway(owner: string, threadId: ThreadId, at?: string): Promise<boolean> {
    const call: PutAwayCall = { threadId, owner, at };
    return this.whereItRuns(threadId, PUT_AWAY_CALL, call, () => this.#putAwayHere(call));
  }

  #putAwayHere({ owner, threadId, at }: PutAwayCall): Promise<boolean> {
    const { dataLayer, clock } = this.#services;
    return this.#opening.whileNobodyOpens(threadId, async () => {
      const live = this.#live.byThread(threadId);
      if (live) await this.#ending.endSoon(live);
      await this.#deleteRecord(threadId);
      // One that is deleted stays so since it was.
      if (!(await dataLayer.loadThread(threadId))) return false;
      const deletedAt = at ?? isoNow(clock);
      const changed = (await dataLayer.marks?.change(owner, [threadId], { deletedAt })) ?? [];
      return changed.some((thread) => thread.deletedAt === deletedAt);
    });
  }

  /** The same with all chats of an owner, as of one instant. Returns how many. */
  async putAllAway(owner: string, at: string): Promise<number> {
    const { dataLayer, calls } = this.#services;
    const call: OwnerCall = { owner, at };
    const [here, elsewhere] = await Promise.all([
      this.#putAllAwayHere(call),
      calls.askAll(PUT_ALL_AWAY_CALL, call, { timeoutMs: CALL_MS }),
    ]);
    const count = await dataLayer.marks?.deleteAll(owner, at);
    // Whoever came in between talks in a chat that is gone.
    await Promise.all([this.#endGoneHere(owner), calls.askAll(END_GONE_CALL, call, { timeoutMs: CALL_MS })]);
    return [here, ...elsewhere].reduce<number>((sum, ended) => sum + Number(ended), count ?? 0);
  }

  /** Those that run here. */
  async #putAllAwayHere({ owner, at }: OwnerCall): Promise<number> {
    const live = this.ofOwner(owner).filter(({ interacted }) => interacted);
    const ended = await Promise.all(live.map(({ threadId }) => this.#putAwayHere({ owner, threadId, at })));
    return ended.filter(Boolean).length;
  }

  async #endGoneHere(owner: string): Promise<void> {
    const { dataLayer } = this.#services;
    const late = this.ofOwner(owner).filter(({ interacted }) => interacted);
    const gone = await Promise.all(late.map(async (session) => ((await dataLayer.loadThread(session.threadId)) ? [] : [session])));
    await Promise.all(gone.flat().map((session) => this.#ending.endSoon(session)));
  }

  /** Waits until all that was said in a chat so far is stored, whichever node runs it. */
  async commit(threadId: ThreadId): Promise<void> {
    const commit = async () => (await this.#live.byThread(threadId)?.recorder.commit()) ?? true;
    await this.#readWhereItRuns(threadId, COMMIT_CALL, { threadId }, commit);
  }

  /** States facts in a chat that is live, whichever node runs it, and waits until they are stored. False when it is not live, or not theirs. */
  state({ id: threadId, owner }: ThreadOf, facts: readonly Fact[]): Promise<boolean> {
    const call: StateCall = { threadId, owner, facts };
    return this.whereItRuns(threadId, STATE_CALL, call, () => this.#stateHere(call));
  }

  async #stateHere({ threadId, owner, facts }: StateCall): Promise<boolean> {
    const live = this.#live.byThread(threadId);
    if (live?.phase !== "open" || live.owner !== owner || !live.interacted) return false;
    live.emit(...facts);
    await live.recorder.commit();
    return true;
  }

  /** A question is over without an answer, whichever node runs its chat; one that is over already stays as it is. */
  async expireAsk({ threadId, owner }: LiveChat, askId: AskId): Promise<void> {
    const expire = async () => void this.#live.byThread(threadId)?.asks.end(askId, "expired", undefined);
    await this.whereItRuns(threadId, EXPIRE_CALL, { threadId, owner, askId } satisfies ExpireCall, expire);
  }

  /** Does something where the session of a thread runs: by a call that its node answers; here, when no other node runs it. */
  async whereItRuns<Result>(threadId: ThreadId, kind: string, call: unknown, here: () => Promise<Result>): Promise<Result> {
    const owner = this.#live.byThread(threadId) ? undefined : await this.#claims.elsewhere(threadId);
    return this.#askOwner(owner, kind, call, here);
  }

  /** The same for what only reads. */
  async #readWhereItRuns<Result>(threadId: ThreadId, kind: string, call: unknown, here: () => Promise<Result>): Promise<Result> {
    const owner = this.#live.byThread(threadId) ? undefined : await this.#claims.elsewhereIfKnown(threadId);
    return this.#askOwner(owner, kind, call, here);
  }

  async #askOwner<Result>(owner: Owner | undefined, kind: string, call: unknown, here: () => Promise<Result>): Promise<Result> {
    if (!owner) return here();
    const answer = await this.#services.calls.ask(owner.node, kind, call, { timeoutMs: CALL_MS });
    // What is undefined comes as null.
    if (answer.is === "answered") return (answer.body ?? undefined) as Result;
    throw noAnswer();
  }

  /** Whose chat a thread is, also before anything was said in it and after a restart; `undefined` when there is none. */
  async ownerOf(threadId: ThreadId): Promise<string | undefined> {
    const { store, dataLayer } = this.#services;
    const live = this.#live.byThread(threadId);
    if (live) return live.owner;
    const stored = (await dataLayer.loadThread(threadId))?.owner ?? (await store.findByThread(threadId))?.owner;
    if (stored !== undefined) return stored;
    const whose = async () => undefined;
    return this.whereItRuns<string | undefined>(threadId, WHOSE_CALL, { threadId }, whose);
  }

  /** True while a chat may go on with what was given to it and not used yet. */
  async isHeld(threadId: ThreadId): Promise<boolean> {
    if (this.#live.byThread(threadId) || (await this.#services.store.findByThread(threadId))) return true;
    // What cannot be known may be so.
    return this.#claims.elsewhere(threadId).then(
      (owner) => owner !== undefined,
      () => true,
    );
  }

  /** Ends sessions whose record lies about since before the timeout: nobody came back after a restart. */
  async sweep(): Promise<void> {
    const { store, clock, config } = this.#services;
    const since = new Date(clock.now() - config.sessionTimeoutMs).toISOString();
    for (const record of await store.findIdleSince(since)) {
      if (this.#live.byId(record.id)) continue;
      // Nobody but the node that runs it knows whether somebody is there.
      if (await this.#claims.elsewhere(record.threadId).catch(() => true)) continue;
      const opened = await this.open({ owner: record.owner, clientType: record.clientType, sessionId: record.id }).catch(() => undefined);
      // Whoever has too many chats in use is in no need of a sweep: their record waits for the next one.
      if (opened?.how !== "restored" || opened.chat.outlets.size > 0) continue;
      // It ends once the app has taken it up again, unless somebody comes until then.
      opened.chat.leftAt = clock.now();
      this.#ending.endIfIdle(opened.chat);
      await this.#ending.settled(record.id);
    }
  }

  /**
   * Gives a person's sessions and threads to the user they signed in as, at every node. Returns the sessions here, whose connections are still
   * the old owner's; those of other nodes are cut.
   */
  async moveOwner(from: string, to: string): Promise<readonly Session[]> {
    const { store, dataLayer, calls } = this.#services;
    const call: MoveCall = { from, to };
    const [moved] = await Promise.all([this.#moveOwnHere(call), calls.askAll(MOVE_CALL, call, { timeoutMs: CALL_MS })]);
    await store.moveSessions(from, to);
    await dataLayer.moveThreads(from, to);
    // Only now do those who come back find what is theirs.
    calls.tellAll(MOVED_CALL, call);
    return moved;
  }

  async #moveHere(call: MoveCall): Promise<void> {
    this.#moved.set(call.from, await this.#moveOwnHere(call));
  }

  async #moveOwnHere({ from, to }: MoveCall): Promise<readonly Session[]> {
    const { dataLayer, logger } = this.#services;
    const user = await loadUser(dataLayer, to);
    const moved = this.#live.moveOwner(from, to);
    for (const session of moved) {
      session.user = user;
      this.#lifecycle.userChanged(session);
    }
    // What was said before is on its way to the store under the old name; it has to be there before it is moved.
    const flushed = await Promise.allSettled(moved.map((session) => session.recorder.flush()));
    for (const { reason } of flushed.filter(({ status }) => status === "rejected") as PromiseRejectedResult[])
      logger.error({ err: reason }, "a chat could not be written down before it changed hands");
    return moved;
  }
}

/** Under which names these authors are read in a session. */
async function namesIn(session: Session | undefined, authors: readonly string[]): Promise<Readonly<Record<string, string>> | undefined> {
  for (const author of authors) await session?.ensureName(author);
  return session?.names;
}

function noAnswer(): ChatError {
  return new ChatError("UNAVAILABLE", "The server that runs this chat does not answer.");
}
