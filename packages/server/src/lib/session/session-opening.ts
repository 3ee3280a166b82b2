// Opening: which session somebody comes to. It is in memory, in its record, in its thread, or new; of each thread there is at most one.
import { ChatError, emptyChatState, newId, type SessionId, type ThreadId } from "@colloquy/protocol";
import { wait } from "../clock.ts";
import type { FollowedChats } from "./followed-chats.ts";
import { KeyedQueue } from "./keyed-queue.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LiveSessions } from "./live-sessions.ts";
import { loadUser } from "./load-user.ts";
import type { Opened, OpenRequest } from "./open-request.ts";
import { openStored, restore } from "./open-stored.ts";
import type { OwnerMoves } from "./owner-moves.ts";
import { Session, type SessionServices } from "./session.ts";
import { isOwner, type Place, type SessionClaims } from "./session-claims.ts";
import type { SessionEnding } from "./session-ending.ts";

export interface SessionOpeningParts {
  readonly services: SessionServices;
  readonly lifecycle: Lifecycle;
  readonly live: LiveSessions;
  readonly ending: SessionEnding;
  readonly claims: SessionClaims;
  /** Those that other nodes run. */
  readonly followed: FollowedChats;
  /** Knows whose they are, when they have changed hands. */
  readonly moves: OwnerMoves;
}

/** How sessions come into memory. */
export class SessionOpening {
  readonly #services: SessionServices;
  readonly #lifecycle: Lifecycle;
  readonly #live: LiveSessions;
  readonly #ending: SessionEnding;
  readonly #claims: SessionClaims;
  readonly #followed: FollowedChats;
  readonly #moves: OwnerMoves;
  readonly #queue = new KeyedQueue();
  #closed = false;

  constructor({ services, lifecycle, live, ending, claims, followed, moves }: SessionOpeningParts) {
    this.#services = services;
    this.#lifecycle = lifecycle;
    this.#live = live;
    this.#ending = ending;
    this.#claims = claims;
    this.#followed = followed;
    this.#moves = moves;
  }

  /** What the registry's `open` says. */
  open(request: OpenRequest): Promise<Opened> {
    // A client that comes twice at once, while the app is being asked what its chat may be, comes to one chat.
    return request.handle === undefined ? this.#open(request) : this.#queue.run(request.handle, () => this.#open(request));
  }

  async #open(request: OpenRequest): Promise<Opened> {
    const byHandle = await this.#openByHandle(request);
    const opened = byHandle ?? (request.threadId ? await this.#openThread(request, request.threadId) : undefined);
    if (opened && "chat" in opened) return this.#keepHandle(opened, request);
    const session = await this.#create(request);
    return this.#keepHandle({ chat: session, how: "new", refused: opened?.refused }, request);
  }

  /** The chat of a thread that is known to be this owner's, for who had it open when its node went. */
  reopen(owner: string, threadId: ThreadId): Promise<Opened | undefined> {
    const request: OpenRequest = { owner, clientType: "webapp", threadId };
    return this.#queue.run(threadId, () => this.#openLocked(request, threadId));
  }

  /** What the registry's `find` says. */
  find(request: OpenRequest): Promise<Opened | undefined> {
    return this.#openByHandle(request);
  }

  /** From now on nobody comes who is not here already: the process stops. */
  close(): void {
    this.#closed = true;
  }

  /** Runs something while nobody can open the thread. */
  whileNobodyOpens<T>(threadId: ThreadId, work: () => Promise<T>): Promise<T> {
    return this.#queue.run(threadId, work);
  }

  async #openByHandle(request: OpenRequest): Promise<Opened | undefined> {
    const live =
      (request.sessionId && this.#live.byId(request.sessionId)) ??
      (request.handle !== undefined ? this.#live.byHandle(request.handle) : undefined);
    if (live) {
      if (isElsewhere(live.threadId, request) || !(await this.#moves.isOf(live, request.owner))) return undefined;
      if (live.phase === "open") return { chat: live, how: "live" };
      await this.#ending.endSoon(live);
    }
    const record = request.sessionId
      ? await this.#services.store.load(request.sessionId)
      : request.handle !== undefined
        ? await this.#services.store.findByHandle(request.handle)
        : undefined;
    if (!record) return this.#openUnrecorded(request);
    if (record.owner !== request.owner || isElsewhere(record.threadId, request)) return undefined;
    return this.#queue.run(record.threadId, () => this.#openLocked(request, record.threadId));
  }

  /** Another node may run a session that is too young for a record: the handle names its thread. */
  async #openUnrecorded(request: OpenRequest): Promise<Opened | undefined> {
    const { handleThreadId: threadId } = request;
    if (threadId === undefined || isElsewhere(threadId, request) || !(await this.#claims.elsewhere(threadId))) return undefined;
    return this.#queue.run(threadId, async () => {
      const live = this.#live.byThread(threadId);
      if (live) return live.owner === request.owner && live.phase === "open" ? { chat: live, how: "live" as const } : undefined;
      return this.#follow(request, threadId);
    });
  }

  #openThread(request: OpenRequest, threadId: ThreadId): Promise<Opened | { readonly refused: ChatError }> {
    return this.#queue.run(threadId, async () => {
      const opened = await this.#openLocked(request, threadId);
      return opened ?? { refused: await this.#whyNot(request.owner, threadId) };
    });
  }

