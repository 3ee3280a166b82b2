// The blocks of a Markdown text as a tree: leaves are sealed and never change, containers grow at their end until they close.
import type { AlertType } from "./alert-types.ts";
import type { Direction, DirectionFinder } from "./text-direction.ts";

/** How the cells of a table's column are set. */
export type Align = "start" | "center" | "end" | undefined;

/** A block that holds text. `rest` is what comes after the most a page shows with its formatting. */
export type Leaf = { readonly id: number; readonly start: number; readonly source: string; readonly dir?: Direction | undefined } & (
  | { readonly kind: "paragraph" | "math" | "html" | "rule" | "row" | "rest" }
  | { readonly kind: "heading"; readonly level: number; readonly name: string }
  | { readonly kind: "code"; readonly language: string }
);

/** What a container is, with what was known when it opened. */
export type ContainerData =
  | { readonly kind: "root" | "quote" | "footnotes" }
  | { readonly kind: "footnote"; readonly label: string; readonly indent: number }
  | { readonly kind: "callout"; readonly alert: AlertType; readonly title: string | undefined }
  | { readonly kind: "list"; readonly ordered: boolean; readonly first: number; readonly marker: string }
  | { readonly kind: "item"; readonly indent: number; readonly task: boolean | undefined }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly align: readonly Align[] };

export type Block = Leaf | Container;

/** A block that holds blocks. It tells its view when a child was added or when it closed. */
export class Container {
  readonly id: number;
  /** Offset in the text of the line that opened it. */
  readonly start: number;
  readonly data: ContainerData;
  /** How many colons close it, when it is a `:::` container; 0 otherwise. */
  readonly colons: number;
  readonly children: Block[] = [];
  /** How many quotes, alerts and items it stands in, itself among them. */
  readonly level: number;
  /** Which way it reads, from its first words; `undefined` as long as none had a direction: then it reads as what it stands in. */
  dir: Direction | undefined;
  open = true;
  #version = 0;
  readonly #listeners = new Set<() => void>();

  constructor(id: number, start: number, data: ContainerData, { colons = 0, level = 0 }: { colons?: number; level?: number } = {}) {
    this.id = id;
    this.start = start;
    this.data = data;
    this.colons = colons;
    this.level = level;
  }

  readonly version = (): number => this.#version;
  readonly direction = (): Direction | undefined => this.dir;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Tells whoever shows this container that its children or `open` changed. */
  touch(): void {
    this.#version += 1;
    for (const listener of this.#listeners) listener();
  }
}

interface OpenLeafOptions {
  readonly id: number;
  readonly start: number;
  readonly kind: Leaf["kind"];
  readonly level?: number;
  readonly language?: string;
  readonly fence?: Fence;
  readonly finder?: DirectionFinder;
}

/** The leaf that is still being written. It hands each piece of text on exactly once, so nothing is scanned twice. */
export class OpenLeaf {
  readonly id: number;
  readonly start: number;
  kind: Leaf["kind"];
  /** Heading level, or 0. */
  readonly level: number;
  readonly language: string;
  /** How this leaf ends, for those that end by a line of their own. */
  readonly fence: Fence | undefined;
  /** Finds which way it reads, when it holds words. */
  finder: DirectionFinder | undefined;
  /** The line being written. */
  line = "";
  /** That line is whole, though the next one has not begun. */
  lineIsWhole = false;
  #source = "";
  #hasLine = false;
  #fresh = "";

  constructor(options: OpenLeafOptions) {
    this.id = options.id;
    this.start = options.start;
    this.kind = options.kind;
    this.level = options.level ?? 0;
    this.language = options.language ?? "";
    this.fence = options.fence;
    this.finder = options.finder;
  }

  get source(): string {
    return this.#source;
  }

  /** Puts another text in the place of this one's: when its last line turned out to belong to a table. */
  set source(text: string) {
    this.#source = text;
    this.finder = undefined;
  }

  beginLine(): void {
    if (this.#hasLine) this.#write("\n");
    this.#hasLine = true;
    this.lineIsWhole = false;
    this.line = "";
  }

  append(text: string): void {
    this.line += text;
    this.#write(text);
  }

  /** The text written since the last call. */
  takeFresh(): string {
    const fresh = this.#fresh;
    this.#fresh = "";
    return fresh;
  }

  #write(text: string): void {
    this.#source += text;
    this.#fresh += text;
    this.finder?.add(text);
  }
}

/** How a leaf that spans lines of any kind ends. */
export type Fence =
  | { readonly kind: "fence"; readonly character: string; readonly length: number; readonly indent: number }
  | { readonly kind: "indent" | "rest" }
  | { readonly kind: "math"; readonly close: string }
  | { readonly kind: "html"; readonly end: RegExp | undefined };
