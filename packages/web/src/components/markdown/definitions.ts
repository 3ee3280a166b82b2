// Link reference definitions (`[label]: url "title"`), gathered as paragraphs close.

export interface Definition {
  readonly href: string;
  readonly title: string | undefined;
  /** Offset in the text of the paragraph it stood in. */
  readonly start: number;
}

const definition =
  /^ {0,3}\[((?!\^)(?:\\.|[^[\]\\])+)\]:[ \t]*\n?[ \t]*(?:<([^<>\n]*)>|([^\s<]\S*))(?:(?:[ \t]+|[ \t]*\n[ \t]*)("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?[ \t]*(?:\n|$)/;

/** The definitions of one text. The first of a label wins. Views that name a label not yet defined may listen. */
export class Definitions {
  readonly #byLabel = new Map<string, Definition>();
  readonly #listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get(label: string): Definition | undefined {
    return this.#byLabel.get(normalise(label));
  }

  /** Takes the definitions at the front of a paragraph's text and returns what is left of it. */
  take(source: string, start: number): string {
    let rest = source;
    let added = false;
    while (rest.startsWith("[") || rest.startsWith(" ")) {
      const match = definition.exec(rest);
      if (!match) break;
      const label = normalise(match[1] ?? "");
      if (label !== "" && !this.#byLabel.has(label)) {
        this.#byLabel.set(label, { href: match[2] ?? match[3] ?? "", title: match[4]?.slice(1, -1), start });
        added = true;
      }
      rest = rest.slice(match[0].length);
    }
    if (added) this.#tell();
    return rest;
  }

  /** Forgets what was defined at or after an offset, when the text from there on is read anew. */
  forgetFrom(offset: number): void {
    for (const [label, { start }] of this.#byLabel) if (start >= offset) this.#byLabel.delete(label);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function normalise(label: string): string {
  return label.trim().replace(/\s+/g, " ").toLowerCase();
}
