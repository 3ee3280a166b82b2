// Opening: which session somebody comes to. It is in memory, in its record, in its thread, or new; of each thread there is at most one.
import { ChatError, emptyChatState, newId, type SessionId, type ThreadId } from "@colloquy/protocol";
import { KeyedQueue } from "./keyed-queue.ts";
import type { Lifecycle } from "./lifecycle.ts";
import type { LiveSessions } from "./live-sessions.ts";
import { loadUser } from "./load-user.ts";
import type { Opened, OpenRequest } from "./open-request.ts";
import { openStored, restore } from "./open-stored.ts";
import { Session, type SessionServices } from "./session.ts";
import type { SessionEnding } from "./session-ending.ts";

/** How sessions come into memory. */
export class SessionOpening {
  readonly #services: SessionServices;
  readonly #lifecycle: Lifecycle;
  readonly #live: LiveSessions;
  readonly #ending: SessionEnding;
  readonly #queue = new KeyedQueue();
  #closed = false;

  constructor(services: SessionServices, lifecycle: Lifecycle, live: LiveSessions, ending: SessionEnding) {
    this.#services = services;
    this.#lifecycle = lifecycle;
    this.#live = live;
    this.#ending = ending;
  }

  /** What the registry's `open` says. */
  open(request: OpenRequest): Promise<Opened> {
    // A client that comes twice at once, while the app is being asked what its chat may be, comes to one chat.
    return request.handle === undefined ? this.#open(request) : this.#queue.run(request.handle, () => this.#open(request));
  }

  async #open(request: OpenRequest): Promise<Opened> {
    const byHandle = await this.#openByHandle(request);
    const opened = byHandle ?? (request.threadId ? await this.#openThread(request, request.threadId) : undefined);
    if (opened && "session" in opened) return this.#keepHandle(opened, request);
    const session = await this.#create(request);
    return this.#keepHandle({ session, how: "new", refused: opened?.refused }, request);
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
      if (live.owner !== request.owner || isElsewhere(live.threadId, request)) return undefined;
      if (live.phase === "open") return { session: live, how: "live" };
      await this.#ending.endSoon(live);
    }
    const record = request.sessionId
      ? await this.#services.store.load(request.sessionId)
      : request.handle !== undefined
        ? await this.#services.store.findByHandle(request.handle)
        : undefined;
    if (!record || record.owner !== request.owner || isElsewhere(record.threadId, request)) return undefined;
    return this.#queue.run(record.threadId, () => this.#openLocked(request, record.threadId));
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
      if (live.owner !== request.owner) return undefined;
      if (live.phase === "open") return { session: live, how: "live" };
      await this.#ending.endSoon(live);
    }
    this.#makeRoom(request.owner);
    const restored = await restore(this.#services, request.owner, threadId);
    if (restored) {
      await this.#prepare(restored, request);
      this.#admit(restored);
      this.#lifecycle.resume(restored, "restore");
      return { session: restored, how: "restored" };
    }
    const reopened = await openStored(this.#services, request, threadId);
    if (!reopened) return undefined;
    await this.#prepare(reopened, request);
    this.#admit(reopened);
    this.#lifecycle.resume(reopened, "reopen");
    return { session: reopened, how: "reopened" };
  }

  /** A wished thread's id is looked for and taken in one go. */
  #create(request: OpenRequest): Promise<Session> {
    const { newThreadId } = request;
    return newThreadId === undefined ? this.#createLocked(request) : this.#queue.run(newThreadId, () => this.#createLocked(request));
  }

  async #createLocked(request: OpenRequest): Promise<Session> {
    const { clock, dataLayer } = this.#services;
    const wished = request.newThreadId;
    const isFree = async (id: ThreadId) =>
      !this.#live.byThread(id) &&
      !(await dataLayer.loadThread(id)) &&
      // That of a deleted chat is taken: it may come back.
      !(await dataLayer.marks?.ofThread(id)) &&
      !(await this.#services.store.findByThread(id));
    const free = wished !== undefined && (await isFree(wished));
    const state = emptyChatState({ id: free ? wished : newId<ThreadId>(), createdAt: new Date(clock.now()).toISOString() });
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
    // A handshake that breaks off must not leave its session behind.
    session.detachedAt ??= this.#services.clock.now();
    this.#ending.startTimer(session);
    this.#live.add(session);
    for (const ask of session.state.asks.values()) session.asks.watch(ask);
  }

  #keepHandle(opened: Opened, { handle, request }: OpenRequest): Opened {
    if (request) opened.session.request = request;
    if (handle !== undefined && !opened.session.handles.has(handle)) {
      this.#live.addHandle(opened.session, handle);
      opened.session.writer.schedule();
    }
    return opened;
  }
}

/** The page's address is the truth: a handle to another thread than it shows is not used. */
function isElsewhere(threadId: ThreadId, request: OpenRequest): boolean {
  return request.threadId !== undefined && request.threadId !== threadId;
}
