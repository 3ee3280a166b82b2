// The inline text that is being written: plain words go to the end of one text node; markup re-reads only what is not settled yet.
import type { Definitions } from "./definitions.ts";
import { isCjkLetter } from "./inline-characters.ts";
import { lastTextOf, patchInline } from "./inline-dom.ts";
import { readLive } from "./inline-live.ts";
import type { InlineOptions } from "./inline-node.ts";

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
  /** The last node that is not read again: counting to it would cost more with each. */
  #settledNode: ChildNode | undefined;
  #last: Text | undefined;
  #settled = true;

  constructor(element: Element, options: InlineOptions, definitions: Definitions) {
    this.#element = element;
    this.#options = options;
    this.#definitions = definitions;
  }

  append(text: string): void {
    if (text === "") return;
    const names = this.#options.names?.();
    if (this.#settled && this.#last && this.#source.length > SETTLE && beginsWord(text) && !names?.isOpenAt(this.#source)) this.#settle();
    const mayGrow = /w$/i.test(this.#source.slice(-1)) && /^[w.]/i.test(text);
    this.#source += text;
    if (this.#last && !mayGrow && !significant.test(text) && !names?.mayEndIn(this.#source, text.length)) this.#last.appendData(text);
    else this.#read();
  }

  #read(): void {
    if (this.#source.length > GIVE_UP) this.#giveUp();
    const { nodes: plain, open, settled } = readLive(this.#source, this.#options, this.#definitions);
    const nodes = this.#options.names?.()?.link(plain, true) ?? plain;
    patchInline(this.#element, nodes, this.#settledNode);
    this.#last = open ? lastTextOf(this.#element, nodes) : undefined;
    this.#settled = settled;
  }

  #settle(): void {
    this.#source = "";
    this.#settledNode = this.#element.lastChild ?? undefined;
    this.#last = undefined;
  }

  /** Settles up to the last space, or to the end where there is none near it, whether or not something is open there. */
  #giveUp(): void {
    const source = this.#source;
    const space = source.lastIndexOf(" ");
    const at = space > source.length - SETTLE ? space : source.length;
    const { nodes } = readLive(source.slice(0, at), this.#options, this.#definitions);
    patchInline(this.#element, this.#options.names?.()?.link(nodes) ?? nodes, this.#settledNode);
    this.#settle();
    this.#source = source.slice(at);
  }
}

/** Words before this text need not be read again with it: it begins a word of its own, or is of a script that writes none. */
function beginsWord(text: string): boolean {
  return /^\s/.test(text) || isCjkLetter(text[0] ?? "");
}
