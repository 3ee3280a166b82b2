// The sessions of this process: found by thread, by id and by handle, opened once, ended once.
import { ChatError, emptyChatState, newId, type SessionId, type ThreadId } from "@colloquy/protocol";
import type { ConnectionRequest } from "./connection-request.ts";
import { KeyedQueue } from "./keyed-queue.ts";
import { loadUser } from "./load-user.ts";
import { openStored, restore } from "./open-stored.ts";
import type { Outlet } from "./outlet.ts";
import { OwnedSessions } from "./owned-sessions.ts";
import { Session, type SessionServices } from "./session.ts";
import type { RunningTurn } from "./turns.ts";

/** What happens to a session's life, told to the app. */
export interface Lifecycle {
  start(session: Session): void;
  /** Before anybody sees it, whether it is new or came out of the store. What it throws refuses whoever asked. */
  prepare(session: Session, request: OpenRequest): Promise<void>;
  /** The chat is another person's now, as after a sign-in. */
  userChanged(session: Session): void;
  resume(session: Session, reason: "restore" | "reopen"): void;
  disconnected(session: Session): void;
  reconnected(session: Session): void;
  /** Runs `onChatEnd`; the session is saved when it has settled. */
  ending(session: Session): Promise<void>;
}

/** Who wants in, and where to. The transport has verified all of it. */
export interface OpenRequest {
  readonly owner: string;
  readonly clientType: string;
  /** The request the connection began with. */
  readonly request?: ConnectionRequest | undefined;
  /** Keys of the person's own, by their names. */
  readonly env?: Readonly<Record<string, string>>;
  /** For a client that cannot be asked for keys later: it is refused with ENV_REQUIRED when some are missing. */
  readonly refuseWithoutEnv?: boolean | undefined;
  readonly chatProfile?: string | undefined;
  /** Settings the person keeps for all their chats, unchecked. Only a new chat begins with them. */
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  /** The session that a verified resume token names. */
  readonly sessionId?: SessionId | undefined;
  /** Chainlit's clients: their owner and session id. */
  readonly handle?: string | undefined;
  /** The thread of the page's address. */
  readonly threadId?: ThreadId | undefined;
  /** For a new chat whose client proposes the thread's id. Taken only when nothing has it. */
  readonly newThreadId?: ThreadId | undefined;
}

/** What opening came to. */
export interface Opened {
  readonly session: Session;
  /** `live`: it was in memory; `restored`: from its record; `reopened`: from its thread; `new`: a new chat. */
  readonly how: "live" | "restored" | "reopened" | "new";
  /** Why the wished thread was not opened. */
  readonly refused?: ChatError | undefined;
}

/** All live sessions of this process. */
export class SessionRegistry {
  readonly #services: SessionServices;
  readonly #lifecycle: Lifecycle;
  readonly #byId = new Map<SessionId, Session>();
  readonly #byThread = new Map<ThreadId, Session>();
  readonly #byHandle = new Map<string, Session>();
  readonly #byOwner: OwnedSessions;
  readonly #opening = new KeyedQueue();
  readonly #timers = new Map<SessionId, { cancel(): void }>();
  readonly #ending = new Map<SessionId, Promise<void>>();
  /** Sessions whose last connection was lost in this process: the next one is a return. */
  readonly #lost = new WeakSet<Session>();
  readonly #suspending = new WeakSet<Session>();
  #closed = false;

  constructor(services: SessionServices, lifecycle: Lifecycle) {
    this.#services = services;
    this.#lifecycle = lifecycle;
    this.#byOwner = new OwnedSessions(services.config.openChatsPerOwner);
  }

