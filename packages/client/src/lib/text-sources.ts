// All text sources of a store, and what one fact means for them.
import type { ServerEvent, StepId, StepText, TextField } from "@colloquy/protocol";
import { StepTextSource, type TextLookup, type TextSource } from "./text-source.ts";

const FIELDS: readonly TextField[] = ["input", "output"];

/** Hands out one source per text, and tells the ones that a frame changed. */
export class TextSources {
  readonly #sources = new Map<string, StepTextSource>();
  readonly #lookup: TextLookup;
  readonly #changed = new Set<StepTextSource>();

  constructor(lookup: TextLookup) {
    this.#lookup = lookup;
  }

  get(stepId: StepId, field: TextField): TextSource {
    const key = toKey(stepId, field);
    const known = this.#sources.get(key);
    if (known) return known;
    const source = new StepTextSource(stepId, field, this.#lookup);
    this.#sources.set(key, source);
    return source;
  }

  /** Runs the fold of one text and notes what it appended: from the lengths, not by looking at the text. */
  fold(event: StepText, fold: () => void): void {
    const source = this.#sources.get(toKey(event.stepId, event.field));
    if (!source) {
      fold();
      return;
    }
    const before = this.#lookup.find(event.stepId, event.field);
    const rev = before?.rev;
    const length = before?.length ?? 0;
    fold();
    const after = this.#lookup.find(event.stepId, event.field);
    if (!after || (after.rev === rev && after.length === length)) return;
    const grown = after.length - length;
    if (after.rev === rev || length === 0) source.grow(grown === event.text.length ? event.text : event.text.slice(-grown));
    else source.restart();
    this.#changed.add(source);
  }

  /** Structural facts may put other texts in the place of the known ones. */
  rebind(stepIds: Iterable<StepId>): void {
    for (const stepId of stepIds) for (const field of FIELDS) this.#sources.get(toKey(stepId, field))?.rebind();
  }

  rebindAll(): void {
    for (const [key, source] of this.#sources) {
      source.rebind();
      if (source.unused) this.#sources.delete(key);
    }
  }

  /** Tells every reader what the frame did. */
  flush(): void {
    if (this.#changed.size === 0) return;
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const source of changed) source.flush();
  }
}

/** True for the facts that never touch anything but one text. */
export function isText(event: ServerEvent): event is StepText {
  return event.type === "step-text";
}

function toKey(stepId: StepId, field: TextField): string {
  return `${stepId}/${field}`;
}
