// The file of one whole blob: its bytes and nothing else, so that a program of the author's can be given its path.
import { type FileHandle, open, stat, unlink } from "node:fs/promises";
import { ChatError } from "@colloquy/protocol";
import type { ByteOrigin } from "../byte-stream.ts";
import { ifThere, onDisk, THE_FOLDER } from "./disk-errors.ts";

/** What is being written stands beside its place under this name, and what a killed process did not finish stays there. */
export const PART = ".part";

interface FileFacts {
  readonly size: number;
  readonly createdAt: string;
}

/** An open file goes on being read when its name is removed. `undefined` when there is none. */
export async function openBlobFile(file: string): Promise<(ByteOrigin & { readonly size: number }) | undefined> {
  const handle = await onDisk(THE_FOLDER, () => ifThere(open(file, "r")));
  if (!handle) return undefined;
  try {
    const { size } = await onDisk(THE_FOLDER, () => handle.stat());
    return { size, readAt: (position, length) => readAt(handle, position, length), release: () => close(handle) };
  } catch (error) {
    await close(handle);
    throw error;
  }
}

/** `undefined` when there is none. */
export async function statBlobFile(file: string): Promise<FileFacts | undefined> {
  const found = await onDisk(THE_FOLDER, () => ifThere(stat(file)));
  // Rounded: times are kept in seconds and fractions, and a millisecond must not be lost between writing and reading one.
  return found?.isFile() ? { size: found.size, createdAt: new Date(Math.round(found.mtimeMs)).toISOString() } : undefined;
}

/** Removes a blob, and what was left of it when its put was killed. False when neither was there. */
export async function removeBlobFiles(file: string): Promise<boolean> {
  const removed = [await remove(file), await remove(file + PART)];
  return removed.includes(true);
}

async function remove(file: string): Promise<boolean> {
  const done = await onDisk(THE_FOLDER, () => ifThere(unlink(file).then(() => true)));
  return done ?? false;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Uint8Array<ArrayBuffer>> {
  const piece = new Uint8Array(length);
  const { bytesRead } = await onDisk(THE_FOLDER, () => handle.read(piece, 0, length, position));
  if (bytesRead > 0) return piece.subarray(0, bytesRead);
  throw new ChatError("STORE_FAILED", "A stored file has become shorter than it was.", {
    fix: "Look who else writes into the folder of the files; nobody else may.",
  });
}

function close(handle: FileHandle): Promise<void> {
  // It was only read: nothing can be lost.
  return handle.close().catch(() => undefined);
}
