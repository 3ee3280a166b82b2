// What the person opened or closed by hand: it stays so when the work ends, and over a reload of the tab. Kept for the newest of them only.

const KEY = "colloquy:opened";
const MOST = 200;

/** The choices of this tab, by what they are about: the id of a step, or a name made from one. */
export class OpenedByHand {
  readonly #choices: Map<string, boolean>;
  readonly #listeners = new Set<() => void>();

  constructor() {
    this.#choices = new Map(read());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Undefined where the person has chosen nothing. */
  get(about: string): boolean | undefined {
    return this.#choices.get(about);
  }

  set(about: string, open: boolean): void {
    this.#choices.delete(about);
    this.#choices.set(about, open);
    for (const oldest of this.#choices.keys()) {
      if (this.#choices.size <= MOST) break;
      this.#choices.delete(oldest);
    }
    write([...this.#choices]);
    for (const listener of this.#listeners) listener();
  }
}

function read(): [string, boolean][] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isChoice).slice(-MOST) : [];
  } catch {
    return []; // Forbidden storage, or somebody else wrote there: all is as the app wishes it.
  }
}

function isChoice(value: unknown): value is [string, boolean] {
  return Array.isArray(value) && typeof value[0] === "string" && typeof value[1] === "boolean";
}

function write(choices: readonly [string, boolean][]): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // Full or forbidden storage: the choices hold until the reload.
  }
}
