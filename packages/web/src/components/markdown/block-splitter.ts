// Splits a growing text into blocks, a line at a time. It looks at each character a bounded number of times, so a token costs
// the same at the end of a long answer as at its beginning. A line is acted on as soon as what it is can no longer change.
// What it becomes is bounded: see `node-budget.ts`.
// Limits: a reference definition counts once its paragraph closed; a formula ends at a blank line; list items do not know "tight" from "loose".
import { Container, type ContainerData, type Fence, type Leaf, OpenLeaf } from "./block-tree.ts";
import { Definitions } from "./definitions.ts";
import { referencesIn } from "./footnote-references.ts";
import { HeadingIds } from "./heading-ids.ts";
import { type LinePlan, type Opening, planLine } from "./line-plan.ts";
import { MarkRuns } from "./mark-runs.ts";
import { NewlineReader } from "./newlines.ts";
import { NodeBudget, nodesOf } from "./node-budget.ts";
import { sealLeaf, toText } from "./sealed-leaf.ts";
import { splitRow } from "./table-rows.ts";
import { type Direction, DirectionFinder, findDirection } from "./text-direction.ts";

export interface SplitterOptions {
  readonly latex: boolean;
  readonly html: boolean;
}

/** From this length on, a line whose kind is still open is looked at again only each time it has doubled. */
const LONG_LINE = 256;

export class BlockSplitter {
  readonly root: Container;
  readonly definitions = new Definitions();
  /** The leaf being written, if one is open. */
  leaf: OpenLeaf | undefined;
  readonly #options: SplitterOptions;
  readonly #changed = new Set<Container>();
  readonly #headings = new HeadingIds();
  readonly #budget = new NodeBudget();
  readonly #newlines = new NewlineReader();
  readonly #marks = new MarkRuns();
  #open: Container[];
  #nextId = 1;
  /** The line being written, while what it is stays open; once it is acted on, its text goes straight to the leaf. */
  #held = "";
  #acted = false;
  #tryAt = 0;
  #offset = 0;
  #lineStart = 0;
  #lastLineStart = 0;

  constructor(options: SplitterOptions) {
    this.#options = options;
    this.root = new Container(0, 0, { kind: "root" });
    this.#open = [this.root];
  }

  /** The innermost open container: where the open leaf stands. */
  get parent(): Container {
    return this.#open.at(-1) ?? this.root;
  }

  /** Reads more text and returns the containers that got a child or closed. */
  feed(delta: string): ReadonlySet<Container> {
    this.#changed.clear();
    const text = this.#marks.read(this.#newlines.read(delta));
    if (this.leaf?.kind === "rest") {
      this.#offset += text.length;
      this.leaf.append(text);
      return this.#changed;
    }
    let from = 0;
    for (let newline = text.indexOf("\n"); newline >= 0; newline = text.indexOf("\n", from)) {
      this.#read(text.slice(from, newline));
      this.#offset += 1;
      this.#endLine();
      from = newline + 1;
      if (this.#budget.isSpent) {
        this.#openRest(text.slice(from));
        return this.#changed;
      }
    }
    if (from < text.length) this.#read(text.slice(from));
    return this.#changed;
  }

