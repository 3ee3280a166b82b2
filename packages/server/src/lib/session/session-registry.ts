// The sessions of this process, to everybody else: finding them (live-sessions.ts), opening them (session-opening.ts) and ending them
// (session-ending.ts) meet here, with who comes and who goes.
import type { SessionId, ThreadId } from "@colloquy/protocol";
import { isoNow } from "../clock.ts";
import type { DeletedOnly } from "../data/data-layer.ts";
import type { Lifecycle } from "./lifecycle.ts";
import { LiveSessions } from "./live-sessions.ts";
import { loadUser } from "./load-user.ts";
import type { Opened, OpenRequest } from "./open-request.ts";
import type { Outlet } from "./outlet.ts";
import type { Session, SessionServices } from "./session.ts";
import { SessionEnding } from "./session-ending.ts";
import { SessionOpening } from "./session-opening.ts";
import type { StoreHealth } from "./store-health.ts";

/** All live sessions of this process. */
export class SessionRegistry {
  readonly #services: SessionServices;
  readonly #lifecycle: Lifecycle;
  readonly #live: LiveSessions;
  readonly #ending: SessionEnding;
  readonly #opening: SessionOpening;
  /** Sessions whose last connection was lost in this process: the next one is a return. */
  readonly #lost = new WeakSet<Session>();

  constructor(services: SessionServices, lifecycle: Lifecycle) {
    this.#services = services;
    this.#lifecycle = lifecycle;
    this.#live = new LiveSessions(services.config.openChatsPerOwner);
    this.#ending = new SessionEnding(services, lifecycle, this.#live);
    this.#opening = new SessionOpening(services, lifecycle, this.#live, this.#ending);
  }

  get sessions(): Session[] {
    return this.#live.all;
  }

  get size(): number {
    return this.#live.size;
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

  /** The session in memory that this handle of a Chainlit client opens. */
  byHandle(handle: string): Session | undefined {
    return this.#live.byHandle(handle);
  }

  /** The live sessions of one person. */
  ofOwner(owner: string): readonly Session[] {
    return this.#live.owned.of(owner);
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

  /** From now on nobody comes who is not here already: the process stops. */
  close(): void {
    this.#opening.close();
  }

  /** A connection is there: the first one starts the chat, a later one may be a return. */
  attach(session: Session, outlet: Outlet): void {
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
  detach(session: Session, outlet: Outlet, left: boolean): void {
    if (!session.outlets.delete(outlet) || session.outlets.size > 0 || session.phase !== "open") return;
    const now = this.#services.clock.now();
    if (left) {
      session.leftAt = now;
      this.#ending.endIfIdle(session);
      return;
    }
    session.detachedAt = now;
    this.#lost.add(session);
    if (session.started || session.interacted) session.writer.schedule();
    this.#lifecycle.disconnected(session);
    this.#ending.startTimer(session);
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
    const { dataLayer } = this.#services;
    const live = this.ofOwner(owner).filter(({ interacted }) => interacted);
    const ended = await Promise.all(live.map((session) => this.putAway(owner, session.threadId, at)));
    const count = await dataLayer.marks?.deleteAll(owner, at);
    // Whoever came in between talks in a chat that is gone.
    const late = this.ofOwner(owner).filter(({ interacted }) => interacted);
    const gone = await Promise.all(late.map(async (session) => ((await dataLayer.loadThread(session.threadId)) ? [] : [session])));
    await Promise.all(gone.flat().map((session) => this.#ending.endSoon(session)));
    return ended.filter(Boolean).length + (count ?? 0);
  }

  /** Whose chat a thread is, also before anything was said in it and after a restart; `undefined` when there is none. */
  async ownerOf(threadId: ThreadId): Promise<string | undefined> {
    const { store, dataLayer } = this.#services;
    const live = this.#live.byThread(threadId);
    if (live) return live.owner;
    return (await dataLayer.loadThread(threadId))?.owner ?? (await store.findByThread(threadId))?.owner;
  }

  /** True while a chat may go on with what was given to it and not used yet. */
  async isHeld(threadId: ThreadId): Promise<boolean> {
    return this.#live.byThread(threadId) !== undefined || (await this.#services.store.findByThread(threadId)) !== undefined;
  }

  /** Ends sessions whose record lies about since before the timeout: nobody came back after a restart. */
  async sweep(): Promise<void> {
    const { store, clock, config } = this.#services;
    const since = new Date(clock.now() - config.sessionTimeoutMs).toISOString();
    for (const record of await store.findIdleSince(since)) {
      if (this.#live.byId(record.id)) continue;
      const opened = await this.open({ owner: record.owner, clientType: record.clientType, sessionId: record.id }).catch(() => undefined);
      // Whoever has too many chats in use is in no need of a sweep: their record waits for the next one.
      if (opened?.how !== "restored" || opened.session.outlets.size > 0) continue;
      // It ends once the app has taken it up again, unless somebody comes until then.
      opened.session.leftAt = clock.now();
      this.#ending.endIfIdle(opened.session);
      await this.#ending.settled(record.id);
    }
  }

  /** Gives a person's sessions and threads to the user they signed in as. Returns the sessions, whose connections are still the old owner's. */
  async moveOwner(from: string, to: string): Promise<readonly Session[]> {
    const { store, dataLayer, logger } = this.#services;
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
    await store.moveSessions(from, to);
    await dataLayer.moveThreads(from, to);
    return moved;
  }
}
