// The inline text that is being written: plain words go to the end of one text node; markup re-reads only what is not settled yet.
import type { Definitions } from "./definitions.ts";
import { type InlineOptions, parseInline } from "./inline.ts";
import { lastTextOf, patchInline } from "./inline-dom.ts";
import { repairInline } from "./inline-repair.ts";

/** A character that may change how text around it reads, or could with what comes after it. */
const significant = /[\\`*_~[\]()<>!&$:@|\n]|www/;
/** Settled text beyond this length is not read again. */
const SETTLE = 400;
/** Text whose markup never closed is taken as it stands beyond this length, so that one stray star costs nothing. */
const GIVE_UP = 2_000;

export class LiveInline {
  readonly #element: Element;
  readonly #options: InlineOptions;
  readonly #definitions: Definitions;
  /** What is read again when markup comes: the text since the last settled place. */
  #source = "";
  #settledNodes = 0;
  #last: Text | undefined;
  #settled = true;

  constructor(element: Element, options: InlineOptions, definitions: Definitions) {
    this.#element = element;
    this.#options = options;
    this.#definitions = definitions;
  }

  append(text: string): void {
    if (text === "") return;
    if (this.#settled && this.#last && this.#source.length > SETTLE && /^\s/.test(text)) this.#settle();
    this.#source += text;
    if (this.#last && !significant.test(text)) this.#last.appendData(text);
    else this.#read();
  }

  #read(): void {
    if (this.#source.length > GIVE_UP) this.#settleAtSpace();
    const { source, open, settled } = repairInline(this.#source, this.#options.latex);
    const nodes = parseInline(source, this.#options, this.#definitions);
    patchInline(this.#element, nodes, this.#settledNodes);
    this.#last = open ? lastTextOf(this.#element, nodes) : undefined;
    this.#settled = settled;
  }

  #settle(): void {
    this.#source = "";
    this.#settledNodes = this.#element.childNodes.length;
    this.#last = undefined;
  }

  /** Settles up to the last space, whether or not something is open there. */
  #settleAtSpace(): void {
    const at = this.#source.lastIndexOf(" ");
    if (at <= 0) return;
    const rest = this.#source.slice(at);
    patchInline(
      this.#element,
      parseInline(repairInline(this.#source.slice(0, at), this.#options.latex).source, this.#options, this.#definitions),
      this.#settledNodes,
    );
    this.#settle();
    this.#source = rest;
  }
}
