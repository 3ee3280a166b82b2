// The shortest way of a token: text that grows, named by a number within the connection. Its place is told once, with the number.
// A text frame is a flat list, three parts for each text: which, where, what.
import { ChatError } from "./errors.ts";
import type { StepText } from "./events.ts";
import { isUuid, type StepId } from "./ids.ts";
import type { TextField } from "./step.ts";

/** What a number stands for from now on: number, step, field, revision. */
export type TextPlace = readonly [number: number, stepId: StepId, field: TextField, rev: number];
/** For each text: its number, or its place if the number is new; the offset; the text. */
export type TextFrame = readonly (TextPlace | number | string)[];

/** A chat in which more texts grow at once names some of them more often. Few, because a server keeps them for each connection. */
const NUMBERS = 8;

/** Writes the text frames of one connection. */
export class TextFrameWriter {
  readonly #places: TextPlace[] = [];
  #last: TextPlace | undefined;
  #next = 0;

  /** The frame of these texts, in their order. The one that reads it must read all of them. */
  write(texts: readonly StepText[]): TextFrame {
    const frame: (TextPlace | number | string)[] = [];
    for (const text of texts) frame.push(this.#name(text), text.at, text.text);
    return frame;
  }

  #name(text: StepText): TextPlace | number {
    if (this.#last && isPlaceOf(this.#last, text)) return this.#last[0];
    const known = this.#places.find((place) => isPlaceOf(place, text));
    if (known) {
      this.#last = known;
      return known[0];
    }
    const number = this.#next;
    this.#next = (number + 1) % NUMBERS;
    this.#last = [number, text.stepId, text.field, text.rev];
    this.#places[number] = this.#last;
    return this.#last;
  }
}

function isPlaceOf([, stepId, field, rev]: TextPlace, text: StepText): boolean {
  return stepId === text.stepId && field === text.field && rev === text.rev;
}

/** Reads the text frames of one connection. A browser loads no schemas for this, so it looks for itself. */
export class TextFrameReader {
  readonly #places = new Map<number, TextPlace>();

  /** The texts of a frame; throws BAD_REQUEST when it is none, or names a number that was never told. */
  read(frame: readonly unknown[]): StepText[] {
    if (frame.length % 3 !== 0) throw notValid();
    const texts: StepText[] = [];
    for (let index = 0; index < frame.length; index += 3) {
      const [, stepId, field, rev] = this.#find(frame[index]);
      const [at, text] = [frame[index + 1], frame[index + 2]];
      if (!isCount(at) || typeof text !== "string") throw notValid();
      texts.push({ type: "step-text", stepId, field, rev, at, text });
    }
    return texts;
  }

  #find(name: unknown): TextPlace {
    if (isPlace(name)) {
      this.#places.set(name[0], name);
      return name;
    }
    const place = typeof name === "number" ? this.#places.get(name) : undefined;
    if (!place) throw notValid();
    return place;
  }
}

function isPlace(value: unknown): value is TextPlace {
  if (!Array.isArray(value)) return false;
  const [number, stepId, field, rev] = value as unknown[];
  return isCount(number) && number < NUMBERS && isUuid(stepId) && (field === "input" || field === "output") && isCount(rev);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function notValid(): ChatError {
  return new ChatError("BAD_REQUEST", "The text frame is not valid.");
}