  /** Who has deleted a chat of their own is told that it can come back; to anybody else it is not here, like any other. */
  async #whyNot(owner: string, threadId: ThreadId): Promise<ChatError> {
    const [line] = (await this.#services.dataLayer.marks?.listed([threadId])) ?? [];
    if (line?.owner === owner && line.thread.deletedAt !== undefined) return new ChatError("CHAT_DELETED");
    return new ChatError("NOT_FOUND", "This chat isn’t here. It may be deleted, or belong to another account.");
  }

  /** Whoever holds the thread's place in the queue is the only one who opens it. */
  async #openLocked(request: OpenRequest, threadId: ThreadId): Promise<Opened | undefined> {
    const live = this.#live.byThread(threadId);
    if (live) {
      if (!(await this.#moves.isOf(live, request.owner))) return undefined;
      if (live.phase === "open") return { chat: live, how: "live" };
      await this.#ending.endSoon(live);
    }
    if (this.#claims.acrossProcesses) return this.#openAmongNodes(request, threadId);
    const opened = await this.#claims.takeStored(threadId, (place) => this.#openHere(request, threadId, place));
    return isOwner(opened) ? undefined : opened;
  }

  /** Here, or where it runs. Who owns it may change while it is looked for. */
  async #openAmongNodes(request: OpenRequest, threadId: ThreadId): Promise<Opened | undefined> {
    // Whose it is is in the stores: a stranger neither claims it nor follows.
    if (!(await this.#isTheirs(request.owner, threadId))) return undefined;
    const known = this.#followed.byThread(threadId);
    // It has changed hands, and nobody has said so here.
    if (known && known.owner !== request.owner) this.#followed.cut(known, "signed-in");
    for (let tries = 1; ; tries++) {
      const followed = await this.#follow(request, threadId);
      if (followed) return followed;
      const opened = await this.#claims.takeStored(threadId, (place) => this.#openHere(request, threadId, place));
      if (!isOwner(opened)) return opened;
      if (tries === FOLLOW_TRIES) throw new ChatError("UNAVAILABLE", "This chat changes hands too often to be opened now.");
      await wait(this.#services.clock, FOLLOW_PAUSE_MS * tries);
    }
  }

  /** The chat as another node runs it; undefined when none does. */
  async #follow(request: OpenRequest, threadId: ThreadId): Promise<Opened | undefined> {
    const known = this.#followed.byThread(threadId);
    if (known && !known.isOver) return known.owner === request.owner ? { chat: known, how: "followed" } : undefined;
    const owner = await this.#claims.elsewhere(threadId);
    if (!owner) return undefined;
    const chat = await this.#followed.open(owner.node, request, threadId);
    return chat && { chat, how: "followed" };
  }

  async #isTheirs(owner: string, threadId: ThreadId): Promise<boolean> {
    const { store, dataLayer } = this.#services;
    const [record, row] = await Promise.all([store.findByThread(threadId), dataLayer.loadThread(threadId)]);
    // The row is what changes hands for good; a record may have been written since by who had not heard of it.
    return (row?.owner ?? record?.owner) === owner;
  }

  async #openHere(request: OpenRequest, threadId: ThreadId, place: Place): Promise<Opened | undefined> {
    this.#makeRoom(request.owner);
    const restored = await restore(this.#services, request.owner, threadId, place);
    if (restored) {
      await this.#prepare(restored, request);
      this.#admit(restored);
      this.#lifecycle.resume(restored, "restore");
      return { chat: restored, how: "restored" };
    }
    const reopened = await openStored(this.#services, request, threadId, place);
    if (!reopened) return undefined;
    await this.#prepare(reopened, request);
    this.#admit(reopened);
    this.#lifecycle.resume(reopened, "reopen");
    return { chat: reopened, how: "reopened" };
  }

  /** A wished thread's id is looked for and taken in one go. */
  #create(request: OpenRequest): Promise<Session> {
    const { newThreadId } = request;
    return newThreadId === undefined ? this.#createLocked(request) : this.#queue.run(newThreadId, () => this.#createLocked(request));
  }

  async #createLocked(request: OpenRequest): Promise<Session> {
    const { dataLayer } = this.#services;
    const wished = request.newThreadId;
    const isFree = async (id: ThreadId) =>
      !this.#live.byThread(id) &&
      !(await dataLayer.loadThread(id)) &&
      // That of a deleted chat is taken: it may come back.
      !(await dataLayer.marks?.ofThread(id)) &&
      !(await this.#services.store.findByThread(id));
    const free = wished !== undefined && (await isFree(wished));
    const create = (id: ThreadId) => this.#claims.takeNew(id, (place) => this.#createHere(request, id, place));
    const created = await create(free ? wished : newId<ThreadId>());
    // Somebody else was faster with the same wish.
    const session = isOwner(created) ? await create(newId<ThreadId>()) : created;
    if (isOwner(session)) throw new ChatError("UNAVAILABLE", "A chat could not be begun.");
    return session;
  }

  async #createHere(request: OpenRequest, id: ThreadId, place: Place): Promise<Session> {
    const state = emptyChatState({ id, createdAt: new Date(this.#services.clock.now()).toISOString() });
    const session = new Session(
      {
        id: newId<SessionId>(),
        owner: request.owner,
        state,
        clientType: request.clientType,
        env: {},
        interacted: false,
        started: false,
      },
      this.#services,
    );
    place.own(session);
    if (request.settings) session.keptSettings = request.settings;
    await this.#prepare(session, request);
    try {
      this.#makeRoom(request.owner);
      this.#admit(session);
    } catch (error) {
      session.close("suspended");
      throw error;
    }
    return session;
  }

  /** What is not let in after all leaves nothing behind. */
  async #prepare(session: Session, request: OpenRequest): Promise<void> {
    if (request.request) session.request = request.request;
    try {
      session.user = await loadUser(this.#services.dataLayer, session.owner);
      await this.#lifecycle.prepare(session, request);
    } catch (error) {
      session.close("suspended");
      throw error;
    }
  }

  /** Asked when nothing is left to wait for, so that many who come at once are counted too. */
  #makeRoom(owner: string): void {
    const now = this.#services.clock.now();
    const leaving = this.#live.owned.toEndForOneMore(owner, { now, isEnding: (session) => this.#ending.isEnding(session) });
    if (leaving) this.#ending.endInBackground(leaving);
  }

  #admit(session: Session): void {
    if (this.#closed) {
      session.close("suspended");
      throw new ChatError("UNAVAILABLE");
    }
    // Somebody else has it since.
    if (session.phase !== "open") throw new ChatError("STALE_WRITE");
    session.onFenced = () => this.#ending.forget(session);
    // A handshake that breaks off must not leave its session behind.
    session.detachedAt ??= this.#services.clock.now();
    this.#ending.startTimer(session);
    this.#live.add(session);
    for (const ask of session.state.asks.values()) session.asks.watch(ask);
  }

  async #keepHandle(opened: Opened, asked: OpenRequest): Promise<Opened> {
    const { handle, request } = asked;
    if (opened.how === "followed") {
      const told = request || handle !== undefined ? this.#followed.tellRequest(opened.chat, asked) : undefined;
      // Whoever was let in by a handle comes back by it at once, wherever that is.
      if (handle !== undefined) await told;
      return opened;
    }
    const { chat: session } = opened;
    if (request) session.request = request;
    if (handle !== undefined && !session.handles.has(handle)) {
      this.#live.addHandle(session, handle);
      if (this.#claims.acrossProcesses) await this.#writeDown(session);
      else session.writer.schedule();
    }
    return opened;
  }

  /** The next node finds a handle in the record only. A store that is slow is waited for no longer: the chat goes on without it. */
  async #writeDown(session: Session): Promise<void> {
    let late: { cancel(): void } | undefined;
    const waited = new Promise<void>((resolve) => {
      late = this.#services.clock.setTimeout(resolve, WRITE_DOWN_MS);
    });
    await Promise.race([session.writer.save().catch(() => undefined), waited]);
    late?.cancel();
  }
}

/** How long who comes by a handle waits for it to be written down. */
const WRITE_DOWN_MS = 1_000;
/** Times that a chat is looked for while its owner changes. */
const FOLLOW_TRIES = 6;
const FOLLOW_PAUSE_MS = 20;

/** The page's address is the truth: a handle to another thread than it shows is not used. */
function isElsewhere(threadId: ThreadId, request: OpenRequest): boolean {
  return request.threadId !== undefined && request.threadId !== threadId;
}
