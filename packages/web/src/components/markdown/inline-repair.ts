// Closes what is still open in half-written inline Markdown, so that the tail reads as it will when it is finished.
// The result is only shown, never kept: a sealed block is read from its own text.
import { PENDING_URL } from "./inline.ts";
import { endOfReference } from "./inline-footnote.ts";

export interface Repaired {
  readonly source: string;
  /** Plain text that follows can be put at the end of the last text node: nothing was held back, and that text is not an address. */
  readonly open: boolean;
  /** Nothing is open at the end: what came before can be settled. */
  readonly settled: boolean;
}

interface Mark {
  readonly close: string;
  readonly at: number;
}

/** Repairs the tail of a paragraph. */
export function repairInline(source: string, latex: boolean): Repaired {
  const scan = scanMarks(source, latex);
  let text = source;
  let held = false;
  const cut = (at: number) => {
    text = text.slice(0, at);
    held = true;
  };
  if (scan.cut !== undefined) cut(scan.cut);
  const trailing = /(?:\\|[*_~`]+)$/.exec(text)?.[0];
  // A run of marks at the very end may open, close, or grow: it shows once something follows, unless it closed what was open.
  const whole = trailing !== undefined && scan.closedAt === text.length;
  if (trailing !== undefined && !whole && scan.cut === undefined) cut(text.length - trailing.length);
  const open = scan.marks.filter(({ at, close }) => at + (close.startsWith("]") ? 1 : close.length) < text.length);
  const dropped = scan.marks.find((mark) => !open.includes(mark));
  if (dropped) cut(Math.min(dropped.at, text.length));
  if (open.length === 0) {
    return {
      source: text,
      open: !held && !whole && !/(?:www\.|https?:|@|[([<&])\S*$/i.test(text),
      settled: !held && scan.marks.length === 0,
    };
  }
  const space = /\s*$/.exec(text)?.[0] ?? "";
  const closers = open
    .map(({ close }) => close)
    .reverse()
    .join("");
  const body = text.slice(0, text.length - space.length);
  const inCode = open.at(-1)?.close.startsWith("`") ?? false;
  const patched = inCode ? text + closers : body + closers + space;
  return { source: patched, open: !held && !whole && (inCode || space === "") && !scan.inAddress, settled: false };
}

interface Scan {
  readonly marks: Mark[];
  /** Everything from here on is not shown yet. */
  readonly cut: number | undefined;
  /** Where the last mark that closed something ended. */
  readonly closedAt: number;
  readonly inAddress: boolean;
}

function scanMarks(source: string, latex: boolean): Scan {
  const marks: Mark[] = [];
  let closedAt = -1;
  for (let index = 0; index < source.length; ) {
    const character = source[index] ?? "";
    if (latex && /^(?:\\[([]|\$\$)/.test(source.slice(index, index + 2))) {
      const opener = source.slice(index, index + 2);
      const close = opener === "$$" ? "$$" : opener === "\\(" ? "\\)" : "\\]";
      const end = source.indexOf(close, index + 2);
      if (end < 0) return { marks, cut: index, closedAt, inAddress: false };
      index = end + 2;
    } else if (character === "\\") index += 2;
    else if (character === "`") {
      const run = runAt(source, index, "`");
      const end = findRun(source, index + run, run);
      if (end < 0) {
        marks.push({ close: "`".repeat(run), at: index });
        break;
      }
      index = closedAt = end + run;
    } else if (character === "*" || character === "_" || character === "~") {
      const run = runAt(source, index, character);
      closedAt = readDelimiter(source, index, run, marks) ?? closedAt;
      index += run;
    } else if (character === "[" && endOfReference(source, index) !== undefined) {
      const end = endOfReference(source, index);
      if (typeof end !== "number") return { marks, cut: index, closedAt, inAddress: true };
      index = closedAt = end;
    } else if (character === "[") {
      marks.push({ close: `](${PENDING_URL})`, at: source[index - 1] === "!" ? index - 1 : index });
      index += 1;
    } else if (character === "]") {
      const opener = marks.findLastIndex(({ close }) => close.startsWith("]"));
      if (opener < 0) index += 1;
      else if (index + 1 === source.length) {
        // The next character tells whether this is a link's text.
        return { marks: marks.slice(0, opener + 1), cut: index, closedAt, inAddress: true };
      } else if (source[index + 1] !== "(") {
        marks.splice(opener);
        index += 1;
      } else {
        const end = endOfAddress(source, index + 2);
        if (end < 0) return { marks: marks.slice(0, opener + 1), cut: index, closedAt, inAddress: true };
        marks.splice(opener);
        index = closedAt = end + 1;
      }
    } else index += 1;
  }
  const image = marks.find(({ at }) => source[at] === "!");
  return image
    ? { marks: marks.slice(0, marks.indexOf(image)), cut: image.at, closedAt, inAddress: true }
    : { marks, cut: undefined, closedAt, inAddress: false };
}

/** Opens or closes emphasis; returns where the run ended when it closed something. */
function readDelimiter(source: string, at: number, run: number, marks: Mark[]): number | undefined {
  const character = source[at] ?? "";
  const before = source[at - 1] ?? " ";
  const after = source[at + run] ?? " ";
  const inWord = character === "_" && /\w/.test(before) && /\w/.test(after);
  let left = run;
  let closed = false;
  if (!/\s/.test(before) && !inWord) {
    for (let top = marks.at(-1); top && left > 0 && top.close[0] === character && top.close.length <= left; top = marks.at(-1)) {
      left -= top.close.length;
      marks.pop();
      closed = true;
    }
  }
  const opens = !/\s/.test(after) && !inWord && !(character === "_" && /\w/.test(before)) && (character !== "~" || run <= 2);
  if (left > 0 && opens && !closed) {
    let offset = at;
    // Three marks are strong around emphasis; the longer closes first.
    for (const length of left === 3 ? [1, 2] : [Math.min(left, 2)]) {
      marks.push({ close: character.repeat(length), at: offset });
      offset += length;
    }
  }
  return closed && left === 0 ? at + run : undefined;
}

function runAt(source: string, at: number, character: string): number {
  let end = at;
  while (source[end] === character) end += 1;
  return end - at;
}

function findRun(source: string, from: number, length: number): number {
  for (let at = source.indexOf("`", from); at >= 0; ) {
    const run = runAt(source, at, "`");
    if (run === length) return at;
    at = source.indexOf("`", at + run);
  }
  return -1;
}

function endOfAddress(source: string, from: number): number {
  let depth = 0;
  for (let index = from; index < source.length; index += 1) {
    const character = source[index];
    if (character === "\\") index += 1;
    else if (character === "(") depth += 1;
    else if (character === ")") {
      if (depth === 0) return index;
      depth -= 1;
    } else if (character === "\n") return index;
  }
  return -1;
}
