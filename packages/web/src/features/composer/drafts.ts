// What is written and not sent yet, kept per chat in this browser. A chat without an address shares one draft: the new chat's.

const PREFIX = "colloquy:draft:";
const SAVE_AFTER_MS = 250;

/** Reads and writes drafts; writing waits for a pause in typing. */
export class Drafts {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { readonly key: string; readonly text: string } | undefined;

  load(key: string): string {
    if (this.#waiting?.key === key) return this.#waiting.text;
    try {
      return localStorage.getItem(PREFIX + key) ?? "";
    } catch {
      return ""; // Storage may be forbidden; a draft then lives as long as the page.
    }
  }

  save(key: string, text: string): void {
    if (this.#waiting && this.#waiting.key !== key) this.flush();
    this.#waiting = { key, text };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), SAVE_AFTER_MS);
  }

  /** Writes what waits, at once: the page may be going. */
  flush(): void {
    clearTimeout(this.#timer);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    if (!waiting) return;
    try {
      if (waiting.text === "") localStorage.removeItem(PREFIX + waiting.key);
      else localStorage.setItem(PREFIX + waiting.key, waiting.text);
    } catch {
      // A full or forbidden storage costs the draft of a reload, nothing that was sent.
    }
  }
}
