// The files of this machine, by Node.
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, stat, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { fileURLToPath } from "node:url";
import type { LocalFiles, LocalFolder } from "../local-files.ts";

/** `appDir` is what paths are relative to. */
export function createLocalFiles(appDir: string): LocalFiles {
  return {
    resolve: (given) => (given instanceof URL || given.startsWith("file:") ? fileURLToPath(given) : path.resolve(appDir, given)),
    async open(file) {
      return (await stat(file)).isFile() ? createReadStream(file) : undefined;
    },
    createFolder,
  };
}

async function createFolder(): Promise<LocalFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), "colloquy-"));
  let count = 0;
  return {
    async put(name, stored, read) {
      // Each in a folder of its own: two of them may have the same name.
      const own = path.join(folder, String(++count));
      await mkdir(own);
      const file = path.join(own, name);
      if (stored === undefined || !(await canLink(stored, file)))
        await pipeline(Readable.fromWeb((await read()) as NodeStream<Uint8Array>), createWriteStream(file, { mode: 0o600 }));
      return file;
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Not every system lets everybody make links. */
async function canLink(target: string, at: string): Promise<boolean> {
  try {
    await symlink(target, at);
    return true;
  } catch {
    return false;
  }
}