  /** Closes everything: no more text will come. */
  end(): ReadonlySet<Container> {
    this.#changed.clear();
    if (this.#acted || this.#held !== "") this.#endLine();
    this.#closeTo(0);
    this.definitions.footnotes.end();
    this.#changed.add(this.definitions.footnotes.section);
    return this.#changed;
  }

  /**
   * Goes back to where a text that differs from some offset on can be read anew, keeping every block that cannot have changed.
   * Returns the offset to feed from.
   */
  rewind(offset: number): number {
    const blocks = this.root.children;
    let keep = blocks.findIndex(({ start }) => start > offset);
    keep = (keep < 0 ? blocks.length : keep) - 2;
    const start = keep > 0 ? (blocks[keep]?.start ?? 0) : 0;
    while (keep > 0 && blocks[keep - 1]?.start === start) keep -= 1;
    blocks.length = Math.max(keep, 0);
    this.definitions.forgetFrom(start);
    this.#headings.forgetFrom(start);
    this.#budget.rewind(start);
    this.#open = [this.root];
    this.root.open = true;
    this.leaf = undefined;
    this.#held = "";
    this.#acted = false;
    this.#newlines.reset();
    this.#marks.reset();
    this.#tryAt = 0;
    this.#offset = this.#lineStart = this.#lastLineStart = start;
    return start;
  }

  #read(text: string): void {
    this.#offset += text.length;
    if (this.#acted) {
      this.#write(text);
      return;
    }
    this.#held += text;
    if (this.#held.length < this.#tryAt) return;
    const plan = planLine(this.#held, this.#blocks(), false);
    if (plan) this.#act(plan);
    else if (this.#held.length >= LONG_LINE) this.#tryAt = this.#held.length * 2;
  }

  #endLine(): void {
    if (!this.#acted) {
      const plan = planLine(this.#held, this.#blocks(), true);
      if (plan) this.#act(plan);
    }
    const { leaf } = this;
    if (leaf) leaf.lineIsWhole = true;
    if (leaf && (leaf.kind === "heading" || leaf.kind === "row" || leaf.kind === "rule")) this.#sealLeaf();
    else if (leaf?.fence?.kind === "html" && leaf.fence.end?.test(leaf.line)) this.#sealLeaf();
    this.#acted = false;
    this.#held = "";
    this.#tryAt = 0;
    this.#lastLineStart = this.#lineStart;
    this.#lineStart = this.#offset;
  }

  #blocks() {
    return { containers: this.#open, leaf: this.leaf, ...this.#options };
  }

  #act(plan: LinePlan): void {
    this.#acted = true;
    this.#held = "";
    const { action } = plan;
    if (action.kind === "lazy") {
      this.#line(action.text);
      return;
    }
    this.#closeTo(plan.matched);
    if (plan.openings.length > 0 && plan.openings[0]?.kind !== "setext") this.#sealLeaf();
    for (const opening of plan.openings) this.#openBlock(opening);
    this.#finish(action);
  }

  #finish(action: LinePlan["action"]): void {
    switch (action.kind) {
      case "text":
      case "lazy":
        this.#text(action.text);
        break;
      case "leaf-line":
        // The closer of a formula alone on its line adds no line of its own.
        if (action.text !== "" || !action.closes) this.#line(action.text);
        if (action.closes) this.#sealLeaf();
        break;
      case "indented-code":
        this.#closeTable();
        this.#openLeaf({ kind: "code", fence: { kind: "indent" } });
        this.#line(action.text);
        break;
      case "table":
        this.#openTable(action);
        break;
      case "close-callout":
        this.#closeTo(this.#open.length - 1);
        break;
      case "close-leaf":
        this.#sealLeaf();
        break;
      case "blank":
        this.#sealLeaf();
        this.#closeTable();
        break;
      case "opened":
        break;
      default:
        action satisfies never;
    }
  }

  #text(text: string): void {
    if (!this.leaf) {
      this.#openLeaf({ kind: this.parent.data.kind === "table" ? "row" : "paragraph" });
    } else if (this.leaf.fence && this.leaf.fence.kind !== "html") {
      // The line ended a formula or indented code that it does not belong to.
      this.#sealLeaf();
      this.#openLeaf({ kind: "paragraph" });
    }
    this.#line(text);
  }

