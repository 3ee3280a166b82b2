// One kind of line end, whatever a text that comes in pieces uses.

export class NewlineReader {
  /** A piece ended in a carriage return: a line feed may follow, and belong to it. */
  #carriageReturn = false;

  read(delta: string): string {
    if (!this.#carriageReturn && !delta.includes("\r")) return delta;
    const whole = this.#carriageReturn ? `\r${delta}` : delta;
    this.#carriageReturn = whole.endsWith("\r");
    return (this.#carriageReturn ? whole.slice(0, -1) : whole).replace(/\r\n?/g, "\n");
  }

  /** Forgets what came before. */
  reset(): void {
    this.#carriageReturn = false;
  }
}
