// Walks the folders of the blobs in the order of their keys, folder by folder: a million of them are never held at once.
import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { isBlobKey } from "../blob-rules.ts";
import type { BlobInfo, BlobKey } from "../blob-store.ts";
import { PART, statBlobFile } from "./blob-file.ts";
import { ifThere, onDisk, THE_FOLDER } from "./disk-errors.ts";

const LEVEL = /^[0-9a-f]{2}$/;

/** Whole blobs and leftovers behind the cursor; files of anybody else are passed over. */
export async function* listBlobFiles(folder: string, cursor = ""): AsyncGenerator<BlobInfo> {
  for (const first of await levels(folder, cursor.slice(0, 2))) {
    // In the folder of the cursor those before it are skipped; in every later one there is nothing to skip.
    const from = cursor.startsWith(first) ? cursor.slice(2, 4) : "";
    for (const second of await levels(path.join(folder, first), from)) yield* inFolder(path.join(folder, first, second), cursor);
  }
}

async function levels(folder: string, from: string): Promise<string[]> {
  return (await names(folder, (entry) => entry.isDirectory())).filter((name) => LEVEL.test(name) && name >= from);
}

async function* inFolder(folder: string, cursor: string): AsyncGenerator<BlobInfo> {
  let last = cursor;
  for (const name of await names(folder, (entry) => entry.isFile())) {
    const key = name.endsWith(PART) ? name.slice(0, -PART.length) : name;
    if (!isBlobKey(key) || key <= last || !belongs(key, folder)) continue;
    last = key;
    // Deleted in the meantime, or a part that has just become whole.
    const found = (await statBlobFile(path.join(folder, name))) ?? (await statBlobFile(path.join(folder, key)));
    if (found) yield { key, ...found };
  }
}

function belongs(key: BlobKey, folder: string): boolean {
  return path.join(key.slice(0, 2), key.slice(2, 4)) === path.join(path.basename(path.dirname(folder)), path.basename(folder));
}

async function names(folder: string, wanted: (entry: Dirent) => boolean): Promise<string[]> {
  const found = await onDisk(THE_FOLDER, () => ifThere(readdir(folder, { withFileTypes: true })));
  return (found ?? [])
    .filter(wanted)
    .map((entry) => entry.name)
    .sort();
}
