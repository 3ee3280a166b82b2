// Walks the head of a line by columns, so that a tab counts for the four columns it fills.

/** A place in a line. Tabs before the place are turned to spaces as it meets them. */
export class LineCursor {
  #rest: string;
  #column = 0;

  constructor(line: string) {
    this.#rest = line;
  }

  /** Columns of white space before the next character. */
  get indent(): number {
    const run = /^[ \t]*/.exec(this.#rest)?.[0] ?? "";
    if (!run.includes("\t")) return run.length;
    let spaces = "";
    for (const character of run) {
      spaces += character === "\t" ? " ".repeat(4 - ((this.#column + spaces.length) % 4)) : " ";
    }
    this.#rest = spaces + this.#rest.slice(run.length);
    return spaces.length;
  }

  /** The line from the next character that is not white space. */
  get text(): string {
    return this.#rest.slice(this.indent);
  }

  get isBlank(): boolean {
    return this.indent === this.#rest.length;
  }

  /** Passes over up to this many columns of white space. */
  skipSpaces(columns: number): void {
    this.skip(Math.min(columns, this.indent));
  }

  /** Passes over characters. */
  skip(count: number): void {
    this.#rest = this.#rest.slice(count);
    this.#column += count;
  }

  /** The line from here on, white space included. */
  remaining(): string {
    // Asking for the indent turns the tabs at the front to spaces first.
    return this.indent >= 0 ? this.#rest : "";
  }
}
