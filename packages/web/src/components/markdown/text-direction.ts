// Which way a block reads: as the first letter that belongs to a direction. Code, formulas, addresses and markup have none to give.
// A text that grows is looked at once: nothing before the place where the answer still waits for more is read again.

export type Direction = "ltr" | "rtl";

export interface DirectionOptions {
  readonly latex: boolean;
  readonly html: boolean;
}

/** Code, a formula or an address that is longer counts as words: what is looked at again with each token stays small. */
const REACH = 1_000;

/** Finds the direction of a text that comes in pieces. */
export class DirectionFinder {
  readonly #options: DirectionOptions;
  #rest = "";
  /** The character before the rest. */
  #before = " ";
  #found: Direction | undefined;
  /** The text may begin with a definition, which shows nothing. */
  #mayDefine: boolean;
  #blocked = false;

  constructor(options: DirectionOptions, { mayDefine = false }: { readonly mayDefine?: boolean } = {}) {
    this.#options = options;
    this.#mayDefine = mayDefine;
  }

  get found(): Direction | undefined {
    return this.#found;
  }

  add(text: string): void {
    if (this.#found || this.#blocked) return;
    this.#rest += text;
    this.#scan(false);
  }

  /** No more text will come. */
  end(): Direction | undefined {
    if (!this.#found && !this.#blocked) this.#scan(true);
    return this.#found;
  }

  #scan(complete: boolean): void {
    const text = this.#rest;
    let at = 0;
    if (this.#mayDefine && text !== "") {
      const define = beginsDefinition(text, complete);
      if (define === "wait") return;
      this.#mayDefine = false;
      if (define) {
        this.#blocked = true;
        return;
      }
    }
    while (at < text.length) {
      const end = skip(text, at, { ...this.#options, complete, before: text[at - 1] ?? this.#before });
      if (end === "wait") break;
      if (end > at) {
        at = end;
        continue;
      }
      const point = text.codePointAt(at) ?? 0;
      // Half of a pair: the other half is on its way.
      if (point >= 0xd800 && point <= 0xdbff && at + 1 === text.length && !complete) break;
      this.#found = directionOf(point);
      if (this.#found) return;
      at += point > 0xffff ? 2 : 1;
    }
    this.#before = text[at - 1] ?? this.#before;
    this.#rest = text.slice(at);
  }
}

/** The direction of a whole text. */
export function findDirection(text: string, options: DirectionOptions): Direction | undefined {
  const finder = new DirectionFinder(options);
  finder.add(text);
  return finder.end();
}

function beginsDefinition(text: string, complete: boolean): boolean | "wait" {
  const start = text.trimStart();
  if (start === "") return complete ? false : "wait";
  if (!start.startsWith("[")) return false;
  const close = start.slice(0, REACH).indexOf("]");
  if (close < 0) return complete || start.length >= REACH ? false : "wait";
  if (close + 1 === start.length) return complete ? false : "wait";
  return start[close + 1] === ":";
}

interface SkipOptions extends DirectionOptions {
  readonly complete: boolean;
  readonly before: string;
}

/** Where what has no direction at a place ends; the place itself when it is a word's or a mark's. */
function skip(text: string, at: number, options: SkipOptions): number | "wait" {
  switch (text[at]) {
    case "\\":
      return skipEscape(text, at, options);
    case "`":
      return skipCode(text, at, options);
    case "$":
      return options.latex ? skipDollars(text, at, options) : at + 1;
    case "<":
      return skipTag(text, at, options);
    case "[":
      return skipFootnote(text, at, options);
    case "]":
      if (at + 1 === text.length) return options.complete ? at + 1 : "wait";
      return text[at + 1] === "(" ? closed(text, at, ")", options, at + 1) : at + 1;
    case "&":
      return skipReference(text, at, options);
    case "h":
    case "H":
    case "w":
    case "W":
      return skipAddress(text, at, options);
    default:
      return at;
  }
}

/** Past the next `closer`, if it is near; `otherwise` when there is none. */
function closed(text: string, at: number, closer: string, { complete }: SkipOptions, otherwise: number): number | "wait" {
  const near = text.slice(at, at + REACH);
  const end = near.indexOf(closer, 1);
  if (end >= 0) return at + end + closer.length;
  return complete || near.length >= REACH ? otherwise : "wait";
}

function skipEscape(text: string, at: number, options: SkipOptions): number | "wait" {
  const next = text[at + 1];
  if (next === undefined) return options.complete ? at + 1 : "wait";
  if (options.latex && (next === "(" || next === "[")) return closed(text, at, next === "(" ? "\\)" : "\\]", options, at + 2);
  // A letter behind a backslash is a letter.
  return /[A-Za-z\u0080-\uffff]/.test(next) ? at + 1 : at + 2;
}

function skipCode(text: string, at: number, options: SkipOptions): number | "wait" {
  const near = text.slice(at, at + REACH);
  const run = /^`+/.exec(near)?.[0].length ?? 1;
  const grows = !options.complete && near.length < REACH;
  if (run === near.length && grows) return "wait";
  for (const { index, 0: marks } of near.slice(run).matchAll(/`+/g)) {
    const end = run + index + marks.length;
    if (end === near.length && grows) return "wait";
    if (marks.length === run) return at + end;
  }
  return grows ? "wait" : at + run;
}

function skipDollars(text: string, at: number, options: SkipOptions): number | "wait" {
  if (at + 1 === text.length) return options.complete ? at + 1 : "wait";
  const marks = text[at + 1] === "$" ? "$$" : "$";
  // No formula begins with a space: that is money.
  if (marks === "$" && /\s/.test(text[at + 1] ?? "")) return at + 1;
  const end = closed(text, at + marks.length - 1, marks, options, at + marks.length);
  return marks === "$" && end !== "wait" && /\s/.test(text[end - 2] ?? "") ? at + 1 : end;
}

function skipTag(text: string, at: number, options: SkipOptions): number | "wait" {
  const end = closed(text, at, ">", options, at + 1);
  if (end === "wait" || end === at + 1) return end;
  const inside = text.slice(at + 1, end - 1);
  const isAddress = /^[^\s<>]*[:@][^\s<>]*$/.test(inside);
  return isAddress || (options.html && /^[A-Za-z/!?]/.test(inside)) ? end : at + 1;
}

function skipFootnote(text: string, at: number, options: SkipOptions): number | "wait" {
  if (at + 1 === text.length) return options.complete ? at + 1 : "wait";
  return text[at + 1] === "^" ? closed(text, at, "]", options, at + 2) : at + 1;
}

function skipAddress(text: string, at: number, options: SkipOptions): number | "wait" {
  if (/\w/.test(options.before)) return at;
  const head = text.slice(at, at + 8).toLowerCase();
  if (/^(?:https?:\/\/|www\.)/.test(head)) {
    const length = /^[!-~]+/.exec(text.slice(at, at + REACH))?.[0].length ?? 1;
    return at + length === text.length && !options.complete && length < REACH ? "wait" : at + length;
  }
  const mayGrow = ["https://", "http://", "www."].some((start) => start.startsWith(head));
  return mayGrow && at + head.length === text.length && !options.complete ? "wait" : at;
}

function skipReference(text: string, at: number, { complete }: SkipOptions): number | "wait" {
  const near = text.slice(at, at + 40);
  const whole = /^&#?\w{1,32};/.exec(near)?.[0].length;
  if (whole !== undefined) return at + whole;
  return /^&#?\w{0,32}$/.test(near) && !complete ? "wait" : at + 1;
}

const letter = /^\p{L}$/u;

function directionOf(point: number): Direction | undefined {
  if (point === 0x200e) return "ltr";
  if (point === 0x200f || point === 0x061c) return "rtl";
  if (point < 0x41 || !letter.test(String.fromCodePoint(point))) return undefined;
  return isRightToLeft(point) ? "rtl" : "ltr";
}

/** Hebrew, Arabic and their kin: Unicode keeps these ranges for letters that run from right to left. */
function isRightToLeft(point: number): boolean {
  return (
    (point >= 0x0590 && point <= 0x08ff) ||
    (point >= 0xfb1d && point <= 0xfdff) ||
    (point >= 0xfe70 && point <= 0xfeff) ||
    (point >= 0x10800 && point <= 0x10fff) ||
    (point >= 0x1e800 && point <= 0x1efff)
  );
}
