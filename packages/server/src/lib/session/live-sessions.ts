// Finding: the sessions in memory by id, by thread, by handle and by whose they are.
import type { SessionId, ThreadId } from "@colloquy/protocol";
import { OwnedSessions } from "./owned-sessions.ts";
import type { Session } from "./session.ts";

/** The sessions in memory. */
export class LiveSessions {
  readonly #byId = new Map<SessionId, Session>();
  readonly #byThread = new Map<ThreadId, Session>();
  readonly #byHandle = new Map<string, Session>();
  readonly owned: OwnedSessions;

  constructor(openChatsPerOwner: number) {
    this.owned = new OwnedSessions(openChatsPerOwner);
  }

  get all(): Session[] {
    return [...this.#byId.values()];
  }

  get size(): number {
    return this.#byId.size;
  }

  byId(sessionId: SessionId): Session | undefined {
    return this.#byId.get(sessionId);
  }

  byThread(threadId: ThreadId): Session | undefined {
    return this.#byThread.get(threadId);
  }

  byHandle(handle: string): Session | undefined {
    return this.#byHandle.get(handle);
  }

  add(session: Session): void {
    this.#byId.set(session.id, session);
    this.#byThread.set(session.threadId, session);
    this.owned.add(session);
    for (const handle of session.handles) this.#byHandle.set(handle, session);
  }

  delete(session: Session): void {
    if (this.#byId.get(session.id) === session) this.#byId.delete(session.id);
    this.owned.delete(session);
    if (this.#byThread.get(session.threadId) === session) this.#byThread.delete(session.threadId);
    for (const handle of session.handles) if (this.#byHandle.get(handle) === session) this.#byHandle.delete(handle);
  }

  /** From now on the handle leads to this session. */
  addHandle(session: Session, handle: string): void {
    session.handles.add(handle);
    this.#byHandle.set(handle, session);
  }

  /** A session is another owner's now, its handles too. */
  moveTo(session: Session, owner: string): void {
    const from = session.owner;
    this.owned.move(session, owner);
    for (const handle of [...session.handles]) this.#moveHandle(session, handle, toMovedHandle(handle, from, owner));
  }

  #moveHandle(session: Session, from: string, to: string): void {
    if (from === to) return;
    session.handles.delete(from);
    session.handles.add(to);
    if (this.#byHandle.get(from) !== session) return;
    this.#byHandle.delete(from);
    this.#byHandle.set(to, session);
  }
}

function toMovedHandle(handle: string, from: string, to: string): string {
  return handle.startsWith(`${from} `) ? to + handle.slice(from.length) : handle;
}
