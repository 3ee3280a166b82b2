// Notices that something changed beside the files of an app. It watches their folders, flat, so that a file made later is seen,
// and a big folder below one of them costs nothing.
import { existsSync } from "node:fs";
import path from "node:path";
import { type FSWatcher, watch } from "chokidar";

/** Saving one file is several events, saving many files is many; they count as one change. */
const SETTLE_MS = 25;
/** chokidar says only the first of several changes of a file within 50 ms, and a formatter that runs on save is the second. */
const LOOK_AGAIN_MS = 120;
/** A folder is watched a moment after it was asked for; what changed meanwhile is looked for then. */
const FIRST_LOOK_MS = 400;

export class SourceWatcher {
  readonly #onChange: () => void;
  readonly #watcher: FSWatcher;
  readonly #folders = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #laterTimer: NodeJS.Timeout | undefined;

  /** `onChange` is called when there is reason to look; often there is nothing to see. */
  constructor(onChange: () => void) {
    this.#onChange = onChange;
    this.#watcher = watch([], { ignoreInitial: true, depth: 0, ignored: isIgnored });
    this.#watcher.on("all", () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(this.#onChange, SETTLE_MS);
      this.#lookIn(LOOK_AGAIN_MS);
    });
  }

  /** Watches the folders of these files, whether the files are there or not. */
  include(files: Iterable<string>): void {
    const folders = new Set([...files].map(nearestFolder));
    const fresh = [...folders].filter((folder) => !this.#folders.has(folder));
    if (fresh.length === 0) return;
    for (const folder of fresh) this.#folders.add(folder);
    this.#watcher.add(fresh);
    this.#lookIn(FIRST_LOOK_MS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    clearTimeout(this.#laterTimer);
    await this.#watcher.close();
  }

  #lookIn(ms: number): void {
    clearTimeout(this.#laterTimer);
    this.#laterTimer = setTimeout(this.#onChange, ms);
  }
}

function isIgnored(file: string): boolean {
  return /[\\/](node_modules|\.git|\.colloquy)([\\/]|$)/.test(file);
}

/** The folder of a file, or the nearest one above it that exists. */
function nearestFolder(file: string): string {
  const folder = path.dirname(file);
  return existsSync(folder) ? folder : nearestFolder(folder);
}
