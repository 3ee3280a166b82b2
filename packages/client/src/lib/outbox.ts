// Messages that the server has not stored yet. They survive a reload, are sent again with the same id, and are shown meanwhile.
import { type ErrorBody, isUuid, type OutgoingMessage, type StepId, type ThreadId } from "@colloquy/protocol";
import type { PendingMessage } from "./overview.ts";
import { type ClientStorage, type KeyValueStorage, readJson } from "./storage.ts";
import type { UploadedFile } from "./uploads/upload.ts";

interface Entry {
  readonly message: OutgoingMessage;
  /** What the message's files are, to show them; it names only their keys. */
  readonly files?: readonly UploadedFile[];
  /** Set when the server refused it: then only the person can send it again. */
  error?: ErrorBody;
  /** Stored by the server. */
  acknowledged?: boolean;
  /** Its step has arrived, so the page shows that one. */
  seen?: boolean;
}

/** The unsent messages of one chat, in the order they were written. */
export class Outbox {
  readonly #storage: ClientStorage;
  readonly #prefix: string;
  #threadId: ThreadId | undefined;
  #entries: Entry[] = [];
  /** Every message this page ever held here; others in the same place are another tab's. */
  readonly #own = new Set<StepId>();

  constructor(storage: ClientStorage, prefix: string, threadId: ThreadId | undefined) {
    this.#storage = storage;
    this.#prefix = prefix;
    this.#threadId = threadId;
    this.#entries = this.#load();
  }

  add(message: OutgoingMessage, files: readonly UploadedFile[]): void {
    this.#own.add(message.id);
    this.#entries.push({ message, ...(files.length > 0 && { files }) });
    this.#save();
  }

  find(id: StepId): OutgoingMessage | undefined {
    return this.#entries.find((entry) => entry.message.id === id)?.message;
  }

  /** True of a message that was written here and that the server has not said to have stored. */
  isUnsent(id: StepId): boolean {
    return this.#entries.some(({ message, acknowledged }) => message.id === id && !acknowledged);
  }

  /** What has to be sent, in order. */
  unsent(): OutgoingMessage[] {
    return this.#entries.filter((entry) => !entry.error && !entry.acknowledged).map((entry) => entry.message);
  }

  /** Names the chat that these messages belong to. Messages written for another one wait for the person, since they may make
   *  no sense here; `strange` is what to tell. True when that is so. */
  bind(threadId: ThreadId, strange?: ErrorBody): boolean {
    if (threadId === this.#threadId) return false;
    const moved = this.#threadId !== undefined && strange !== undefined;
    const written = this.#entries.filter((entry) => !entry.acknowledged);
    this.#entries = [];
    this.#save();
    this.#threadId = threadId;
    this.#entries = [...this.#load(), ...written];
    if (moved) for (const entry of written) entry.error = strange;
    this.#save();
    return moved;
  }

  /** The server has stored it. It is shown until its step arrives. */
  acknowledge(id: StepId): void {
    for (const entry of this.#entries) if (entry.message.id === id) entry.acknowledged = true;
    this.#drop((entry) => entry.acknowledged === true && entry.seen === true);
  }

  refuse(id: StepId, error: ErrorBody): void {
    const entry = this.#entries.find((other) => other.message.id === id);
    if (entry) entry.error = error;
    this.#save();
  }

  /** Makes a refused message one that waits to be sent, at the end of the row. */
  retry(id: StepId): OutgoingMessage | undefined {
    const entry = this.#entries.find((other) => other.message.id === id && other.error);
    if (!entry) return undefined;
    const { error: _error, ...again } = entry;
    this.#entries = [...this.#entries.filter((other) => other !== entry), again];
    this.#save();
    return entry.message;
  }

  discard(id: StepId): void {
    this.#drop((entry) => entry.message.id === id);
  }

  /** Nobody is to find what was written here. */
  clear(): void {
    this.#drop(() => true);
  }

  /** Notes which messages have arrived as steps. A snapshot is the whole truth: what is stored and not in it was removed. */
  settle(isKnown: (id: StepId) => boolean, options: { readonly snapshot: boolean }): void {
    if (this.#entries.length === 0) return;
    for (const entry of this.#entries) entry.seen = isKnown(entry.message.id) || (entry.seen === true && !options.snapshot);
    this.#drop((entry) => entry.acknowledged === true && (entry.seen === true || options.snapshot));
  }

  pending(live: boolean): PendingMessage[] {
    const shown = this.#entries.filter((entry) => entry.error || !entry.seen);
    return shown.map(({ message, files, error, acknowledged }) => ({
      id: message.id,
      text: message.text,
      ...(message.command !== undefined && { command: message.command }),
      ...(message.mentions && { mentions: message.mentions }),
      ...(files && { files }),
      state: error ? "refused" : live || acknowledged ? "sending" : "waiting",
      ...(error && { error }),
    }));
  }

  #drop(isOver: (entry: Entry) => boolean): void {
    this.#entries = this.#entries.filter((entry) => !isOver(entry));
    this.#save();
  }

  /** Another tab may keep messages of the same chat in the same place: those stay. */
  #save(): void {
    const others = this.#stored().filter((entry) => !this.#own.has(entry.message.id));
    const own = this.#entries.filter((entry) => !entry.acknowledged);
    const kept = [...others, ...own].map(({ message, files, error }) => ({ message, ...(files && { files }), ...(error && { error }) }));
    if (kept.length === 0) this.#place.removeItem(this.#key);
    else this.#place.setItem(this.#key, JSON.stringify(kept));
  }

  #load(): Entry[] {
    const stored = this.#stored();
    for (const entry of stored) this.#own.add(entry.message.id);
    return stored;
  }

  #stored(): Entry[] {
    const stored = readJson(this.#place, this.#key);
    return Array.isArray(stored) ? stored.filter(isEntry) : [];
  }

  /** Before the chat has an id, its messages are the tab's own. */
  get #place(): KeyValueStorage {
    return this.#threadId ? this.#storage.device : this.#storage.tab;
  }

  get #key(): string {
    return `${this.#prefix}/outbox/${this.#threadId ?? "untouched"}`;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null || !("message" in value)) return false;
  if ("files" in value && !Array.isArray(value.files)) return false;
  const { message } = value;
  return typeof message === "object" && message !== null && "id" in message && isUuid(message.id) && "text" in message;
}
