// Text that grows by tokens. Pieces are joined every few KiB: `+=` would keep a rope node for every token.

const JOIN_AT = 4 * 1024;

/** A text under construction; the same class on the server and in the browser. */
export class TextBuffer {
  #joined: string;
  /** What came after `#joined`, in order; undefined while there is nothing. */
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
    if (this.#piecesLength >= JOIN_AT) this.compact();
  }

  /** Starts the text anew under a higher revision. */
  replace(text: string, rev: number): void {
    this.#joined = text;
    this.#pieces = undefined;
    this.#piecesLength = 0;
    this.#rev = rev;
  }

  /** The text from an offset to the end. Near the end, where an outlet reads after every token, the long part is not touched. */
  read(from = 0): string {
    if (from >= this.#joined.length && from > 0) return this.#tail().slice(from - this.#joined.length);
    this.compact();
    return from <= 0 ? this.#joined : this.#joined.slice(from);
  }

  /** Joins the pieces: worth it when the text is whole. */
  compact(): void {
    if (!this.#pieces) return;
    const tail = this.#tail();
    this.#joined = this.#joined === "" ? tail : this.#joined + tail;
    this.#pieces = undefined;
    this.#piecesLength = 0;
  }

  toString(): string {
    return this.read();
  }

  /** The pieces as one. */
  #tail(): string {
    if (!this.#pieces) return "";
    if (this.#pieces.length === 1) return this.#pieces[0] ?? "";
    const tail = this.#pieces.join("");
    this.#pieces = [tail];
    return tail;
  }
}
