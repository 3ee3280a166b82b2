// Facts as the entries of a log: texts of the same step that follow each other become one, what is too large for an entry is split, and read
// again as it was. An entry says by its first sign whether its batch goes on in the next one.
import type { ServerEvent, StepText } from "@colloquy/protocol";
import { MOST_ENTRY_BYTES } from "./limits.ts";

const LAST = "=";
const MORE = "+";
/** The body of an entry that says nothing. */
export const NOTHING = `${LAST}[]`;
/** A sign of JSON takes three bytes at most for each UTF-16 unit. */
const MOST_UNITS = Math.floor((MOST_ENTRY_BYTES - 1) / 3);
/** In JSON a unit of a text may be written as six signs. */
const MOST_TEXT_UNITS = Math.floor(MOST_ENTRY_BYTES / 6) - 256;

/** Gathers facts in their order; a text that goes on where the last one ended is put behind it. */
export class Gathered {
  #events: ServerEvent[] = [];
  /** The pieces of the text at the end, joined when they are taken. */
  #text: { readonly first: StepText; readonly pieces: string[]; end: number } | undefined;
  /** In UTF-16 units of text; other facts are not counted until they are written. */
  units = 0;

  get isEmpty(): boolean {
    return this.#text === undefined && this.#events.length === 0;
  }

  push(event: ServerEvent): void {
    if (event.type !== "step-text") {
      this.#closeText();
      this.#events.push(event);
      return;
    }
    this.units += event.text.length;
    const open = this.#text;
    if (open && continues(open.first, open.end, event)) {
      open.pieces.push(event.text);
      open.end += event.text.length;
      return;
    }
    this.#closeText();
    this.#text = { first: event, pieces: [event.text], end: event.at + event.text.length };
  }

  take(): readonly ServerEvent[] {
    this.#closeText();
    const events = this.#events;
    this.#events = [];
    this.units = 0;
    return events;
  }

  #closeText(): void {
    if (!this.#text) return;
    const { first, pieces } = this.#text;
    this.#events.push(pieces.length === 1 ? first : { ...first, text: pieces.join("") });
    this.#text = undefined;
  }
}

function continues(text: StepText, end: number, next: StepText): boolean {
  return text.stepId === next.stepId && text.field === next.field && text.rev === next.rev && next.at === end;
}

/** The bodies of entries that say these facts. */
export function toBodies(events: readonly ServerEvent[]): string[] {
  const bodies: string[] = [];
  let batch: string[] = [];
  let bytes = 3;
  const close = () => {
    if (batch.length > 0) bodies.push(`${LAST}[${batch.join(",")}]`);
    batch = [];
    bytes = 3;
  };
  for (const event of events.flatMap(inPieces)) {
    const json = JSON.stringify(event);
    const size = Buffer.byteLength(json) + 1;
    if (bytes + size > MOST_ENTRY_BYTES) close();
    if (size + 3 > MOST_ENTRY_BYTES) bodies.push(...split(`[${json}]`));
    else {
      batch.push(json);
      bytes += size;
    }
  }
  close();
  return bodies;
}

/** A long text as several that follow each other. */
function inPieces(event: ServerEvent): ServerEvent[] {
  if (event.type !== "step-text" || event.text.length <= MOST_TEXT_UNITS) return [event];
  const pieces: ServerEvent[] = [];
  for (let at = 0; at < event.text.length; ) {
    const end = wholeCharacter(event.text, Math.min(event.text.length, at + MOST_TEXT_UNITS));
    pieces.push({ ...event, at: event.at + at, text: event.text.slice(at, end) });
    at = end;
  }
  return pieces;
}

function split(json: string): string[] {
  const bodies: string[] = [];
  for (let at = 0; at < json.length; ) {
    const end = wholeCharacter(json, Math.min(json.length, at + MOST_UNITS));
    bodies.push(`${end === json.length ? LAST : MORE}${json.slice(at, end)}`);
    at = end;
  }
  return bodies;
}

/** Not between the two units of a character: alone they are no UTF-8. */
function wholeCharacter(text: string, end: number): number {
  const unit = text.charCodeAt(end - 1);
  return end < text.length && unit >= 0xd800 && unit < 0xdc00 ? end - 1 : end;
}

/** Reads the bodies of entries in their order. */
export class BatchReader {
  #begun = "";

  /** The facts of a batch that is complete with this body, or undefined while it goes on. Throws for what nobody of ours has written. */
  read(body: string): readonly ServerEvent[] | undefined {
    const json = this.#begun + body.slice(1);
    if (body.startsWith(MORE)) {
      this.#begun = json;
      return undefined;
    }
    this.#begun = "";
    const events: unknown = body.startsWith(LAST) ? JSON.parse(json) : undefined;
    if (!Array.isArray(events) || !events.every(isFact)) throw new Error("An entry of the log says no facts.");
    return events;
  }

  /** What was begun is not continued. */
  reset(): void {
    this.#begun = "";
  }
}

/** A kind of fact that another release knows is one, too. */
function isFact(value: unknown): value is ServerEvent {
  if (typeof value !== "object" || value === null || !("type" in value)) return false;
  return value.type === "step-text" || ("seq" in value && typeof value.seq === "number");
}
