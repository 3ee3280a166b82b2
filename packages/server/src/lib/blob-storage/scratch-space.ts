// Room for what is no blob yet, seen by every process that has the store: small objects under names that their writer chooses.

/** One object. */
export interface ScratchObject {
  readonly name: string;
  readonly size: number;
  /** When it was put, in milliseconds since 1970, by the clock of the store. */
  readonly putAt: number;
}

/** Names are letters, digits, `-`, `.` and `/`. What is put is seen by everybody from when the promise resolves. */
export interface ScratchSpace {
  /** Puts an object whole; one of the same name is replaced. */
  put(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** The bytes from `start` on; `undefined` when there is no such object, or it ends before. */
  read(name: string, start?: number): Promise<ReadableStream<Uint8Array> | undefined>;
  /** All whose name begins so, in the order of their names. */
  list(prefix: string): Promise<readonly ScratchObject[]>;
  /** Those that are not there are passed over. */
  delete(names: readonly string[]): Promise<void>;
}
