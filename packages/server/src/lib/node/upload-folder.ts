// Uploads that are not whole yet, in a folder: the bytes of each in a file of its own, and beside it what was said of it.
import { open, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { ChatError, isUuid } from "@colloquy/protocol";
import type { UploadArea, UploadRecord, UploadState } from "../files/upload-area.ts";
import { ensurePrivateFolder } from "../sqlite/private-folder.ts";
import { isErrorLike } from "../thrown.ts";

const RECORD = ".json";
const PIECE = 256 * 1024;

/** Keeps them in a folder, which is made when the first one comes. */
export function createUploadFolder(folder: string): UploadArea {
  /** Only ids of ours become names. */
  function place(id: string): string {
    if (!isUuid(id) || id !== id.toLowerCase()) throw new ChatError("NOT_FOUND", "There is no such upload.");
    return path.join(folder, id);
  }

  async function find(id: string): Promise<UploadState | undefined> {
    const file = place(id);
    const [text, bytes, record] = await Promise.all([
      ifThere(readFile(file + RECORD, "utf8")),
      ifThere(stat(file)),
      ifThere(stat(file + RECORD)),
    ]);
    if (text === undefined || !record) return undefined;
    return { record: JSON.parse(text) as UploadRecord, offset: bytes?.size ?? 0, touchedAt: Math.max(bytes?.mtimeMs ?? 0, record.mtimeMs) };
  }

  return {
    async write(record) {
      const file = place(record.id) + RECORD;
      const above = path.dirname(folder);
      if (path.basename(above) === ".colloquy") await ensurePrivateFolder(above);
      await ensurePrivateFolder(folder);
      // Beside it and renamed: a record is whole or not there.
      await writeFile(`${file}.part`, JSON.stringify(record), { mode: 0o600 });
      await rename(`${file}.part`, file);
    },
    find,
    async append(id, offset, pieces) {
      const handle = await open(place(id), offset === 0 ? "w" : "r+", 0o600);
      let at = offset;
      try {
        for await (const piece of pieces) {
          for (let done = 0; done < piece.byteLength; ) {
            const { bytesWritten } = await handle.write(piece, done, piece.byteLength - done, at);
            done += bytesWritten;
            at += bytesWritten;
          }
        }
      } finally {
        await handle.close();
      }
      return at;
    },
    async *read(id, most = Number.POSITIVE_INFINITY) {
      const handle = await ifThere(open(place(id), "r"));
      if (!handle) return;
      try {
        // One buffer for all pieces: whoever puts them has written one before it asks for the next.
        const buffer = new Uint8Array(Math.min(PIECE, most));
        for (let at = 0; at < most; ) {
          const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.byteLength, most - at), at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await handle.close();
      }
    },
    clear: (id) => rm(place(id), { force: true }),
    async remove(id) {
      // The record last: without it nobody would find the bytes again.
      await rm(place(id), { force: true });
      await rm(place(id) + RECORD, { force: true });
    },
    async *list() {
      for (const name of (await ifThere(readdir(folder))) ?? []) {
        const id = name.slice(0, 36);
        if (!isUuid(id)) continue;
        if (name.endsWith(RECORD)) {
          const state = await find(id);
          if (state) yield state;
        } else if (name.endsWith(".part")) await rm(path.join(folder, name), { force: true });
        else if (!(await ifThere(stat(path.join(folder, id + RECORD))))) await rm(path.join(folder, name), { force: true });
      }
    },
  };
}

async function ifThere<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (isErrorLike(error) && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
