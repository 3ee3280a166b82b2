// Text goes from the wire to whoever shows it without passing through the store's views: a token costs one call per reader.
import type { StepId, TextBuffer, TextField } from "@colloquy/protocol";
import { Listeners } from "./listeners.ts";

/** What happened to a text: it grew at its end, or it has to be read anew. */
export type TextChange = { readonly kind: "append"; readonly text: string } | { readonly kind: "replace" };

/** One growing text of a step. The same object for as long as the store lives. */
export interface TextSource {
  /** In UTF-16 units. */
  readonly length: number;
  /** True when the step is finished. It may still change when its author updates it. */
  readonly closed: boolean;
  /** The text from an offset to the end. */
  read(from?: number): string;
  /** Tells of changes that come after this call, at most once per frame. Returns the way out. */
  subscribe(listener: (change: TextChange) => void): () => void;
}

/** Where a source finds what it shows; the answer changes when a branch or a snapshot replaces the state. */
export interface TextLookup {
  find(stepId: StepId, field: TextField): TextBuffer | undefined;
  isClosed(stepId: StepId): boolean;
}

/** The source behind the interface; the store tells it what changed. */
export class StepTextSource implements TextSource {
  readonly stepId: StepId;
  readonly field: TextField;
  readonly #lookup: TextLookup;
  readonly #listeners = new Listeners<[TextChange]>();
  /** The text its readers know of. */
  #shown: TextBuffer | undefined;
  #pieces: string[] = [];
  #restarted = false;

  constructor(stepId: StepId, field: TextField, lookup: TextLookup) {
    this.stepId = stepId;
    this.field = field;
    this.#lookup = lookup;
    this.#shown = lookup.find(stepId, field);
  }

  get length(): number {
    return this.#lookup.find(this.stepId, this.field)?.length ?? 0;
  }

  get closed(): boolean {
    return this.#lookup.isClosed(this.stepId);
  }

  read(from = 0): string {
    return this.#lookup.find(this.stepId, this.field)?.read(from) ?? "";
  }

  subscribe(listener: (change: TextChange) => void): () => void {
    return this.#listeners.add(listener);
  }

  /** True when nobody reads it and there is nothing to read. */
  get unused(): boolean {
    return this.#listeners.size === 0 && this.#lookup.find(this.stepId, this.field) === undefined;
  }

  /** Keeps what a fact appended until the frame is done. */
  grow(text: string): void {
    this.#shown = this.#lookup.find(this.stepId, this.field);
    if (this.#listeners.size > 0 && !this.#restarted) this.#pieces.push(text);
  }

  /** The text began anew under a higher revision. */
  restart(): void {
    this.#shown = this.#lookup.find(this.stepId, this.field);
    this.#restarted = true;
    this.#pieces = [];
  }

  /** Tells what the frame did, in one piece. */
  flush(): void {
    const restarted = this.#restarted;
    const [first, ...more] = this.#pieces;
    this.#restarted = false;
    this.#pieces = [];
    if (restarted) this.#listeners.emit({ kind: "replace" });
    else if (first !== undefined) this.#listeners.emit({ kind: "append", text: more.length === 0 ? first : first + more.join("") });
  }

  /** Looks whether another buffer took the place of the known one, as after a snapshot; a reader only gets what is new to it. */
  rebind(): void {
    const before = this.#shown;
    const now = this.#lookup.find(this.stepId, this.field);
    if (now === before) return;
    this.flush();
    this.#shown = now;
    if (this.#listeners.size === 0) return;
    const known = before?.read() ?? "";
    const text = now?.read() ?? "";
    if (!text.startsWith(known)) this.#listeners.emit({ kind: "replace" });
    else if (text.length > known.length) this.#listeners.emit({ kind: "append", text: text.slice(known.length) });
  }
}
