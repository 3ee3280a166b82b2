// The footnotes of one text: which are referred to, in which order, and what each says. A number is given when a label is first named
// and stays while text comes in; when no more comes, the labels that nothing defines lose theirs and are shown as they were written.
import { Container } from "./block-tree.ts";

interface Footnote {
  readonly label: string;
  /** 0 as long as nothing that is shown refers to it. */
  number: number;
  /** The places that refer to it, in order. */
  readonly places: string[];
  /** What its own text refers to: that counts once this footnote is referred to. */
  readonly inner: Reference[];
  container: Container | undefined;
}

/** A place that names a footnote. */
export interface Reference {
  readonly label: string;
  readonly place: string;
}

type Entry = { readonly start: number } & (
  | { readonly kind: "definition"; readonly label: string; readonly container: Container }
  | { readonly kind: "reference"; readonly reference: Reference; readonly inside: Container | undefined }
);

/** The name of a label, whatever its case. */
export function toFootnoteLabel(label: string): string {
  return label.toLowerCase();
}

export class Footnotes {
  /** The footnotes that are shown, by number. */
  readonly section = new Container(-1, 0, { kind: "footnotes" });
  readonly #tell: (label: string) => void;
  readonly #byLabel = new Map<string, Footnote>();
  #numbered: Footnote[] = [];
  /** Labels in the block that is being written, until it is sealed. */
  #unsealed: string[] = [];
  /** All that was read, so that a part of it can be forgotten. */
  #entries: Entry[] = [];

  constructor(tell: (label: string) => void) {
    this.#tell = tell;
  }

  /** The number a label is shown with; `undefined` when it has none, or nothing defines it. */
  numberOf(label: string): number | undefined {
    return this.#byLabel.get(toFootnoteLabel(label))?.number || undefined;
  }

  /** The number of a label in the block that is being written, which is not among the references yet. */
  numberWhileLive(label: string): number {
    const name = toFootnoteLabel(label);
    const known = this.numberOf(name);
    if (known !== undefined) return known;
    let at = this.#unsealed.indexOf(name);
    if (at < 0) at = this.#unsealed.push(name) - 1;
    return this.#numbered.length + at + 1;
  }

  isDefined(label: string): boolean {
    return this.#byLabel.get(toFootnoteLabel(label))?.container !== undefined;
  }

  placesOf(label: string): readonly string[] {
    return this.#byLabel.get(toFootnoteLabel(label))?.places ?? [];
  }

  /** Takes a definition; the first of a label is the one that counts. Adds what is shown otherwise to `changed`. */
  define(label: string, container: Container, changed: Set<Container>): void {
    const name = toFootnoteLabel(label);
    this.#entries.push({ kind: "definition", start: container.start, label: name, container });
    this.#define(name, container, changed);
  }

  /** Takes the references of a block that is sealed, by place. Adds what is shown otherwise to `changed`. */
  refer(
    references: readonly Reference[],
    at: { readonly start: number; readonly inside: Container | undefined },
    changed: Set<Container>,
  ): void {
    for (const { label, place } of references) {
      const reference = { label: toFootnoteLabel(label), place };
      this.#entries.push({ kind: "reference", reference, ...at });
      this.#refer(reference, at.inside, changed);
    }
  }

  /** What the block that was being written named counts from its references now. */
  seal(): void {
    if (this.#unsealed.length > 0) this.#unsealed = [];
  }

  /** No more text will come: numbers go to what is defined. */
  end(): void {
    this.#unsealed = [];
    const all = this.#numbered;
    this.#numbered = all.filter(({ container }) => container);
    for (const [index, note] of this.#numbered.entries()) note.number = index + 1;
    for (const note of all) {
      if (!note.container) note.number = 0;
      this.#tell(note.label);
    }
  }

  /** Forgets what stood at or after an offset, when the text from there on is read anew. */
  forgetFrom(offset: number): void {
    const labels = [...this.#byLabel.keys()];
    this.#byLabel.clear();
    this.#numbered = [];
    this.#unsealed = [];
    this.section.children.length = 0;
    this.#entries = this.#entries.filter(({ start }) => start < offset);
    const changed = new Set<Container>();
    for (const entry of this.#entries) {
      if (entry.kind === "definition") this.#define(entry.label, entry.container, changed);
      else this.#refer(entry.reference, entry.inside, changed);
    }
    for (const label of labels) this.#tell(label);
    for (const container of changed.add(this.section)) container.touch();
  }

  #define(name: string, container: Container, changed: Set<Container>): void {
    const note = this.#note(name);
    if (note.container) return;
    note.container = container;
    if (note.number > 0) this.#show(note, changed);
  }

  #refer(reference: Reference, inside: Container | undefined, changed: Set<Container>): void {
    if (inside?.data.kind === "footnote") {
      const host = this.#note(toFootnoteLabel(inside.data.label));
      if (host.container !== inside) return;
      host.inner.push(reference);
      if (host.number === 0) return;
    }
    const waiting = [reference];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const note = this.#note(next.label);
      note.places.push(next.place);
      if (note.number > 0) {
        if (note.container) changed.add(note.container);
        continue;
      }
      note.number = this.#numbered.push(note);
      waiting.push(...note.inner.toReversed());
      if (note.container) this.#show(note, changed);
    }
  }

  #show(note: Footnote, changed: Set<Container>): void {
    const { children } = this.section;
    let from = 0;
    for (let to = children.length; from < to; ) {
      const middle = (from + to) >> 1;
      if (this.#numberIn(middle) < note.number) from = middle + 1;
      else to = middle;
    }
    if (note.container) children.splice(from, 0, note.container);
    changed.add(this.section);
    this.#tell(note.label);
  }

  #numberIn(index: number): number {
    const child = this.section.children[index];
    return child instanceof Container && child.data.kind === "footnote" ? (this.numberOf(child.data.label) ?? 0) : 0;
  }

  #note(name: string): Footnote {
    let note = this.#byLabel.get(name);
    if (!note) {
      note = { label: name, number: 0, places: [], inner: [], container: undefined };
      this.#byLabel.set(name, note);
    }
    return note;
  }
}
