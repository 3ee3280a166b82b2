// Reads a text once from its beginning to its end into pieces. Each character is looked at a bounded number of times, whatever the text:
// what was looked for in vain is not looked for again, and what could reach far has a limit.
import type { Definitions } from "./definitions.ts";
import { decodeEntities } from "./entities.ts";
import { type Address, addressAt, mailAt, wwwAt } from "./inline-addresses.ts";
import { CodeSpans } from "./inline-code.ts";
import { flankingOf } from "./inline-flanking.ts";
import { isOpenReference, referenceAt } from "./inline-footnote.ts";
import { type Item, plainText } from "./inline-items.ts";
import { LinkTargets, type Target } from "./inline-link-target.ts";
import { Formulas } from "./inline-math.ts";
import type { InlineOptions } from "./inline-node.ts";
import { pairRuns, type Run } from "./inline-runs.ts";
import { Tags } from "./inline-tags.ts";
import { toSafeUrl } from "./safe-url.ts";

/** What reading a text gave: its pieces, and the marks and brackets among them that nothing has closed yet. */
export interface Scan {
  readonly items: Item[];
  readonly runs: Run[];
  readonly brackets: Bracket[];
  /** Brackets from this place on may become links. */
  readonly linked: number;
  /** How the text ends, when it is still being written: something is not shown yet, or in the middle of code. */
  readonly ending: "held" | "code" | undefined;
}

export interface Bracket {
  readonly image: boolean;
  /** Where its words begin in the text, among the pieces and among the runs. */
  readonly start: number;
  readonly items: number;
  readonly runs: number;
  /** Another bracket was opened in it. */
  holds: boolean;
}

/** The next place where something else than words may begin. */
const stops = /[\\`*_~[\]<&\n$@]|!\[|:\/\/|www\./gi;
const escaped = /\\([!-/:-@[-`{-~])/y;
const reference = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/y;

export class InlineScanner {
  readonly #text: string;
  readonly #growing: boolean;
  readonly #options: InlineOptions;
  readonly #definitions: Definitions;
  readonly #items: Item[] = [];
  readonly #runs: Run[] = [];
  readonly #brackets: Bracket[] = [];
  /** Brackets below this place hold a link already, and links do not nest. */
  #linked = 0;
  readonly #code: CodeSpans;
  readonly #targets: LinkTargets;
  readonly #tags: Tags;
  readonly #formulas: Formulas;
  /** Words from `#from` to `#at` are not among the pieces yet. */
  #from = 0;
  #at = 0;
  #ending: Scan["ending"];

  /** With `growing`, the text goes on: what may become something else with what follows is held back. */
  constructor(text: string, options: InlineOptions, definitions: Definitions, growing = false) {
    this.#growing = growing;
    this.#text = text;
    this.#options = options;
    this.#definitions = definitions;
    this.#code = new CodeSpans(text);
    this.#targets = new LinkTargets(text, { definitions, root: options.root, growing });
    this.#tags = new Tags(text);
    this.#formulas = new Formulas(text);
  }

  /** Reads the text. Marks outside of links are not paired yet. */
  read(): Scan {
    const text = this.#text;
    for (;;) {
      stops.lastIndex = this.#at;
      const stop = stops.exec(text);
      if (!stop) break;
      this.#at = stop.index;
      this.#readStop(stop[0]);
    }
    this.#at = text.length;
    this.#flush();
    return { items: this.#items, runs: this.#runs, brackets: this.#brackets, linked: this.#linked, ending: this.#ending };
  }

  #readStop(stop: string): void {
    const at = this.#at;
    switch (stop) {
      case "\\":
        this.#backslash();
        break;
      case "`":
        this.#codeSpan();
        break;
      case "*":
      case "_":
      case "~":
        this.#marks(stop);
        break;
      case "[":
      case "![":
        this.#openBracket(stop);
        break;
      case "]":
        this.#closeBracket();
        break;
      case "<":
        this.#tag();
        break;
      case "&":
        this.#reference();
        break;
      case "\n":
        this.#newline();
        break;
      case "$":
        this.#dollar();
        break;
      case "@":
        this.#address(mailAt(this.#text, at, this.#from), 1);
        break;
      case "://":
        this.#address(addressAt(this.#text, at, this.#from, this.#brackets.length > 0), 3);
        break;
      default:
        this.#address(wwwAt(this.#text, at, this.#brackets.length > 0), 4);
    }
  }

