// Where uploads lie that are not whole yet: bytes that only grow, and what was said of them. A seam, because only node/ knows disks.
import type { ThreadId } from "@colloquy/protocol";

/** What was said of an upload when it began, and what came of it. */
export interface UploadRecord {
  /** Made by us, a UUID. */
  readonly id: string;
  readonly threadId: ThreadId;
  /** Who began it. */
  readonly owner: string;
  readonly name: string;
  /** How many bytes it will have. */
  readonly size: number;
  readonly createdAt: string;
  /** Once it is whole and stored: the answer, for whoever did not hear it. */
  readonly stored?: StoredUpload | undefined;
}

/** A file as its uploader is told of it. */
export interface StoredUpload {
  readonly key: string;
  readonly name: string;
  readonly mime: string;
  readonly size: number;
}

/** An upload as it is now. */
export interface UploadState {
  readonly record: UploadRecord;
  /** How many of its bytes are there. */
  readonly offset: number;
  /** When the last of them came, in milliseconds since 1970. */
  readonly touchedAt: number;
}

/** Keeps uploads that are not whole yet, over a restart too. What is not there is `undefined`, or passed over. */
export interface UploadArea {
  /** Begins one, or writes down what came of it. */
  write(record: UploadRecord): Promise<void>;
  find(id: string): Promise<UploadState | undefined>;
  /** Adds bytes behind `offset`, each piece as soon as it is there: when the pieces break off, those before stay. Returns how many bytes there are now. */
  append(id: string, offset: number, pieces: AsyncIterable<Uint8Array>): Promise<number>;
  /** The bytes, from the first on; at most so many. A piece is good until the next is asked for. */
  read(id: string, most?: number): AsyncIterable<Uint8Array>;
  /** Removes the bytes; the record stays. */
  clear(id: string): Promise<void>;
  remove(id: string): Promise<void>;
  list(): AsyncIterable<UploadState>;
}
