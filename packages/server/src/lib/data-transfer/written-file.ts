// A file that is whole or not there: written beside its name, and named when it is finished.
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { finished } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** Takes lines. */
export interface LineFile {
  /** Resolves when more may come. */
  write(line: string): Promise<void>;
  /** Gives the file its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** Begins a file of lines; a name that ends in `.gz` makes it a compressed one. Only who runs the command may read it. */
export async function openLineFile(file: string): Promise<LineFile> {
  await mkdir(path.dirname(file), { recursive: true });
  const part = `${file}.part`;
  const out = createWriteStream(part, { mode: 0o600 });
  const top = file.endsWith(".gz") ? createGzip() : out;
  if (top !== out) top.pipe(out);
  // Whoever waits for the end or for room is told; without anybody waiting a failure must not end the process.
  const ended = finished(out);
  ended.catch(() => undefined);
  return {
    async write(line) {
      if (top.write(`${line}\n`)) return;
      await Promise.race([new Promise<void>((resolve) => top.once("drain", resolve)), ended]);
    },
    async finish() {
      top.end();
      await ended;
      await rename(part, file);
    },
    async discard() {
      top.destroy();
      out.destroy();
      // A file that is only just being opened would come after it was removed.
      await ended.catch(() => undefined);
      await rm(part, { force: true });
    },
  };
}
