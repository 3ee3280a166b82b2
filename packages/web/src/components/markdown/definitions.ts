// Link reference definitions (`[label]: url "title"`), gathered as paragraphs close.
import { Footnotes } from "./footnotes.ts";
import { LinkTails } from "./inline-link-tail.ts";

export interface Definition {
  readonly href: string;
  readonly title: string | undefined;
  /** Offset in the text of the paragraph it stood in. */
  readonly start: number;
}

/** The definitions of one text, footnotes among them. The first of a label wins. Views that name a label may watch it. */
export class Definitions {
  readonly footnotes = new Footnotes((label) => this.#tell(normalise(`^${label}`)));
  readonly #byLabel = new Map<string, Definition>();
  readonly #watchers = new Map<string, Set<() => void>>();

  /** Calls back when what one of the labels means changes; a footnote's begins with `^`. */
  watch(labels: readonly string[], listener: () => void): () => void {
    const names = labels.map(normalise);
    for (const name of names) {
      const watchers = this.#watchers.get(name);
      if (watchers) watchers.add(listener);
      else this.#watchers.set(name, new Set([listener]));
    }
    return () => {
      for (const name of names) {
        const watchers = this.#watchers.get(name);
        watchers?.delete(listener);
        if (watchers?.size === 0) this.#watchers.delete(name);
      }
    };
  }

  /** What a label means now, as a text that differs when that does. */
  meaning(label: string): string {
    if (label.startsWith("^")) {
      const name = label.slice(1);
      return `${this.footnotes.numberOf(name) ?? ""}${this.footnotes.isDefined(name) ? "" : "?"}`;
    }
    const found = this.get(label);
    return found ? JSON.stringify([found.href, found.title]) : "";
  }

  get(label: string): Definition | undefined {
    return this.#byLabel.get(normalise(label));
  }

  /** Takes the definitions at the front of a paragraph's text and returns what is left of it. */
  take(source: string, start: number): string {
    if (!/^[ \t]*\[/.test(source)) return source;
    const tails = new LinkTails(source);
    const added: string[] = [];
    let at = 0;
    for (let found = tails.definition(at); found; found = tails.definition(at)) {
      const label = normalise(found.label);
      if (!this.#byLabel.has(label)) {
        this.#byLabel.set(label, { href: found.address, title: found.title, start });
        added.push(label);
      }
      at = found.end;
    }
    for (const label of added) this.#tell(label);
    return source.slice(at);
  }

  /** Forgets what was defined at or after an offset, when the text from there on is read anew. */
  forgetFrom(offset: number): void {
    for (const [label, { start }] of this.#byLabel) {
      if (start < offset) continue;
      this.#byLabel.delete(label);
      this.#tell(label);
    }
    this.footnotes.forgetFrom(offset);
  }

  #tell(label: string): void {
    for (const listener of this.#watchers.get(label) ?? []) listener();
  }
}

function normalise(label: string): string {
  // Through upper case, as some letters have more than one small form.
  return label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
}
