// Brings a growing text to the page: words to the live block, without React; sealed blocks to the tree that React shows.
import { BlockSplitter } from "./block-splitter.ts";
import type { Container, OpenLeaf } from "./block-tree.ts";
import { languages } from "./code-languages.ts";
import { FlushSchedule } from "./flush-schedule.ts";
import type { InlineOptions } from "./inline-node.ts";
import { keepSelection } from "./keep-selection.ts";
import type { LinkedNames } from "./linked-names.ts";
import { createLiveLeaf } from "./live-leaf.ts";
import type { LiveLeaf, LiveWords } from "./live-view.ts";
import { mathLoader } from "./math.ts";
import type { TextChange, TextSource } from "./text-source.ts";

export class StreamingBody {
  readonly splitter: BlockSplitter;
  readonly #source: TextSource;
  readonly #options: InlineOptions;
  readonly #schedule = new FlushSchedule(() => this.flush());
  readonly #slots = new Map<Container, HTMLElement>();
  readonly #words: LiveWords;
  /** The text read so far, to find where a replaced text begins to differ. */
  #text = "";
  #pending = "";
  #replaced = false;
  #ended = false;
  #shown = false;
  #leaf: OpenLeaf | undefined;
  #live: LiveLeaf | undefined;

  #restIsOpen = false;
  #names: LinkedNames | undefined;

  constructor(source: TextSource, options: InlineOptions, words: LiveWords) {
    this.#source = source;
    this.#options = { ...options, names: () => this.#names };
    this.#words = words;
    this.splitter = new BlockSplitter(this.#options);
    if (options.latex) void mathLoader.load();
    this.#feed(source.read());
    if (source.closed) this.#end();
  }

  /** Whether blocks are sealed before a reader's eyes now, rather than shown whole from the start. */
  get isLive(): boolean {
    return this.#shown;
  }

  /** Whether the person opened the text behind the limit while it grew. */
  get restIsOpen(): boolean {
    return this.#restIsOpen;
  }

  /** Names that lead somewhere from now on. Sealed blocks are told by React; the live one reads them with its next word. */
  setNames(names: LinkedNames | undefined): void {
    this.#names = names;
  }

  /** The text read until now has been shown: what comes from now on is read as it grows. */
  markShown(): void {
    this.#shown = !this.#ended;
  }

  /** Follows the source until the returned function is called. May be called again: it goes on where it was. */
  connect(): () => void {
    this.#catchUp();
    const stop = this.#source.subscribe((change) => this.#onChange(change));
    return () => {
      stop();
      this.#schedule.cancel();
    };
  }

  /** Gives the place in the page where a container's live block stands, as long as the container is open. */
  attach(container: Container, slot: HTMLElement): () => void {
    this.#slots.set(container, slot);
    this.#place();
    return () => {
      if (this.#slots.get(container) === slot) this.#slots.delete(container);
    };
  }

  /** Shows what has come in. The schedule calls it; tests may. */
  flush(): void {
    this.#schedule.cancel();
    if (this.#replaced) {
      this.#replaced = false;
      this.#pending = "";
      this.#replaceWith(this.#source.read());
    } else if (this.#pending !== "") {
      const delta = this.#pending;
      this.#pending = "";
      this.#feed(delta);
    }
    if (this.#source.closed) this.#end();
  }

  #onChange(change: TextChange): void {
    if (change.kind === "replace") this.#replaced = true;
    else this.#pending += change.text;
    this.#schedule.request();
  }

  /** Takes what changed while nobody listened. */
  #catchUp(): void {
    const text = this.#source.read();
    this.#pending = "";
    this.#replaced = false;
    if (text !== this.#text) this.#replaceWith(text);
    if (this.#source.closed) this.#end();
  }

  #replaceWith(text: string): void {
    const same = commonLength(this.#text, text);
    if (same === this.#text.length && !this.#ended) {
      this.#feed(text.slice(same));
      return;
    }
    this.#ended = false;
    const from = this.splitter.rewind(same);
    this.#text = text.slice(0, from);
    this.#dropLive();
    const changed = new Set(this.splitter.feed(text.slice(from))).add(this.splitter.root);
    this.#text = text;
    this.#tell(changed);
  }

  #feed(delta: string): void {
    if (delta === "" || this.#ended) return;
    this.#text += delta;
    this.#tell(this.splitter.feed(delta));
  }

  #end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#tell(this.splitter.end());
  }

  #tell(changed: ReadonlySet<Container>): void {
    const restore = this.#leaf === this.splitter.leaf ? undefined : this.#dropLive();
    for (const container of changed) container.touch();
    this.#write();
    // React shows the sealed block in a microtask that was queued just now; the selection follows it.
    if (restore) queueMicrotask(restore);
  }

  #write(): void {
    const { leaf } = this.splitter;
    if (!leaf) return;
    if (leaf !== this.#leaf) {
      this.#leaf = leaf;
      this.#live = undefined;
      if (leaf.kind === "code") void languages.load(leaf.language);
    }
    const fresh = leaf.takeFresh();
    if (!this.#live) {
      if (typeof document === "undefined") return;
      this.#live = createLiveLeaf(leaf, this.splitter.parent, {
        options: { ...this.#options, live: true },
        definitions: this.splitter.definitions,
        words: this.#words,
        onRestToggle: (open) => {
          this.#restIsOpen = open;
        },
      });
    }
    if (fresh !== "") this.#live.append(fresh);
    if (leaf.lineIsWhole) this.#live.endLine?.();
    if (leaf.finder?.found) this.#live.setDirection?.(leaf.finder.found);
    this.#place();
  }

  #place(): void {
    const slot = this.#slots.get(this.splitter.parent);
    const element = this.#live?.element;
    if (slot && element && element.parentNode !== slot) slot.replaceChildren(element);
  }

  #dropLive(): (() => void) | undefined {
    const element = this.#live?.element;
    this.#live?.close?.();
    const restore = element && keepSelection(element);
    element?.remove();
    this.#live = undefined;
    this.#leaf = undefined;
    return restore;
  }
}

function commonLength(left: string, right: string): number {
  if (right.startsWith(left)) return left.length;
  const limit = Math.min(left.length, right.length);
  let index = 0;
  while (index < limit && left.charCodeAt(index) === right.charCodeAt(index)) index += 1;
  return index;
}
