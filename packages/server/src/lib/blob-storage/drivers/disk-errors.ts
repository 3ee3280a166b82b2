// What a disk says, in words that help. The path stays in the cause, which is logged: visitors are told the rest.
import { ChatError, isChatError } from "@colloquy/protocol";
import { isErrorLike } from "../../thrown.ts";

export const THE_FOLDER = "The folder of the files";

const FULL = ["cannot be written: the disk is full", "Free space on its disk, or delete chats with large files."] as const;
const DENIED = ["may not be used", "Give the account that runs the server the right to read and write in it."] as const;
const TOO_MANY = ["cannot be used: too many files are open", "Raise the limit of open files (ulimit -n) of the server."] as const;
const TOO_LONG = ["cannot be written: the file is larger than its disk takes", "Keep the files on a disk without such a limit."] as const;
const NO_FOLDER = ["is not a folder that files can be put into", "Name a folder, or remove the file that stands in its way."] as const;

const WORDS: Readonly<Record<string, readonly [message: string, fix: string]>> = {
  ENOSPC: FULL,
  EDQUOT: FULL,
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: ["cannot be written: its disk is read-only", "Keep the files on a disk that can be written."],
  EMFILE: TOO_MANY,
  ENFILE: TOO_MANY,
  EFBIG: TOO_LONG,
  ENOTDIR: NO_FOLDER,
  EEXIST: NO_FOLDER,
  ENAMETOOLONG: NO_FOLDER,
};

/** Does something with the disk; what goes wrong there becomes STORE_FAILED, about the named folder. */
export async function onDisk<T>(what: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw isChatError(cause) ? cause : toStoreFailed(what, cause);
  }
}

/** `undefined` for what is not there. */
export async function ifThere<T>(promise: Promise<T>): Promise<T | undefined> {
  try {
    return await promise;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function toStoreFailed(what: string, cause: unknown): ChatError {
  const code = codeOf(cause);
  const [message, fix] = WORDS[code] ?? [`failed (${code})`, "Look at its disk, and whether the folder is still there."];
  return new ChatError("STORE_FAILED", `${what} ${message}.`, { cause, fix });
}

function codeOf(error: unknown): string {
  return isErrorLike(error) && "code" in error && typeof error.code === "string" ? error.code : "no code";
}
