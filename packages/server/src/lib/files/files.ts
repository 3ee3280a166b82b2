// The files of all chats: their bytes in the blob store, what they are called and whose they are in the data layer. Everything that puts, reads or
// removes a file comes here, so that neither is ever there without the other for long.
import type { FileKey, ThreadId } from "@colloquy/protocol";
import { ChatError } from "@colloquy/protocol";
import type { BlobKey, BlobRange, BlobRead, BlobStore, ReadUrlOptions } from "../blob-storage/blob-store.ts";
import type { ScratchSpace } from "../blob-storage/scratch-space.ts";
import { type Clock, isoNow } from "../clock.ts";
import type { UploadRules } from "../config/uploads.ts";
import type { FileRow, FileRows } from "../data/file-rows.ts";
import type { Logger } from "../logger.ts";
import { patiently } from "../patiently.ts";
import { type FileContent, passing, toBlobContent } from "./content.ts";
import { contentTypeOf, SNIFFED_BYTES, UNKNOWN_TYPE } from "./content-type.ts";
import { displayName } from "./display-name.ts";
import { type Hold, Quota, type QuotaLimits } from "./quota.ts";
import { type AlsoSwept, FileSweep, type SweepTurns } from "./sweep.ts";
import type { SweepNotes } from "./sweep-clock.ts";
import { checkType } from "./upload-rules.ts";

/** Parts the service is put together from. */
export interface FilesOptions {
  readonly store: BlobStore;
  readonly dataLayer: FileRows & { readonly marks?: SweepNotes | undefined };
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: QuotaLimits;
}

/** What is said of a file that is put. */
export interface PutFileOptions {
  readonly threadId: ThreadId;
  /** In whose sum it counts. */
  readonly owner: string;
  /** Any text; what is stored of it leads nowhere. */
  readonly name: string;
  /** What people may send, where a person sends it. An author's own files may be of any kind and size. */
  readonly rules?: UploadRules | undefined;
  /** Room that was taken for it before. It is ended with the put. */
  readonly hold?: Hold | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A file of a thread, and bytes of it. */
export interface OpenedFile {
  readonly row: FileRow;
  readonly read: BlobRead;
}

/** The files of one server. */
export class Files {
  readonly #store: BlobStore;
  readonly #rows: FileRows;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #sweep: FileSweep;
  /** What each person keeps. */
  readonly quota: Quota;

  constructor({ store, dataLayer, clock, logger, limits }: FilesOptions) {
    this.#store = store;
    this.#rows = dataLayer;
    this.#clock = clock;
    this.#logger = logger;
    this.quota = new Quota((owner) => dataLayer.sizeOfFiles(owner), limits);
    this.#sweep = new FileSweep({ store, rows: dataLayer, notes: dataLayer.marks, clock, logger });
  }

  /** Room for what is no file yet, where the store has some that every process sees. */
  get scratch(): ScratchSpace | undefined {
    return this.#store.scratch;
  }

  /** Opens the store of the bytes. */
  start(): Promise<void> {
    return this.#store.open();
  }

  /**
   * From now on what nobody names any more is looked for, at once and every hour. `isHeld`: somebody may still send what they uploaded there.
   * `turns`: where several processes share the files, one of them looks at a time.
   */
  startSweeping(isHeld: (threadId: ThreadId) => Promise<boolean>, turns?: SweepTurns): void {
    this.#sweep.start(isHeld, turns);
  }

  /** Ends what is being put and releases the store. */
  async stop(): Promise<void> {
    await this.#sweep.stop();
    await this.#store.close();
  }

  /** Something else that every pass of the sweep does. */
  alsoSweep(work: AlsoSwept): void {
    this.#sweep.also(work);
  }

  /** One pass of the sweep, now. */
  sweep(isHeld: (threadId: ThreadId) => Promise<boolean>): Promise<void> {
    return this.#sweep.run(isHeld);
  }

