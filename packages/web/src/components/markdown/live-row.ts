// The row of a table that is being written: cells are made as they come, and text goes to the last of them only.
import type { Align } from "./block-tree.ts";
import type { Definitions } from "./definitions.ts";
import type { InlineOptions } from "./inline-node.ts";
import { LiveInline } from "./live-inline.ts";
import { DirectionFinder } from "./text-direction.ts";

interface LiveCell {
  readonly element: HTMLElement;
  readonly inline: LiveInline;
  readonly finder: DirectionFinder;
}

export class LiveRow {
  readonly element = document.createElement("tr");
  readonly #align: readonly Align[];
  readonly #options: InlineOptions;
  readonly #definitions: Definitions;
  #cell: LiveCell | undefined;
  #count = 0;
  #begun = false;
  /** The text so far ended in a backslash, which may belong to a pipe. */
  #escape = false;

  constructor(align: readonly Align[], options: InlineOptions, definitions: Definitions) {
    this.#align = align;
    this.#options = options;
    this.#definitions = definitions;
  }

  append(text: string): void {
    const whole = this.#escape ? `\\${text}` : text;
    this.#escape = /(?<!\\)(?:\\\\)*\\$/.test(whole.slice(-64));
    let run = "";
    const end = this.#escape ? whole.length - 1 : whole.length;
    for (let at = 0; at < end; at += 1) {
      const character = whole[at] ?? "";
      if (character === "\\" && whole[at + 1] === "|") {
        run += "|";
        at += 1;
      } else if (character === "|") {
        this.#write(run);
        run = "";
        this.#pipe();
      } else run += character;
    }
    this.#write(run);
  }

  #write(run: string): void {
    const text = this.#cell ? run : run.trimStart();
    if (text === "") return;
    this.#begun = true;
    const cell = this.#cell ?? this.#open();
    cell?.inline.append(text);
    cell?.finder.add(text);
    if (cell?.finder.found && cell.element.dir === "") cell.element.dir = cell.finder.found;
  }

  #pipe(): void {
    // The first pipe of a line opens its first cell; every other ends one.
    if (this.#begun && !this.#cell) this.#open();
    this.#begun = true;
    this.#cell = undefined;
  }

  #open(): LiveCell | undefined {
    if (this.#count >= this.#align.length) return undefined;
    const element = document.createElement("td");
    const side = this.#align[this.#count];
    if (side) element.dataset["align"] = side;
    this.element.lastElementChild?.classList.remove("md-live");
    element.className = "md-live";
    this.element.append(element);
    this.#count += 1;
    const inline = new LiveInline(element, this.#options, this.#definitions);
    this.#cell = { element, inline, finder: new DirectionFinder(this.#options) };
    return this.#cell;
  }
}
