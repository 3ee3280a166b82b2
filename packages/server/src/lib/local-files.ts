// The files of the machine, where an author names one by its path or needs a path. This is what their users see of them; elsewhere than in Node
// there are none.

/** Files of the machine that the server runs on. */
export interface LocalFiles {
  /** Where a path leads: one that is not absolute is relative to the folder of the app. Throws for a URL that is no `file:`. */
  resolve(path: string | URL): string;
  /** The content of a file; `undefined` for a folder and the like. Throws what the system says. */
  open(file: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Makes a folder for some files that are soon gone. */
  createFolder(): Promise<LocalFolder>;
}

/** A folder that is there for a while. */
export interface LocalFolder {
  /** Puts a file there that has this name and returns its path: a link to a stored one where there is one and links can be made, else a copy. */
  put(name: string, stored: string | undefined, read: () => Promise<ReadableStream<Uint8Array>>): Promise<string>;
  /** Removes the folder and what is in it. */
  remove(): Promise<void>;
}
