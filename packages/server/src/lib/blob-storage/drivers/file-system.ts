// Blobs as files of a folder, two levels of folders deep so that none of them gets long: 3f/a9/3fa9….
import { access, constants } from "node:fs/promises";
import path from "node:path";
import { checkOptions, object, word } from "../../check-given.ts";
import { type Clock, systemClock } from "../../clock.ts";
import { ensurePrivateFolder } from "../../sqlite/private-folder.ts";
import { BlobPuts } from "../blob-puts.ts";
import { assertBlobKey, assertPage, resolveRange, toPage } from "../blob-rules.ts";
import type { BlobKey, BlobStore } from "../blob-store.ts";
import { toByteStream } from "../byte-stream.ts";
import { openBlobFile, removeBlobFiles, statBlobFile } from "./blob-file.ts";
import { onDisk } from "./disk-errors.ts";
import { listBlobFiles } from "./list-blob-files.ts";
import { openPartFile } from "./part-file.ts";

export interface FileSystemBlobStoreOptions {
  /** The folder of the files; it is made when it is not there, for the account that runs the server only. Default: `.colloquy/files`. */
  readonly folder?: string | undefined;
  /** What tells when a blob was put. */
  readonly clock?: Clock | undefined;
}

const OPTIONS = { folder: word, clock: object };

/** Keeps blobs in a folder. Several processes may use the same one. */
export function createFileSystemBlobStore(options: FileSystemBlobStoreOptions = {}): BlobStore {
  checkOptions("createFileSystemBlobStore", options, OPTIONS, 'Write createFileSystemBlobStore({ folder: "files" }).');
  const { clock = systemClock } = options;
  const folder = path.resolve(options.folder ?? path.join(".colloquy", "files"));
  const puts = new BlobPuts();

  function place(key: BlobKey): string {
    puts.assertOpen();
    assertBlobKey(key);
    return path.join(folder, key.slice(0, 2), key.slice(2, 4), key);
  }

  return {
    name: "file system",
    async open() {
      await onDisk(`The folder ${folder}`, async () => {
        const above = path.dirname(folder);
        if (path.basename(above) === ".colloquy") await ensurePrivateFolder(above);
        await ensurePrivateFolder(folder);
        await access(folder, constants.R_OK | constants.W_OK);
      });
      puts.open();
    },
    put: (content, putOptions = {}) => puts.put(content, putOptions, (key) => openPartFile(place(key), clock)),
    async read(key, { range, signal } = {}) {
      const file = await openBlobFile(place(key));
      if (!file) return undefined;
      try {
        const { start, end } = resolveRange(range, file.size);
        return { size: file.size, start, end, stream: toByteStream(file, { start, end }, signal) };
      } catch (error) {
        await file.release();
        throw error;
      }
    },
    async stat(key) {
      const found = await statBlobFile(place(key));
      return found && { key, ...found };
    },
    async delete(keys) {
      const places = [...new Set(keys.map(place))];
      let count = 0;
      for (const one of places) if (await removeBlobFiles(one)) count += 1;
      return count;
    },
    async list(query) {
      puts.assertOpen();
      assertPage(query);
      const blobs = [];
      for await (const blob of listBlobFiles(folder, query.cursor)) {
        if (Date.parse(blob.createdAt) >= Date.parse(query.before) || puts.has(blob.key)) continue;
        blobs.push(blob);
        if (blobs.length > query.limit) break;
      }
      return toPage(blobs, query.limit);
    },
    async pathOf(key) {
      const at = place(key);
      return (await statBlobFile(at)) && at;
    },
    close: () => puts.close(),
  };
}
