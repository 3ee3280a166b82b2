// What a person typed into the search before its code was there.

/** Collects until the search takes it. */
export class TypedAhead {
  #text = "";
  #enter = false;

  type(text: string): void {
    this.#text = text;
    this.#enter = false;
  }

  /** They want the first thing that is found, as soon as something is. */
  enter(): void {
    this.#enter = this.#text.trim() !== "";
  }

  take(): { readonly text: string; readonly enter: boolean } {
    const taken = { text: this.#text, enter: this.#enter };
    this.type("");
    return taken;
  }
}