  #line(text: string): void {
    this.leaf?.beginLine();
    this.#write(text);
  }

  #write(text: string): void {
    const { leaf } = this;
    if (!leaf) return;
    leaf.append(text);
    if (leaf.finder?.found) this.#direct(leaf.finder.found);
  }

  /** What the words stand in reads as they do, unless words before them had a direction. */
  #direct(dir: Direction): void {
    for (let depth = this.#open.length - 1; depth > 0; depth -= 1) {
      const container = this.#open[depth];
      if (!container || container.dir) return;
      container.dir = dir;
      this.#changed.add(container);
    }
  }

  /** The page is full: what follows is kept as text. */
  #openRest(text: string): void {
    this.#closeTo(1);
    this.#sealLeaf();
    this.#openLeaf({ kind: "rest", fence: { kind: "rest" } });
    this.#acted = true;
    this.#offset += text.length;
    this.leaf?.beginLine();
    this.leaf?.append(text);
  }

  #openBlock(opening: Opening): void {
    if (opening.kind !== "setext") this.#closeTable();
    const { kind } = opening;
    if (kind !== "list-item" && this.parent.data.kind === "list") this.#closeTo(this.#open.length - 1);
    switch (opening.kind) {
      case "quote":
        this.#push(opening.alert ? { kind: "callout", alert: opening.alert, title: undefined } : { kind: "quote" });
        break;
      case "callout":
        this.#push({ kind: "callout", alert: opening.alert, title: opening.title }, { colons: opening.colons });
        if (opening.title) this.parent.dir = findDirection(opening.title, this.#options);
        break;
      case "footnote":
        this.#push({ kind: "footnote", label: opening.label, indent: 4 });
        this.definitions.footnotes.define(opening.label, this.parent, this.#changed);
        break;
      case "list-item":
        this.#openItem(opening);
        break;
      case "heading":
        this.#openLeaf({ kind: "heading", level: opening.level });
        break;
      case "setext":
        this.#sealLeaf({ kind: "heading", level: opening.level });
        break;
      case "rule":
        this.#openLeaf({ kind: "rule" });
        break;
      case "code":
        this.#openLeaf({ kind: "code", language: opening.language, fence: opening.fence });
        break;
      case "math":
        this.#openLeaf({ kind: "math", fence: { kind: "math", close: opening.close } });
        if (opening.text !== "") this.#line(opening.text);
        if (opening.closed) this.#sealLeaf();
        break;
      case "html":
        this.#openLeaf({ kind: "html", fence: { kind: "html", end: opening.end } });
        break;
      case "item":
        break;
      default:
        opening satisfies never;
    }
  }

  #openItem({ start, indent, task }: Opening & { kind: "list-item" }): void {
    const list = this.parent.data;
    const same = list.kind === "list" && list.marker === start.marker;
    if (list.kind === "list" && !same) this.#closeTo(this.#open.length - 1);
    if (!same) this.#push({ kind: "list", ordered: start.ordered, first: start.number, marker: start.marker });
    this.#push({ kind: "item", indent, task });
  }

  #openTable({ head, align }: LinePlan["action"] & { kind: "table" }): void {
    const { leaf } = this;
    if (!leaf) return;
    const before = leaf.source.slice(0, Math.max(leaf.source.length - leaf.line.length - 1, 0));
    if (before === "") this.leaf = undefined;
    else {
      leaf.source = before;
      this.#sealLeaf();
    }
    // A table begins with its head, the line before the one that made it a table.
    this.#push({ kind: "table", head, align }, { start: this.#lastLineStart });
    const table = this.parent;
    table.dir = findDirection(head.join(" "), this.#options);
    this.#refer(table, head);
    this.#budget.spend(head.length * 2 + nodesOf({ kind: "paragraph", source: head.join("|") }, this.#options.latex));
  }

  #closeTable(): void {
    if (this.parent.data.kind === "table") this.#closeTo(this.#open.length - 1);
  }

  #openLeaf(options: { kind: Leaf["kind"]; level?: number; language?: string; fence?: Fence }): void {
    this.#sealLeaf();
    if (this.parent.data.kind === "list") this.#closeTo(this.#open.length - 1);
    const { kind } = options;
    const finder =
      kind === "paragraph" || kind === "heading" || kind === "row"
        ? new DirectionFinder(this.#options, { mayDefine: kind === "paragraph" })
        : undefined;
    this.leaf = new OpenLeaf({ id: this.#nextId++, start: this.#lineStart, ...options, ...(finder && { finder }) });
  }

  #push(data: ContainerData, { colons = 0, start = this.#lineStart }: { readonly colons?: number; readonly start?: number } = {}): void {
    this.#sealLeaf();
    const level = this.parent.level + (data.kind === "list" || data.kind === "table" ? 0 : 1);
    const container = new Container(this.#nextId++, start, data, { colons, level });
    this.#budget.spend(data.kind === "callout" ? 12 : 3);
    this.#mark(start);
    this.parent.children.push(container);
    this.#changed.add(this.parent);
    this.#open.push(container);
  }

  #closeTo(length: number): void {
    if (length >= this.#open.length) return;
    this.#sealLeaf();
    for (let depth = this.#open.length - 1; depth >= length; depth -= 1) {
      const container = this.#open[depth];
      if (!container) continue;
      container.open = false;
      this.#changed.add(container);
    }
    this.#open.length = Math.max(length, 1);
    this.#open[0] ??= this.root;
  }

  #sealLeaf(heading?: { kind: "heading"; level: number }): void {
    const { leaf } = this;
    if (!leaf) return;
    this.leaf = undefined;
    const sealed = sealLeaf(leaf, heading, { options: this.#options, definitions: this.definitions, headings: this.#headings });
    this.definitions.footnotes.seal();
    if (!sealed) return;
    const nodes = nodesOf(sealed, this.#options.latex);
    this.#mark(sealed.start);
    this.#budget.spend(nodes);
    if (sealed.dir) this.#direct(sealed.dir);
    this.parent.children.push(this.#budget.isTooMuch(nodes) && sealed.kind !== "row" ? toText(sealed) : sealed);
    this.#changed.add(this.parent);
    if (!sealed.source.includes("[^")) return;
    if (sealed.kind === "row") this.#refer(sealed, splitRow(sealed.source));
    else if (sealed.kind === "paragraph" || sealed.kind === "heading") this.#refer(sealed, [sealed.source]);
  }

  /** Remembers what the page was before a block of the text's own level, which it may be read anew from. */
  #mark(start: number): void {
    if (this.#open.length === 1) this.#budget.mark(start);
  }

  /** Takes note of the footnotes that a block names. */
  #refer({ id, start }: { readonly id: number; readonly start: number }, texts: readonly string[]): void {
    const at = { options: this.#options, definitions: this.definitions };
    const references = texts.flatMap((text, index) => referencesIn(text, `${id}.${index}`, at));
    if (references.length === 0) return;
    const inside = this.#open.find(({ data }) => data.kind === "footnote");
    this.definitions.footnotes.refer(references, { start, inside }, this.#changed);
  }
}
