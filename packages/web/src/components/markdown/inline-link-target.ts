// Where a link leads: to the address after its words, or to what its label was defined as.
import type { Definitions } from "./definitions.ts";
import { toHref, unescapeText } from "./inline-items.ts";
import { LinkTails, MAX_LABEL } from "./inline-link-tail.ts";

export interface Target {
  readonly href: string | undefined;
  readonly title: string | undefined;
  /** Where the text goes on. */
  readonly end: number;
}

interface Context {
  readonly definitions: Definitions;
  readonly root: string | undefined;
  /** The text goes on: an address may be half written. */
  readonly growing: boolean;
}

export class LinkTargets {
  readonly #text: string;
  readonly #context: Context;
  readonly #tails: LinkTails;

  constructor(text: string, context: Context) {
    this.#text = text;
    this.#context = context;
    this.#tails = new LinkTails(text);
  }

  /** Where the link leads whose words end at the `]` at an index; "open" while that is being written. */
  at(index: number, words: { readonly start: number; readonly holds: boolean }): Target | "open" | undefined {
    const { definitions, root, growing } = this.#context;
    const after = index + 1;
    const tail = this.#tails.inline(after);
    if (tail === "open" && growing) return "open";
    if (tail && tail !== "open") return toTarget({ href: tail.address, title: tail.title }, tail.end, root);
    const labelEnd = this.#tails.labelEnd(after);
    const labelled = labelEnd !== undefined && labelEnd > after + 2;
    // The character that comes next tells whether these are the words of a link.
    if (!labelled && growing && after === this.#text.length) return "open";
    if (!labelled && (words.holds || index - words.start > MAX_LABEL)) return undefined;
    const found = definitions.get(labelled ? this.#text.slice(after + 1, labelEnd - 1) : this.#text.slice(words.start, index));
    return found && toTarget(found, labelEnd ?? after, root);
  }
}

function toTarget(written: { readonly href: string; readonly title: string | undefined }, end: number, root: string | undefined): Target {
  return { href: toHref(written.href, root), title: written.title ? unescapeText(written.title) : undefined, end };
}
