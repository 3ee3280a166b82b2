// A folder on disk whose files anybody may read, and nothing beside it.
import { createReadStream } from "node:fs";
import { readdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import mime from "mime";
import type { StaticFile, StaticFolder } from "../http/static-folder.ts";

/** Opens a folder for serving; it need not exist. Hidden files, and links that lead out of it, are not there. */
export function openStaticFolder(root: string): StaticFolder {
  return {
    async find(name) {
      if (!isPlainPath(name)) return undefined;
      try {
        const [folder, file] = await Promise.all([realpath(root), realpath(path.join(root, name))]);
        if (!file.startsWith(folder + path.sep)) return undefined;
        const { size, mtimeMs } = await stat(file).then((found) => (found.isFile() ? found : { size: -1, mtimeMs: 0 }));
        return size < 0 ? undefined : toStaticFile(file, size, mtimeMs);
      } catch (error) {
        if (isAbsence(error)) return undefined;
        throw error;
      }
    },
    async names(name) {
      if (!isPlainPath(name)) return [];
      return readdir(path.join(root, name)).catch((error: unknown) => {
        if (isAbsence(error)) return [];
        throw error;
      });
    },
  };
}

/** Names joined by slashes: nothing empty or hidden, nothing that leads up, nothing another system reads as a separator. */
function isPlainPath(name: string): boolean {
  return !/[\0\\:]/.test(name) && name.split("/").every((part) => part !== "" && !part.startsWith("."));
}

function toStaticFile(file: string, size: number, modifiedAt: number): StaticFile {
  return {
    size,
    modifiedAt,
    type: contentType(file),
    stream: (range) =>
      Readable.toWeb(createReadStream(file, range && { start: range.start, end: range.end })) as ReadableStream<Uint8Array>,
    text: () => readFile(file, "utf8"),
  };
}

function contentType(file: string): string {
  const type = mime.getType(file) ?? "application/octet-stream";
  return /^text\/|javascript|json|xml/.test(type) ? `${type}; charset=utf-8` : type;
}

function isAbsence(error: unknown): boolean {
  return error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR", "ENAMETOOLONG", "ELOOP", "EACCES"].includes(String(error.code));
}