  get sessions(): Session[] {
    return [...this.#byId.values()];
  }

  get size(): number {
    return this.#byId.size;
  }

  /** The session in memory with this id. */
  get(sessionId: SessionId): Session | undefined {
    return this.#byId.get(sessionId);
  }

  /** The session in memory on this thread. */
  byThread(threadId: ThreadId): Session | undefined {
    return this.#byThread.get(threadId);
  }

  /** The session in memory that this handle of a Chainlit client opens. */
  byHandle(handle: string): Session | undefined {
    return this.#byHandle.get(handle);
  }

  /**
   * Finds or makes the session somebody asks for. What may not be had becomes a new chat, with the reason; only who has too many
   * chats in use already is refused, with OVERLOADED.
   */
  open(request: OpenRequest): Promise<Opened> {
    // A client that comes twice at once, while the app is being asked what its chat may be, comes to one chat.
    return request.handle === undefined ? this.#open(request) : this.#opening.run(request.handle, () => this.#open(request));
  }

  async #open(request: OpenRequest): Promise<Opened> {
    const byHandle = await this.#openByHandle(request);
    const opened = byHandle ?? (request.threadId ? await this.#openThread(request, request.threadId) : undefined);
    if (opened && "session" in opened) return this.#keepHandle(opened, request);
    const session = await this.#create(request);
    return this.#keepHandle({ session, how: "new", refused: opened?.refused }, request);
  }

  /** From now on nobody comes who is not here already: the process stops. */
  close(): void {
    this.#closed = true;
  }

  /** A connection is there: the first one starts the chat, a later one may be a return. */
  attach(session: Session, outlet: Outlet): void {
    if (session.phase === "ended" || session.phase === "suspended") {
      outlet.closed?.(session.phase);
      return;
    }
    session.outlets.add(outlet);
    // Who joins a chat that is ending is told of its end with it, and comes back to what it left.
    if (session.phase !== "open") return;
    this.#timers.get(session.id)?.cancel();
    this.#timers.delete(session.id);
    const returned = this.#lost.delete(session);
    session.detachedAt = undefined;
    session.leftAt = undefined;
    if (returned) this.#lifecycle.reconnected(session);
    this.#lifecycle.start(session);
  }

  /** A connection is gone; `left` when the person meant it. */
  detach(session: Session, outlet: Outlet, left: boolean): void {
    if (!session.outlets.delete(outlet) || session.outlets.size > 0 || session.phase !== "open") return;
    const now = this.#services.clock.now();
    if (left) {
      session.leftAt = now;
      this.endIfIdle(session);
      return;
    }
    session.detachedAt = now;
    this.#lost.add(session);
    if (session.started || session.interacted) session.writer.schedule();
    this.#lifecycle.disconnected(session);
    this.#startTimer(session);
  }

  /** Ends a session that nobody needs: its last person left, or stayed away too long, and no turn keeps it. */
  endIfIdle(session: Session): void {
    if (session.phase !== "open" || session.outlets.size > 0) return;
    const expired =
      session.detachedAt !== undefined && this.#services.clock.now() - session.detachedAt >= this.#services.config.sessionTimeoutMs;
    if (session.leftAt === undefined && !expired) return;
    if (session.turns.running.some((running) => running.waiting === 0 && keepsAlive(running.turn.kind))) return;
    // A turn that waits for an answer nobody is there to give does not keep the session. What is queued behind it is done first.
    if (session.turns.waiting.length > 0) {
      interrupt(session.turns.foreground.filter(({ waiting }) => waiting > 0));
      return;
    }
    void this.end(session).catch((error) =>
      this.#services.logger.error({ err: error, sessionId: session.id }, "a chat could not be ended cleanly"),
    );
  }

  /** `onChatEnd`, the last save, and it is gone. Waits for its end when it is ending already. */
  end(session: Session): Promise<void> {
    const known = this.#ending.get(session.id);
    if (known) return known;
    if (session.phase !== "open" || this.#suspending.has(session)) return Promise.resolve();
    // Before its last handler runs: from here on nobody joins, and a wish for the chat waits for what it leaves.
    session.phase = "ending";
    const ending = this.#end(session).finally(() => {
      this.#ending.delete(session.id);
      this.#forget(session);
    });
    this.#ending.set(session.id, ending);
    return ending;
  }

  /** Ends a session for which somebody waits: its last handler gets the time of a stopped one, no more. */
  async endSoon(session: Session): Promise<void> {
    const { clock, config } = this.#services;
    const hurry = clock.setTimeout(() => interrupt(session.turns.running), config.stopGraceMs);
    try {
      await this.end(session);
    } finally {
      hurry.cancel();
    }
  }

