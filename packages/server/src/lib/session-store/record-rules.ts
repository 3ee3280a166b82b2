// What the records of sessions mean to every driver alike.
import { assertKey } from "../storable.ts";
import type { SessionRecord } from "./session-store.ts";

/** Throws BAD_INPUT for keys that cannot be stored. */
export function assertRecord(record: SessionRecord): void {
  assertKey(record.id, "The id of a session");
  assertKey(record.threadId, "The thread of a session");
  assertKey(record.owner, "The owner of a session");
  for (const handle of record.handles) assertKey(handle, "A handle");
}

/** Since when nobody is connected, as far as the record can tell. */
export function idleSince(record: SessionRecord): string {
  return record.detachedAt ?? record.leftAt ?? record.updatedAt;
}

/** The record in the hands of another owner; handles of the old owner become the new one's. */
export function withOwner(record: SessionRecord, owner: string): SessionRecord {
  const prefix = `${record.owner} `;
  const handles = record.handles.map((handle) => (handle.startsWith(prefix) ? `${owner} ${handle.slice(prefix.length)}` : handle));
  return { ...record, owner, handles };
}
