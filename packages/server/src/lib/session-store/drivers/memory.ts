// A session store that forgets with the process: for tests, and for apps that keep nothing.
import { ChatError, type SessionId, type ThreadId } from "@colloquy/protocol";
import { assertKey, toRecordJson } from "../../storable.ts";
import { assertRecord, idleSince, withOwner } from "../record-rules.ts";
import type { SavedValuesPatch, SessionRecord, SessionStore } from "../session-store.ts";

/** The record is kept as JSON, like in a database: nobody can change it by holding on to it. */
interface Stored {
  json: string;
  idleSince: string;
  owner: string;
  readonly values: Map<string, string>;
}

/** Keeps records of sessions in memory, with the semantics of a database. */
export function createMemorySessionStore(): SessionStore {
  const sessions = new Map<SessionId, Stored>();
  const byThread = new Map<ThreadId, { readonly id: SessionId; readonly epoch: number }>();
  const byHandle = new Map<string, SessionId>();

  return {
    name: "memory",
    survivesRestart: false,
    async open() {},
    async save(record, values = {}) {
      assertRecord(record);
      const holder = byThread.get(record.threadId);
      const stale = holder && (holder.epoch > record.epoch || (holder.epoch === record.epoch && holder.id !== record.id));
      if (stale) throw new ChatError("STALE_WRITE");
      const json = toRecordJson(record, "The session");
      if (holder && holder.id !== record.id) remove(holder.id);
      put(record, json);
      patch(sessions.get(record.id)?.values, values);
    },
    async takeEpoch(threadId, above) {
      assertKey(threadId, "The thread of a session");
      const record = read(byThread.get(threadId)?.id);
      if (!record) return undefined;
      const next = { ...record, epoch: Math.max(record.epoch, above) + 1 };
      put(next, toRecordJson(next, "The session"));
      return next.epoch;
    },
    async load(sessionId) {
      assertKey(sessionId, "The id of a session");
      return read(sessionId);
    },
    async loadValues(sessionId) {
      assertKey(sessionId, "The id of a session");
      return Object.fromEntries(sessions.get(sessionId)?.values ?? []);
    },
    async findByThread(threadId) {
      assertKey(threadId, "The thread of a session");
      return read(byThread.get(threadId)?.id);
    },
    async findByHandle(handle) {
      assertKey(handle, "A handle");
      return read(byHandle.get(handle));
    },
    async findIdleSince(instant) {
      return [...sessions.values()]
        .filter((stored) => stored.idleSince <= instant)
        .sort((one, other) => (one.idleSince < other.idleSince ? -1 : 1))
        .map((stored) => parse(stored));
    },
    async delete(sessionId, epoch) {
      assertKey(sessionId, "The id of a session");
      const record = read(sessionId);
      if (record && record.epoch <= epoch) remove(sessionId);
    },
    async moveSessions(from, to) {
      assertKey(from, "The owner of a session");
      assertKey(to, "The owner of a session");
      const moved = [...sessions.values()].filter((stored) => stored.owner === from).map(parse);
      for (const record of moved) {
        const next = withOwner(record, to);
        put(next, toRecordJson(next, "The session"));
      }
      return moved.length;
    },
    async close() {},
  };

  function put(record: SessionRecord, json: string): void {
    const old = sessions.get(record.id);
    forgetHandles(record.id);
    const values = old?.values ?? new Map<string, string>();
    sessions.set(record.id, { json, idleSince: idleSince(record), owner: record.owner, values });
    byThread.set(record.threadId, { id: record.id, epoch: record.epoch });
    for (const handle of record.handles) byHandle.set(handle, record.id);
  }

  function read(sessionId: SessionId | undefined): SessionRecord | undefined {
    const stored = sessionId && sessions.get(sessionId);
    return stored ? parse(stored) : undefined;
  }

  function remove(sessionId: SessionId): void {
    const record = read(sessionId);
    if (!record) return;
    forgetHandles(sessionId);
    byThread.delete(record.threadId);
    sessions.delete(sessionId);
  }

  function forgetHandles(sessionId: SessionId): void {
    for (const handle of read(sessionId)?.handles ?? []) if (byHandle.get(handle) === sessionId) byHandle.delete(handle);
  }
}

function parse(stored: Stored): SessionRecord {
  return JSON.parse(stored.json) as SessionRecord;
}

function patch(values: Map<string, string> | undefined, changes: SavedValuesPatch): void {
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) values?.delete(key);
    else values?.set(key, value);
  }
}
