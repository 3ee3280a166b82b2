// What follows the `]` of a link: an address with perhaps a title, or a label. Each is read once, or given up soon.

export interface LinkTail {
  readonly address: string;
  readonly title: string | undefined;
  /** Where the text goes on. */
  readonly end: number;
}

/** Parentheses within an address; more of them and it is none. */
const MAX_PARENTHESES = 32;
/** The longest label of a definition. */
export const MAX_LABEL = 999;

const escapable = /[!-/:-@[-`{-~]/;

export class LinkTails {
  readonly #text: string;
  /** Closers of titles that do not come any more. */
  readonly #missing = new Set<string>();

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads `(address "title")` at an index; "open" when the text ends before it does. */
  inline(from: number): LinkTail | "open" | undefined {
    const text = this.#text;
    if (text[from] !== "(") return undefined;
    const start = this.#skipSpace(from + 1);
    const pointed = text[start] === "<";
    const stop = pointed ? this.#pointed(start) : this.#bare(start);
    if (stop === undefined || stop === "open") return stop;
    const address = pointed ? text.slice(start + 1, stop - 1) : text.slice(start, stop);
    let at = this.#skipSpace(stop);
    let title: string | undefined;
    if (at > stop) {
      const end = this.#title(at);
      if (end === "open") return end;
      if (end !== undefined) {
        title = text.slice(at + 1, end - 1);
        at = this.#skipSpace(end);
      }
    }
    if (at >= text.length) return "open";
    return text[at] === ")" ? { address, title, end: at + 1 } : undefined;
  }

  /** Reads `[label]: address "title"` at an index, up to the end of its line. */
  definition(from: number): (LinkTail & { readonly label: string }) | undefined {
    const text = this.#text;
    const start = this.#skipBlanks(from);
    const labelEnd = text[start + 1] === "^" ? undefined : this.labelEnd(start);
    if (labelEnd === undefined || text[labelEnd] !== ":") return undefined;
    const label = text.slice(start + 1, labelEnd - 1);
    const begin = this.#skipLine(labelEnd + 1);
    const pointed = text[begin] === "<";
    const read = pointed ? this.#pointed(begin) : this.#bare(begin);
    const stop = read === "open" && !pointed ? text.length : read;
    if (label.trim() === "" || stop === undefined || stop === "open" || stop === begin) return undefined;
    const address = pointed ? text.slice(begin + 1, stop - 1) : text.slice(begin, stop);
    const titled = this.#skipLine(stop);
    const title = titled > stop ? this.#title(titled) : undefined;
    if (typeof title === "number") {
      const end = this.#lineEnd(title);
      if (end !== undefined) return { label, address, title: text.slice(titled + 1, title - 1), end };
    }
    const end = this.#lineEnd(stop);
    return end === undefined ? undefined : { label, address, title: undefined, end };
  }

  /** Where the label that begins with the `[` at an index ends, after its `]`. */
  labelEnd(from: number): number | undefined {
    const text = this.#text;
    if (text[from] !== "[") return undefined;
    const limit = Math.min(text.length, from + MAX_LABEL + 2);
    for (let at = from + 1; at < limit; at += 1) {
      const character = text[at];
      if (character === "]") return at + 1;
      if (character === "[") return undefined;
      if (character === "\\") at += 1;
    }
    return undefined;
  }

  #skipBlanks(from: number): number {
    let at = from;
    while (this.#text[at] === " " || this.#text[at] === "\t") at += 1;
    return at;
  }

  /** Skips blanks and at most one end of a line. */
  #skipLine(from: number): number {
    const at = this.#skipBlanks(from);
    return this.#text[at] === "\n" ? this.#skipBlanks(at + 1) : at;
  }

  /** Where the next line begins, if nothing but blanks stands before it. */
  #lineEnd(from: number): number | undefined {
    const at = this.#skipBlanks(from);
    if (at >= this.#text.length) return at;
    return this.#text[at] === "\n" ? at + 1 : undefined;
  }

  #skipSpace(from: number): number {
    let at = from;
    while (at < this.#text.length && /[ \t\n]/.test(this.#text[at] ?? "")) at += 1;
    return at;
  }

  #pointed(from: number): number | "open" | undefined {
    const text = this.#text;
    for (let at = from + 1; at < text.length; at += 1) {
      const character = text[at];
      if (character === ">") return at + 1;
      if (character === "<" || character === "\n") return undefined;
      if (character === "\\") at += 1;
    }
    return "open";
  }

  #bare(from: number): number | "open" | undefined {
    const text = this.#text;
    let depth = 0;
    let at = from;
    for (; at < text.length; at += 1) {
      const character = text[at] ?? "";
      if (character <= " " || character === "\u007f") break;
      if (character === "\\" && escapable.test(text[at + 1] ?? "")) at += 1;
      else if (character === "(") {
        depth += 1;
        if (depth > MAX_PARENTHESES) return undefined;
      } else if (character === ")") {
        if (depth === 0) break;
        depth -= 1;
      }
    }
    if (at >= text.length) return "open";
    return depth === 0 ? at : undefined;
  }

  #title(from: number): number | "open" | undefined {
    const text = this.#text;
    const opener = text[from] ?? "";
    const closer = opener === "(" ? ")" : opener;
    if (opener !== '"' && opener !== "'" && opener !== "(") return undefined;
    if (this.#missing.has(closer)) return "open";
    for (let at = from + 1; at < text.length; at += 1) {
      const character = text[at];
      if (character === closer) return at + 1;
      if (character === "(" && opener === "(") return undefined;
      if (character === "\\") at += 1;
    }
    this.#missing.add(closer);
    return "open";
  }
}