  /** Puts the words up to here among the pieces, and a piece after them; the text goes on at `end`. */
  #put(item: Item, end: number): void {
    this.#flush();
    this.#items.push(item);
    this.#at = this.#from = end;
  }

  #flush(until = this.#at): void {
    if (until > this.#from) this.#items.push({ kind: "text", text: this.#text.slice(this.#from, until) });
    this.#from = until;
  }

  /** Nothing from here on is shown while the text is being written: what it is depends on what follows. */
  #hold(): void {
    this.#flush();
    this.#ending = "held";
    this.#at = this.#from = this.#text.length;
  }

  #backslash(): void {
    if (this.#formula()) return;
    if (this.#growing && this.#at + 1 === this.#text.length) {
      this.#hold();
      return;
    }
    escaped.lastIndex = this.#at;
    const character = escaped.exec(this.#text)?.[1];
    if (character !== undefined) this.#put({ kind: "text", text: character }, this.#at + 2);
    else if (this.#text[this.#at + 1] === "\n") this.#break(this.#at, this.#at + 1);
    else this.#at += 1;
  }

  #newline(): void {
    const text = this.#text;
    let end = this.#at;
    while (end > this.#from && text[end - 1] === " ") end -= 1;
    if (this.#at - end >= 2) this.#break(end, this.#at);
    else {
      this.#flush(end);
      this.#items.push({ kind: "text", text: "\n" });
      this.#at = this.#from = this.#lineStart(this.#at + 1);
    }
  }

  #break(end: number, newline: number): void {
    this.#flush(end);
    this.#items.push({ kind: "node", node: { kind: "break" } });
    this.#at = this.#from = this.#lineStart(newline + 1);
  }

  /** Where the words of the line that begins at an index begin. */
  #lineStart(index: number): number {
    let at = index;
    while (this.#text[at] === " " || this.#text[at] === "\t") at += 1;
    return at;
  }

  #codeSpan(): void {
    const span = this.#code.at(this.#at);
    if (span.text === undefined && this.#growing) this.#openCode(span.end);
    else if (span.text === undefined) this.#at = span.end;
    else this.#put({ kind: "node", node: { kind: "code", text: span.text } }, span.end);
  }

  #openCode(start: number): void {
    if (start === this.#text.length) this.#hold();
    else {
      this.#put({ kind: "node", node: { kind: "code", text: this.#text.slice(start) } }, this.#text.length);
      this.#ending = "code";
    }
  }

  #marks(character: string): void {
    const at = this.#at;
    let end = at + 1;
    while (this.#text[end] === character) end += 1;
    const written = end - at;
    const { opens, closes } = flankingOf(this.#text, at, written);
    if (this.#growing && end === this.#text.length && (!closes || (character === "~" && written < 2))) {
      this.#hold();
      return;
    }
    // One tilde says "about", or names a home directory: only two delete.
    if ((!opens && !closes) || (character === "~" && written !== 2)) {
      this.#at = end;
      return;
    }
    const run: Run = { character, written, opens, closes, left: written, ending: 0, beginning: [] };
    this.#put({ kind: "run", run }, end);
    this.#runs.push(run);
  }

  #tag(): void {
    const found = this.#tags.at(this.#at);
    if (!found) this.#at += 1;
    else if (found.kind === "html") {
      const raw = this.#text.slice(this.#at, found.end);
      // A line break is harmless and the only way to have one inside a table.
      const kept = this.#options.html || /^<br\s*\/?>$/i.test(raw);
      this.#put(kept ? { kind: "html", raw } : { kind: "text", text: raw }, found.end);
    } else {
      this.#putAddress(this.#text.slice(this.#at + 1, found.end - 1), found.href, found.end);
    }
  }

  #reference(): void {
    reference.lastIndex = this.#at;
    const written = reference.exec(this.#text)?.[0];
    if (written === undefined) this.#at += 1;
    else this.#put({ kind: "text", text: decodeEntities(written) }, this.#at + written.length);
  }

  #dollar(): void {
    if (this.#formula()) return;
    while (this.#text[this.#at] === "$") this.#at += 1;
  }

  #formula(): boolean {
    const formula = this.#options.latex ? this.#formulas.at(this.#at) : undefined;
    if (this.#growing && formula === "open") {
      this.#hold();
      return true;
    }
    if (formula === "open") return false;
    if (formula) this.#put({ kind: "node", node: { kind: "math", tex: formula.tex, display: formula.display } }, formula.end);
    return formula !== undefined;
  }

  #address(address: Address | undefined, width: number): void {
    if (!address) {
      this.#at += width;
      return;
    }
    const { start, end, href } = address;
    this.#at = start;
    this.#putAddress(this.#text.slice(start, end), href, end);
  }

  /** An address that may not be followed is only words. */
  #putAddress(text: string, address: string, end: number): void {
    const href = toSafeUrl(address);
    const words: Item = { kind: "text", text };
    this.#put(href === undefined ? words : { kind: "link", href, title: undefined, items: [words] }, end);
  }

  #openBracket(written: string): void {
    if (written === "[" && this.#footnote()) return;
    const outer = this.#brackets.at(-1);
    if (outer) outer.holds = true;
    const start = this.#at + written.length;
    this.#put({ kind: "text", text: written }, start);
    const image = written === "![";
    this.#brackets.push({ image, start, items: this.#items.length, runs: this.#runs.length, holds: false });
  }

  #footnote(): boolean {
    if (this.#text[this.#at + 1] !== "^") return false;
    if (this.#growing && isOpenReference(this.#text, this.#at)) {
      this.#hold();
      return true;
    }
    const node = referenceAt(this.#text, this.#at, this.#definitions.footnotes, this.#options.live ?? false);
    if (node) this.#put({ kind: "node", node }, this.#at + node.raw.length);
    return node !== undefined;
  }

  #closeBracket(): void {
    const bracket = this.#brackets.pop();
    const active = bracket && (bracket.image || this.#brackets.length >= this.#linked);
    this.#linked = Math.min(this.#linked, this.#brackets.length);
    const target = active ? this.#targets.at(this.#at, bracket) : undefined;
    if (bracket && target === "open") {
      // Where it leads is still being written; as long as that is so, its words are those of an open bracket.
      this.#brackets.push(bracket);
      this.#hold();
    } else if (bracket && typeof target === "object") this.#closeLink(bracket, target);
    else this.#at += 1;
  }

  #closeLink(bracket: Bracket, { href, title, end }: Target): void {
    this.#flush();
    const items = this.#items.splice(bracket.items);
    // The bracket itself.
    this.#items.pop();
    pairRuns(this.#runs.splice(bracket.runs));
    this.#at = this.#from = end;
    if (bracket.image) this.#items.push({ kind: "node", node: { kind: "image", url: href, alt: plainText(items), title } });
    else {
      this.#items.push({ kind: "link", href, title, items });
      this.#linked = this.#brackets.length;
    }
  }
}
