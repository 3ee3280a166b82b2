// A text that grows: what the Markdown engine reads, and all it knows of where words come from.

/** What happened to a source's text since the last call. */
export type TextChange = { kind: "append"; text: string } | { kind: "replace" };

/**
 * A text that grows at its end and is sometimes replaced.
 * A source says that it closed by one more change (an `append` of `""` is enough) after `closed` became true.
 */
export interface TextSource {
  readonly length: number;
  /** The text from an offset on; the whole of it without one. */
  read(from?: number): string;
  subscribe(listener: (change: TextChange) => void): () => void;
  /** True when no more text will come. */
  readonly closed: boolean;
}

/** A source held in memory, with the means to write to it. */
export interface WritableTextSource extends TextSource {
  append(text: string): void;
  replace(text: string): void;
  close(): void;
}

/** Makes a source in memory: for previews and for text that does not come from a chat. */
export function createTextSource(initial = ""): WritableTextSource {
  let text = initial;
  let closed = false;
  const listeners = new Set<(change: TextChange) => void>();
  const tell = (change: TextChange) => {
    for (const listener of listeners) listener(change);
  };
  return {
    get length() {
      return text.length;
    },
    get closed() {
      return closed;
    },
    read: (from = 0) => text.slice(from),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    append(more) {
      text += more;
      tell({ kind: "append", text: more });
    },
    replace(whole) {
      text = whole;
      tell({ kind: "replace" });
    },
    close() {
      closed = true;
      tell({ kind: "append", text: "" });
    },
  };
}
