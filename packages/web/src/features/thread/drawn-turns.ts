// Which turns of a long chat are drawn: the newest, and around what was gone to further up some more. What lies between is left out until the
// person comes near it: to show one message of thousands costs what one message costs.

const AT_FIRST = 40;
const MORE = 20;
/** What is shown by its place has something before it, and a window full after it. */
const BEFORE = 3;
const AFTER = 12;

/** How many are drawn: of the newest, and before and after what was gone to. */
export interface Drawn {
  readonly newest: number;
  /** The turn that was gone to; the numbers are of it alone. */
  readonly around: string | undefined;
  readonly before: number;
  readonly after: number;
}

export const DRAWN_AT_FIRST: Drawn = { newest: AT_FIRST, around: undefined, before: BEFORE, after: AFTER };

/** Half-open parts of the list: the first may be empty, between them so many are left out. */
export interface DrawnParts {
  readonly first: readonly [from: number, to: number];
  readonly left: number;
  readonly newest: number;
}

/** What is drawn of so many turns, of which the one at `at` was gone to; -1 for none. */
export function toDrawn(count: number, at: number, { newest, before, after }: Drawn): DrawnParts {
  const from = Math.max(0, count - newest);
  if (at < 0 || at >= from) {
    // Something before it is drawn also where it is the first of the newest.
    const start = at < 0 ? from : Math.max(0, Math.min(from, at - before));
    return { first: [start, start], left: 0, newest: start };
  }
  const start = Math.max(0, at - before);
  const end = Math.min(from, at + after);
  return end === from ? { first: [start, start], left: 0, newest: start } : { first: [start, end], left: from - end, newest: from };
}

/** The same for another place. */
export function drawAround(drawn: Drawn, around: string | undefined): Drawn {
  return drawn.around === around ? drawn : { newest: drawn.newest, around, before: BEFORE, after: AFTER };
}

/** More, because the person comes near one end of what is drawn: the top, or one end of what is left out. */
export function drawMore(drawn: Drawn, left: number, where: "top" | "after" | "newest"): Drawn {
  const { newest, before, after } = drawn;
  if (where === "after") return { ...drawn, after: after + MORE };
  if (where === "newest") return { ...drawn, newest: newest + MORE };
  // Of one piece both may be what reaches up.
  return { ...drawn, before: before + MORE, ...(left === 0 && { newest: newest + MORE }) };
}
