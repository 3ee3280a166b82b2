// What nobody names any more: bytes without a row, left by a process that died between the two, and rows that no element came to name.
import type { FileKey, ThreadId } from "@colloquy/protocol";
import type { BlobKey, BlobStore } from "../blob-storage/blob-store.ts";
import type { Clock, Timer } from "../clock.ts";
import type { FileRow, FileRows } from "../data/file-rows.ts";
import type { Logger } from "../logger.ts";
import { SweepClock, type SweepNotes } from "./sweep-clock.ts";

/** What is younger may be on its way: it is stored first and named after. */
export const STALE_AFTER_MS = 24 * 60 * 60 * 1000;
const EVERY_MS = 60 * 60 * 1000;
const PAGE = 500;

interface SweepOptions {
  readonly store: BlobStore;
  readonly rows: FileRows;
  /** Where it is kept when the clock was right; without it that lasts as long as the process. */
  readonly notes?: SweepNotes | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Tells of a thread whether somebody may still send what they uploaded there. */
export type IsHeld = (threadId: ThreadId) => Promise<boolean>;

/** What a pass also does. Unless it is sure of its clock, nothing that is old may be deleted. */
export type AlsoSwept = (isSure: boolean) => Promise<void>;

/** Keeps processes that share the files from looking through them at once. */
export interface SweepTurns {
  tryAlone(name: string, work: () => Promise<void>): Promise<boolean>;
}

/** Sweeps the files of one server. */
export class FileSweep {
  readonly #options: SweepOptions;
  #timer: Timer | undefined;
  #running: Promise<void> | undefined;
  #stopped = false;
  readonly #others: AlsoSwept[] = [];
  readonly #clock: SweepClock;

  constructor(options: SweepOptions) {
    this.#options = options;
    this.#clock = new SweepClock({ notes: options.notes, clock: options.clock, logger: options.logger });
  }

  also(work: AlsoSwept): void {
    this.#others.push(work);
  }

  /** Now and every hour, unless another process is at it. */
  start(isHeld: IsHeld, turns?: SweepTurns): void {
    const { clock, logger } = this.#options;
    const run = async () => this.run(isHeld, await this.#clock.isSure());
    this.#running = (turns ? turns.tryAlone("files", run) : run())
      .then(() => undefined)
      .catch((error: unknown) => logger.error({ err: error }, "looking for files that nobody names failed"))
      .finally(() => {
        this.#running = undefined;
        if (!this.#stopped) this.#timer = clock.setTimeout(() => this.start(isHeld, turns), EVERY_MS, { background: true });
      });
  }

  /** Ends between two pages. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#running;
  }

  async run(isHeld: IsHeld, isSure = true): Promise<void> {
    const before = new Date(this.#options.clock.now() - STALE_AFTER_MS).toISOString();
    if (isSure) {
      await this.#sweepRows(before, isHeld);
      await this.#sweepBlobs(before);
    }
    for (const work of this.#others) await work(isSure);
  }

  async #sweepRows(before: string, isHeld: IsHeld): Promise<void> {
    const { rows, store } = this.#options;
    let cursor: string | undefined;
    do {
      const page = await rows.staleFiles({ before, limit: PAGE, cursor });
      for (const [threadId, files] of byThread(page.files)) {
        if (await isHeld(threadId)) continue;
        const free = await rows.removeFiles(
          threadId,
          files.map(({ key }) => key),
        );
        await store.delete(free.map(toBlobKey));
      }
      cursor = page.nextCursor;
    } while (cursor !== undefined && !this.#stopped);
  }

  async #sweepBlobs(before: string): Promise<void> {
    const { rows, store } = this.#options;
    let cursor: string | undefined;
    do {
      const page = await store.list({ before, limit: PAGE, cursor });
      const known = new Set<string>(await rows.knownFiles(page.blobs.map(({ key }) => key as string as FileKey)));
      await store.delete(page.blobs.map(({ key }) => key).filter((key) => !known.has(key)));
      cursor = page.nextCursor;
    } while (cursor !== undefined && !this.#stopped);
  }
}

function byThread(files: readonly FileRow[]): Map<ThreadId, FileRow[]> {
  const threads = new Map<ThreadId, FileRow[]>();
  for (const file of files) threads.set(file.threadId, [...(threads.get(file.threadId) ?? []), file]);
  return threads;
}

function toBlobKey(key: FileKey): BlobKey {
  return key as string as BlobKey;
}
