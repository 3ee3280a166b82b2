// Splits a growing text into blocks, a line at a time. It looks at each character a bounded number of times, so a token costs
// the same at the end of a long answer as at its beginning. A line is acted on as soon as what it is can no longer change.
// Limits: a reference definition counts once its paragraph closed; a formula ends at a blank line; list items do not know "tight" from "loose".
import { Container, type ContainerData, type Fence, type Leaf, OpenLeaf } from "./block-tree.ts";
import { Definitions } from "./definitions.ts";
import { type LinePlan, type Opening, planLine } from "./line-plan.ts";

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
  #open: Container[];
  #nextId = 1;
  /** The line being written, while what it is stays open; once it is acted on, its text goes straight to the leaf. */
  #held = "";
  #acted = false;
  #tryAt = 0;
  #offset = 0;
  #lineStart = 0;
  #lastLineStart = 0;
  #carriageReturn = false;

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
    const text = this.#normaliseNewlines(delta);
    let from = 0;
    for (let newline = text.indexOf("\n"); newline >= 0; newline = text.indexOf("\n", from)) {
      this.#read(text.slice(from, newline));
      this.#offset += 1;
      this.#endLine();
      from = newline + 1;
    }
    if (from < text.length) this.#read(text.slice(from));
    return this.#changed;
  }

  /** Closes everything: no more text will come. */
  end(): ReadonlySet<Container> {
    this.#changed.clear();
    if (this.#acted || this.#held !== "") this.#endLine();
    this.#closeTo(0);
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
    this.#open = [this.root];
    this.root.open = true;
    this.leaf = undefined;
    this.#held = "";
    this.#acted = false;
    this.#carriageReturn = false;
    this.#tryAt = 0;
    this.#offset = this.#lineStart = this.#lastLineStart = start;
    return start;
  }

  #normaliseNewlines(delta: string): string {
    if (!this.#carriageReturn && !delta.includes("\r")) return delta;
    const whole = this.#carriageReturn ? `\r${delta}` : delta;
    this.#carriageReturn = whole.endsWith("\r");
    return (this.#carriageReturn ? whole.slice(0, -1) : whole).replace(/\r\n?/g, "\n");
  }

  #read(text: string): void {
    this.#offset += text.length;
    if (this.#acted) {
      this.leaf?.append(text);
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
  }

  #closeTable(): void {
    if (this.parent.data.kind === "table") this.#closeTo(this.#open.length - 1);
  }

  #openLeaf(options: { kind: Leaf["kind"]; level?: number; language?: string; fence?: Fence }): void {
    this.#sealLeaf();
    if (this.parent.data.kind === "list") this.#closeTo(this.#open.length - 1);
    this.leaf = new OpenLeaf({ id: this.#nextId++, start: this.#lineStart, ...options });
  }

  #push(data: ContainerData, { colons = 0, start = this.#lineStart }: { readonly colons?: number; readonly start?: number } = {}): void {
    this.#sealLeaf();
    const container = new Container(this.#nextId++, start, data, colons);
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
    const sealed = this.#toSealed(leaf, heading);
    if (!sealed) return;
    this.parent.children.push(sealed);
    this.#changed.add(this.parent);
  }

  #toSealed(leaf: OpenLeaf, heading: { kind: "heading"; level: number } | undefined): Leaf | undefined {
    const base = { id: leaf.id, start: leaf.start };
    if (leaf.kind === "paragraph") {
      const source = this.definitions.take(leaf.source, leaf.start).trim();
      if (source === "") return undefined;
      return heading ? { ...base, ...heading, source } : { ...base, kind: "paragraph", source };
    }
    if (leaf.kind === "heading") {
      const source = leaf.source.replace(/(?:^|[ \t])#+[ \t]*$/, "").trim();
      return { ...base, kind: "heading", level: leaf.level, source };
    }
    if (leaf.kind === "code") {
      const source = leaf.fence?.kind === "indent" ? leaf.source.replace(/(?:\n[ \t]*)+$/, "") : leaf.source;
      return { ...base, kind: "code", language: leaf.language, source };
    }
    return { ...base, kind: leaf.kind, source: leaf.source };
  }
}
