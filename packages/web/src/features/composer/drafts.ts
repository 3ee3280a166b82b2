// What is composed and not sent yet, kept per chat in this browser. A chat without an address shares one draft: the new chat's.
import { type Draft, EMPTY_DRAFT, isEmptyDraft, readDraft, writeDraft } from "./draft.ts";

const PREFIX = "colloquy:draft:";
const SAVE_AFTER_MS = 250;

/** Whoever signs out leaves no words behind. */
export function forgetDrafts(): void {
  try {
    for (const key of Object.keys(localStorage)) if (/^colloquy:((draft|form|ask):|prompts$)/.test(key)) localStorage.removeItem(key);
  } catch {
    // Then nothing was kept either.
  }
}

/** Reads and writes drafts; writing waits for a pause in typing. */
export class Drafts {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: { readonly key: string; readonly draft: Draft } | undefined;

  load(key: string): Draft {
    if (this.#waiting?.key === key) return this.#waiting.draft;
    try {
      return readDraft(localStorage.getItem(PREFIX + key) ?? "");
    } catch {
      return EMPTY_DRAFT; // Storage may be forbidden; a draft then lives as long as the page.
    }
  }

  save(key: string, draft: Draft): void {
    if (this.#waiting && this.#waiting.key !== key) this.flush();
    this.#waiting = { key, draft };
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
      if (isEmptyDraft(waiting.draft)) localStorage.removeItem(PREFIX + waiting.key);
      else localStorage.setItem(PREFIX + waiting.key, writeDraft(waiting.draft));
    } catch {
      // A full or forbidden storage costs the draft of a reload, nothing that was sent.
    }
  }
}
