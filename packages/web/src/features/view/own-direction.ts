// Which way words read. Hundreds of elements that are asked to find it out by themselves cost a page more than the words do.
import type { ViewPlace } from "./view-context.ts";

/** A letter or a mark that reads from right to left, or half of one that may; more than it must be is no harm. */
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ud802\ud803\ud83a\ud83b\ufb1d-\ufdff\ufe70-\ufefc]/;

/** For `dir`: left to the browser, unless the words can only read as the view around them does. */
export function ownDirection(text: string, { dir }: ViewPlace): "auto" | undefined {
  return dir === "ltr" && !RIGHT_TO_LEFT.test(text) ? undefined : "auto";
}

/** As the first letter reads; undefined without one. */
export function directionOf(text: string): "ltr" | "rtl" | undefined {
  const [letter] = /\p{L}/u.exec(text.slice(0, 1_000)) ?? [];
  return letter === undefined ? undefined : RIGHT_TO_LEFT.test(letter) ? "rtl" : "ltr";
}
