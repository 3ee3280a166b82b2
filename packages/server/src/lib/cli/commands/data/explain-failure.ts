// What a disk and an SQLite file say to who moves data, in words that help. What PostgreSQL and buckets say is told where they are asked.
import { ChatError, isChatError } from "@colloquy/protocol";

type Words = readonly [message: string, fix: string];

const FULL: Words = [
  "cannot be written: the disk is full",
  "Free space, or name a place on another disk. Run it again: it makes the rest.",
];
const DENIED: Words = [
  "may not be used by this account",
  "Give it the right to read and write there, or run this as the account that runs the server.",
];

const OF_DISKS: Readonly<Record<string, Words>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: ["cannot be written: its disk is read-only", "Name a place on a disk that can be written."],
  ENOENT: ["is not there", "Look at how its path is written, and whether its folder is there."],
  EISDIR: ["is a folder, and a file is wanted", "Name a file."],
  ENOTDIR: ["lies below a file, and a folder is wanted", "Name a folder, or remove the file that stands in its way."],
  EEXIST: ["is in the way", "Name another place, or remove what is there."],
};

/** By the numbers of SQLite's results. */
const OF_SQLITE: Readonly<Record<number, Words>> = {
  5: ["is locked by another process", "Stop what writes there, and run it again."],
  8: ["may not be written", "Give this account the right to write the file and its folder."],
  10: ["cannot be read or written: the disk fails", "Look at the disk, and at what the system says of it."],
  11: ["is damaged", "Take the newest copy of it that is whole."],
  13: FULL,
  14: ["cannot be opened", "Name a file of SQLite, in a folder that this account may read and write."],
  26: ["is no SQLite database", "Name the file that SQLite wrote, or postgres://…"],
};

/** What went wrong as a ChatError where it is known how that is mended; everything else as it is. */
export function explainFailure(error: unknown): unknown {
  if (isChatError(error) || !(error instanceof Error)) return error;
  const { code, path, rawCode, errcode } = error as Failure;
  const words = OF_DISKS[code ?? ""];
  if (words) return toError(path ?? "The place", words, error);
  const result = rawCode ?? errcode;
  const known = result === undefined ? undefined : OF_SQLITE[result & 0xff];
  return known ? toError("The SQLite file", known, error) : error;
}

/** What errors of disks and of both engines of SQLite have. */
interface Failure {
  readonly code?: string;
  readonly path?: string;
  readonly rawCode?: number;
  readonly errcode?: number;
}

function toError(what: string, [message, fix]: Words, cause: unknown): ChatError {
  return new ChatError("STORE_FAILED", `${what} ${message}.`, { cause, fix });
}
