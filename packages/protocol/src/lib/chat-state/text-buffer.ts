// Text that grows by tokens. Pieces are joined every few KiB: `+=` would keep a rope node for every token.

const JOIN_AT = 4 * 1024;

/** A text under construction; the same class on the server and in the browser. */
export class TextBuffer {
  #joined: string;
  #pieces: string[] | undefined;
  #piecesLength = 0;
  #rev: number;

  constructor(text = "", rev = 0) {
    this.#joined = text;
    this.#rev = rev;
  }

  /** Counts how often the text was replaced. */
  get rev(): number {
    return this.#rev;
  }

  /** In UTF-16 units. */
  get length(): number {
    return this.#joined.length + this.#piecesLength;
  }

  append(text: string): void {
    if (text === "") return;
    if (this.#pieces) this.#pieces.push(text);
    else this.#pieces = [text];
    this.#piecesLength += text.length;
    if (this.#piecesLength >= JOIN_AT) this.#join();
  }

  /** Starts the text anew under a higher revision. */
  replace(text: string, rev: number): void {
    this.#joined = text;
    this.#pieces = undefined;
    this.#piecesLength = 0;
    this.#rev = rev;
  }

  /** The text from an offset to the end. */
  read(from = 0): string {
    if (this.#pieces) this.#join();
    return from === 0 ? this.#joined : this.#joined.slice(from);
  }

  toString(): string {
    return this.read();
  }

  #join(): void {
    if (!this.#pieces) return;
    this.#joined = this.#joined === "" ? this.#pieces.join("") : this.#joined + this.#pieces.join("");
    this.#pieces = undefined;
    this.#piecesLength = 0;
  }
}