  /** Ends whatever lives on a thread and deletes all of it. Nobody can open it in between. */
  deleteThread(threadId: ThreadId): Promise<void> {
    const { store, dataLayer } = this.#services;
    return this.#opening.run(threadId, async () => {
      const live = this.#byThread.get(threadId);
      if (live) await this.endSoon(live);
      const record = await store.findByThread(threadId);
      if (record) await store.delete(record.id, record.epoch);
      await dataLayer.deleteThread(threadId);
    });
  }

  /** Writes a session down and lets go of it; the next connection finds its record. */
  async suspend(session: Session): Promise<void> {
    if (session.phase !== "open") {
      // The drain was the time for its onChatEnd. A chat that is ending is ended, so that it does not end twice.
      interrupt(session.turns.running);
      await this.#ending.get(session.id);
      return;
    }
    // Its turn may end while it is written down: that must not begin its end.
    this.#suspending.add(session);
    session.detachedAt ??= this.#services.clock.now();
    try {
      await session.writer.save();
      await session.recorder.flush();
    } finally {
      await session.writer.finish();
      session.close("suspended");
      this.#forget(session);
    }
  }

  /** Ends sessions whose record lies about since before the timeout: nobody came back after a restart. */
  async sweep(): Promise<void> {
    const { store, clock, config } = this.#services;
    const since = new Date(clock.now() - config.sessionTimeoutMs).toISOString();
    for (const record of await store.findIdleSince(since)) {
      if (this.#byId.has(record.id)) continue;
      const opened = await this.open({ owner: record.owner, clientType: record.clientType, sessionId: record.id }).catch(() => undefined);
      // Whoever has too many chats in use is in no need of a sweep: their record waits for the next one.
      if (opened?.how !== "restored" || opened.session.outlets.size > 0) continue;
      // It ends once the app has taken it up again, unless somebody comes until then.
      opened.session.leftAt = clock.now();
      this.endIfIdle(opened.session);
      await this.#ending.get(record.id);
    }
  }

  /** Gives a person's sessions and threads to the user they signed in as. Returns the sessions, whose connections are still the old owner's. */
  async moveOwner(from: string, to: string): Promise<readonly Session[]> {
    const { store, dataLayer, logger } = this.#services;
    const user = await loadUser(dataLayer, to);
    const moved = this.#byOwner.move(from, to);
    for (const session of moved) {
      session.user = user;
      this.#lifecycle.userChanged(session);
      for (const handle of [...session.handles]) this.#moveHandle(session, handle, toMovedHandle(handle, from, to));
    }
    // What was said before is on its way to the store under the old name; it has to be there before it is moved.
    const flushed = await Promise.allSettled(moved.map((session) => session.recorder.flush()));
    for (const { reason } of flushed.filter(({ status }) => status === "rejected") as PromiseRejectedResult[])
      logger.error({ err: reason }, "a chat could not be written down before it changed hands");
    await store.moveSessions(from, to);
    await dataLayer.moveThreads(from, to);
    return moved;
  }

  /** The live sessions of one person. */
  ofOwner(owner: string): readonly Session[] {
    return this.#byOwner.of(owner);
  }

  #moveHandle(session: Session, from: string, to: string): void {
    if (from === to) return;
    session.handles.delete(from);
    session.handles.add(to);
    if (this.#byHandle.get(from) !== session) return;
    this.#byHandle.delete(from);
    this.#byHandle.set(to, session);
  }

  async #openByHandle(request: OpenRequest): Promise<Opened | undefined> {
    const live =
      (request.sessionId && this.#byId.get(request.sessionId)) ??
      (request.handle !== undefined ? this.#byHandle.get(request.handle) : undefined);
    if (live) {
      if (live.owner !== request.owner || isElsewhere(live.threadId, request)) return undefined;
      if (live.phase === "open") return { session: live, how: "live" };
      await this.endSoon(live);
    }
    const record = request.sessionId
      ? await this.#services.store.load(request.sessionId)
      : request.handle !== undefined
        ? await this.#services.store.findByHandle(request.handle)
        : undefined;
    if (!record || record.owner !== request.owner || isElsewhere(record.threadId, request)) return undefined;
    return this.#opening.run(record.threadId, () => this.#openLocked(request, record.threadId));
  }

  #openThread(request: OpenRequest, threadId: ThreadId): Promise<Opened | { readonly refused: ChatError }> {
    return this.#opening.run(threadId, async () => {
      const opened = await this.#openLocked(request, threadId);
      return opened ?? { refused: new ChatError("NOT_FOUND", "This chat isn’t here. It may be deleted, or belong to another account.") };
    });
  }

  /** Whoever holds the thread's place in the queue is the only one who opens it. */
  async #openLocked(request: OpenRequest, threadId: ThreadId): Promise<Opened | undefined> {
    const live = this.#byThread.get(threadId);
    if (live) {
      if (live.owner !== request.owner) return undefined;
      if (live.phase === "open") return { session: live, how: "live" };
      await this.endSoon(live);
    }
    this.#makeRoom(request.owner);
    const restored = await restore(this.#services, request.owner, threadId);
    if (restored) {
      await this.#prepare(restored, request);
      this.#admit(restored);
      this.#lifecycle.resume(restored, "restore");
      return { session: restored, how: "restored" };
    }
    // Bearers reach their session by its handle only, never by the id of a thread.
    if (request.owner.startsWith("bearer:")) return undefined;
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
    return newThreadId === undefined ? this.#createLocked(request) : this.#opening.run(newThreadId, () => this.#createLocked(request));
  }

  async #createLocked(request: OpenRequest): Promise<Session> {
    const { clock, dataLayer } = this.#services;
    const wished = request.newThreadId;
    const free =
      wished && !this.#byThread.has(wished) && !(await dataLayer.loadThread(wished)) && !(await this.#services.store.findByThread(wished));
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
    const leaving = this.#byOwner.toEndForOneMore(owner, { now, isEnding: ({ id }) => this.#ending.has(id) });
    if (leaving)
      void this.end(leaving).catch((error) =>
        this.#services.logger.error({ err: error, sessionId: leaving.id }, "a chat could not be ended cleanly"),
      );
  }

  #admit(session: Session): void {
    if (this.#closed) {
      session.close("suspended");
      throw new ChatError("UNAVAILABLE");
    }
    // A handshake that breaks off must not leave its session behind.
    session.detachedAt ??= this.#services.clock.now();
    this.#startTimer(session);
    this.#byId.set(session.id, session);
    this.#byThread.set(session.threadId, session);
    this.#byOwner.add(session);
    for (const handle of session.handles) this.#byHandle.set(handle, session);
    for (const ask of session.state.asks.values()) session.asks.watch(ask);
  }

  #keepHandle(opened: Opened, { handle, request }: OpenRequest): Opened {
    if (request) opened.session.request = request;
    if (handle !== undefined && !opened.session.handles.has(handle)) {
      opened.session.handles.add(handle);
      this.#byHandle.set(handle, opened.session);
      opened.session.writer.schedule();
    }
    return opened;
  }

  #startTimer(session: Session): void {
    const { clock, config } = this.#services;
    this.#timers.get(session.id)?.cancel();
    this.#timers.set(
      session.id,
      clock.setTimeout(() => this.endIfIdle(session), config.sessionTimeoutMs, { background: true }),
    );
  }

  async #end(session: Session): Promise<void> {
    const { store, dataLayer, logger } = this.#services;
    await interruptWaiting(session);
    await this.#lifecycle.ending(session);
    try {
      if (session.interacted) {
        await session.recorder.flush();
        const savedValues = session.values.encodeAll();
        const savedSurface = JSON.stringify({ ...session.state.surface, asks: [...session.state.asks.values()] });
        await dataLayer.write({
          threadId: session.threadId,
          epoch: session.state.epoch,
          thread: session.threadRow({ savedValues, savedSurface }),
        });
      }
      await session.writer.finish();
      await store.delete(session.id, session.state.epoch);
    } catch (error) {
      logger.error({ err: error, sessionId: session.id }, "the last save of a chat failed; its record is kept");
    } finally {
      session.close("ended");
    }
  }

  #forget(session: Session): void {
    this.#timers.get(session.id)?.cancel();
    this.#timers.delete(session.id);
    this.#byId.delete(session.id);
    this.#byOwner.delete(session);
    if (this.#byThread.get(session.threadId) === session) this.#byThread.delete(session.threadId);
    for (const handle of session.handles) if (this.#byHandle.get(handle) === session) this.#byHandle.delete(handle);
  }
}

/** A turn that waits for somebody who is gone ends here; its question stays open on record. */
async function interruptWaiting(session: Session): Promise<void> {
  interrupt(session.turns.running.filter(({ waiting }) => waiting > 0));
  // Its end is stated when its promise has settled.
  await new Promise((resolve) => setImmediate(resolve));
}

function interrupt(turns: readonly RunningTurn[]): void {
  for (const running of turns) {
    running.cutOff("interrupted");
    running.force();
  }
}

function toMovedHandle(handle: string, from: string, to: string): string {
  return handle.startsWith(`${from} `) ? to + handle.slice(from.length) : handle;
}

/** The page's address is the truth: a handle to another thread than it shows is not used. */
function isElsewhere(threadId: ThreadId, request: OpenRequest): boolean {
  return request.threadId !== undefined && request.threadId !== threadId;
}

function keepsAlive(kind: string): boolean {
  return kind !== "stop" && kind !== "disconnect" && kind !== "reconnect" && kind !== "chatEnd";
}