  /**
   * Stores a file and says what it is by its content. Throws TOO_LARGE when there is no room for it, and what is wrong with it by the rules; then
   * nothing of it stays.
   */
  async put(content: FileContent, { threadId, owner, name: given, rules, signal, hold: held }: PutFileOptions): Promise<FileRow> {
    const hold = held ?? (await patiently(this.#clock, () => this.quota.hold(owner), signal));
    try {
      const name = displayName(given);
      let mime = UNKNOWN_TYPE;
      const looked = passing(toBlobContent(content), {
        beginning: SNIFFED_BYTES,
        async onBeginning(beginning, whole) {
          mime = await contentTypeOf(beginning, name, whole);
          if (rules) checkType(rules, { name, mime });
        },
        onBytes: (count) => void (held ?? hold.grow(count)),
      });
      const { key, size, sha256 } = await this.#store.put(looked, { maxBytes: rules?.maxSize, signal });
      const row: FileRow = { key: toFileKey(key), threadId, owner, name, mime, size, sha256, createdAt: isoNow(this.#clock) };
      await patiently(this.#clock, () => this.#rows.addFile(row), signal).catch(async (error: unknown) => {
        await this.#dropBlobs([row.key]);
        throw error;
      });
      hold.keep(size);
      return row;
    } finally {
      hold.release();
    }
  }

  /** The same bytes as a file of another thread, kept once. It counts in its owner's sum; throws TOO_LARGE when there is no room for it. */
  async share(row: FileRow, { threadId, owner }: Pick<PutFileOptions, "threadId" | "owner">): Promise<void> {
    if (await this.find(threadId, row.key)) return;
    const hold = await this.quota.hold(owner, row.size);
    try {
      await this.#rows.addFile({ ...row, threadId, owner, createdAt: isoNow(this.#clock) });
      hold.keep(row.size);
    } finally {
      hold.release();
    }
  }

  /** What is known of a file; `undefined` when the thread has none with this key. */
  find(threadId: ThreadId, key: FileKey): Promise<FileRow | undefined> {
    return this.#rows.loadFile(threadId, key);
  }

  /** What is known of several, in their order; throws NOT_FOUND when the thread does not have one of them. */
  async findAll(threadId: ThreadId, keys: readonly FileKey[]): Promise<FileRow[]> {
    const rows: FileRow[] = [];
    for (const key of new Set(keys)) {
      const row = await this.find(threadId, key);
      if (!row) throw new ChatError("NOT_FOUND", "One of the files isn’t here any more.", { fix: "Attach it again." });
      rows.push(row);
    }
    return rows;
  }

  /** A file of a thread, or some of its bytes; `undefined` when there is none. The stream must be read or cancelled. */
  async open(
    threadId: ThreadId,
    key: FileKey,
    options: { readonly range?: BlobRange | undefined; readonly signal?: AbortSignal | undefined } = {},
  ): Promise<OpenedFile | undefined> {
    const row = await this.find(threadId, key);
    const read = row && (await this.#store.read(toBlobKey(key), options));
    if (row && !read) this.#logger.warn({ threadId, key }, "the content of a file is gone");
    return row && read && { row, read };
  }

  /** True while its bytes are there. */
  async isStored(key: FileKey): Promise<boolean> {
    return (await this.#store.stat(toBlobKey(key))) !== undefined;
  }

  /** The path of its bytes on this machine, only to be read; `undefined` where the store has none, or the thread no such file. */
  async pathOf(threadId: ThreadId, key: FileKey): Promise<string | undefined> {
    return (await this.find(threadId, key)) && this.#store.pathOf?.(toBlobKey(key));
  }

  /** An address at which a browser reads it without this server; `undefined` where the store makes none. */
  async addressOf(key: FileKey, options: ReadUrlOptions): Promise<string | undefined> {
    return this.#store.readUrl?.(toBlobKey(key), options);
  }

  /** The files of a thread with these keys, each opened when its turn comes; what is not there is left out. */
  async *contents(threadId: ThreadId, keys: Iterable<FileKey>): AsyncGenerator<OpenedFile> {
    for (const key of new Set(keys)) {
      const opened = await this.open(threadId, key);
      if (!opened) continue;
      try {
        yield opened;
      } finally {
        // Whoever took it and did not read it holds nothing open.
        if (!opened.read.stream.locked) await opened.read.stream.cancel();
      }
    }
  }

  /** Removes files of a thread, and the bytes of those that no other thread has. */
  async remove(threadId: ThreadId, keys: readonly FileKey[]): Promise<void> {
    await this.#dropBlobs(await this.#rows.removeFiles(threadId, keys));
  }

  /** Removes a file that nothing stored shows; false when something does. */
  async removeUnnamed(threadId: ThreadId, key: FileKey): Promise<boolean> {
    await this.#dropBlobs(await this.#rows.removeFiles(threadId, [key], { onlyUnnamed: true }));
    return (await this.find(threadId, key)) === undefined;
  }

  /** Deletes bytes that no row names any more, as the data layer has said. */
  async drop(keys: readonly FileKey[]): Promise<void> {
    await this.#dropBlobs(keys);
  }

  /** What cannot be deleted now is found by the sweep. */
  async #dropBlobs(keys: readonly FileKey[]): Promise<void> {
    if (keys.length === 0) return;
    try {
      await this.#store.delete(keys.map(toBlobKey));
    } catch (error) {
      this.#logger.warn({ err: error }, "files could not be deleted yet");
    }
  }
}

/** The data layer and the protocol call it so; the seam of the bytes knows neither. */
function toFileKey(key: BlobKey): FileKey {
  return key as string as FileKey;
}

function toBlobKey(key: FileKey): BlobKey {
  return key as string as BlobKey;
}
