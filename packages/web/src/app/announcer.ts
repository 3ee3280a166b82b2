// What a screen reader is told: short sentences, one after the other, never more often than every two seconds.

const PAUSE_MS = 2_000;

/** Collects announcements and gives them to one polite region. */
export class Announcer {
  #region: HTMLElement | undefined;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** The element that speaks; a ref callback. */
  readonly attach = (region: HTMLElement | null): (() => void) => {
    this.#region = region ?? undefined;
    return () => {
      this.#region = undefined;
    };
  };

  say(text: string): void {
    if (this.#waiting.at(-1) === text) return;
    this.#waiting.push(text);
    if (this.#timer === undefined) this.#speak();
  }

  #speak(): void {
    const text = this.#waiting.join(" ");
    this.#waiting = [];
    if (this.#region) this.#region.textContent = text;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#waiting.length > 0) this.#speak();
    }, PAUSE_MS);
  }
}
