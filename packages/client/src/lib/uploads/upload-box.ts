// Where a device keeps the uploads of a chat that are in no message yet: with a chat's address for all tabs, else for the tab alone,
// since an untouched chat is the tab's own.
import type { ThreadId } from "@colloquy/protocol";
import type { Overview } from "../overview.ts";
import { type ClientStorage, readJson } from "../storage.ts";
import type { KeptUpload } from "./upload.ts";

/** The chat that is meant; undefined for a chat that has no address of its own yet. */
export type BoxKey = ThreadId | undefined;

/** What of a client says where its uploads are kept. */
export interface UploadPlace {
  readonly storage: ClientStorage;
  readonly prefix: string;
}

/** Before the chat is there its address says which one is meant; a chat that nobody has spoken in has no address. */
export function boxOf({ ready, interacted, thread }: Pick<Overview, "ready" | "interacted" | "thread">): BoxKey {
  const isMeant = ready ? interacted : !/^[0-]+$/.test(thread.id);
  return isMeant ? thread.id : undefined;
}

export function readBox(place: UploadPlace, box: BoxKey): readonly KeptUpload[] {
  const kept = readJson(storageOf(place, box), keyOf(place, box));
  return Array.isArray(kept) ? kept.filter(isKept) : [];
}

export function writeBox(place: UploadPlace, box: BoxKey, uploads: readonly KeptUpload[]): void {
  const storage = storageOf(place, box);
  if (uploads.length === 0) storage.removeItem(keyOf(place, box));
  else storage.setItem(keyOf(place, box), JSON.stringify(uploads));
}

function storageOf({ storage }: UploadPlace, box: BoxKey) {
  return box === undefined ? storage.tab : storage.device;
}

function keyOf({ prefix }: UploadPlace, box: BoxKey): string {
  return `${prefix}/uploads/${box ?? "untouched"}`;
}

function isKept(value: unknown): value is KeptUpload {
  if (typeof value !== "object" || value === null) return false;
  const { id, name, mime, size, file } = value as Partial<Record<keyof KeptUpload, unknown>>;
  return (
    typeof id === "string" &&
    typeof name === "string" &&
    typeof mime === "string" &&
    typeof size === "number" &&
    (file === undefined || (typeof file === "object" && file !== null && "key" in file && typeof file.key === "string"))
  );
}
