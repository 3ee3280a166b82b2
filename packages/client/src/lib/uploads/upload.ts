// One file on its way to the server, as a page shows it.
import type { ErrorBody, FileKey, ThreadId } from "@colloquy/protocol";

/** A file that the server has; what a message names it by is its key. */
export interface UploadedFile {
  /** Names its bytes in this chat. */
  readonly key: FileKey;
  /** As the server keeps it: without what could be misread in it. */
  readonly name: string;
  /** The media type, as the server found it in the content. */
  readonly mime: string;
  /** In bytes. */
  readonly size: number;
}

/**
 * `waiting`: for the chat, or for those before it. `sending`: its bytes are on the way. `paused`: the line is lost, and it goes on by itself
 * where it was. `done`: the server has it. `failed`: the person retries or removes it. `lost`: it was cut off by a reload, or the server does
 * not have it any more; only the same file, chosen again, helps.
 */
export type UploadState = "waiting" | "sending" | "paused" | "done" | "failed" | "lost";

/** One file that is to go with the next message of a chat. */
export interface Upload {
  /** Of this device; the server knows it not. */
  readonly id: string;
  /** What it is called here. */
  readonly name: string;
  /** What the browser takes it for, until the server has said what it is; empty when nobody knows. */
  readonly mime: string;
  /** In bytes. */
  readonly size: number;
  /** How far it is. */
  readonly state: UploadState;
  /** How many of its bytes the server has, or are on their way to it. */
  readonly sent: number;
  /** What the server has, once it is `done`. */
  readonly file?: UploadedFile;
  /** Why it failed, or is lost; nothing after a mere reload. */
  readonly error?: ErrorBody;
  /** The bytes, as long as this page has them: for a preview. */
  readonly content?: Blob;
}

/** What is kept of an upload over a reload: everything but its bytes. */
export interface KeptUpload {
  readonly id: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
  /** Tells the same file from another one of its name. */
  readonly lastModified?: number;
  /** The chat it was sent to. */
  readonly threadId?: ThreadId;
  /** Names what the server has of it, for one that goes on. */
  readonly uploadId?: string;
  readonly file?: UploadedFile;
}
