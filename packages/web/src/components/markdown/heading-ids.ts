// The names headings can be linked to by: their words, as `#the-words`; the second of the same name ends in `-1`.
import { toPlain } from "./plain-text.ts";

/** Longer headings are named by their beginning. */
const LONGEST = 200;

export class HeadingIds {
  readonly #taken = new Map<string, number>();
  #names: { readonly name: string; readonly start: number }[] = [];

  /** The name for a heading, unlike all before it. */
  take(source: string, start: number): string {
    const name = this.#free(toSlug(source.slice(0, LONGEST)));
    this.#names.push({ name, start });
    return name;
  }

  /** Forgets the headings at or after an offset, when the text from there on is read anew. */
  forgetFrom(offset: number): void {
    const kept = this.#names.filter(({ start }) => start < offset);
    if (kept.length === this.#names.length) return;
    this.#names = kept;
    this.#taken.clear();
    for (const { name } of kept) this.#claim(name);
  }

  #free(slug: string): string {
    let name = slug;
    for (let count = this.#taken.get(slug) ?? 0; this.#taken.has(name); count += 1) {
      name = `${slug}-${count}`;
      this.#taken.set(slug, count + 1);
    }
    this.#claim(name);
    return name;
  }

  #claim(name: string): void {
    if (!this.#taken.has(name)) this.#taken.set(name, 1);
  }
}

function toSlug(source: string): string {
  return toPlain(source)
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replace(/ /g, "-");
}
