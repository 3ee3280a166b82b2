// What a component says that cannot be drawn: its words, whatever it is.
import { thinMarks } from "../../components/markdown/mark-runs.ts";
import { isObject } from "./read-view.ts";

/** Says nothing to a person. */
const SILENT = new Set(["type", "key", "id", "icon", "name", "payload", "children", "language", "align", "justify", "gap", "tone"]);
const MOST_LETTERS = 4_000;
const MOST_PARTS = 500;

/** The words of a component itself; those of its children too when `whole`. Never throws. */
export function wordsOf(node: unknown, whole = false): string {
  const said: string[] = [];
  const waiting: unknown[] = [node];
  let length = 0;
  for (let parts = 0; waiting.length > 0 && parts < MOST_PARTS && length < MOST_LETTERS; parts++) {
    const part = waiting.pop();
    if (typeof part === "string" || typeof part === "number") {
      const words = String(part).trim();
      if (words !== "") said.push(words);
      length += words.length;
    } else if (Array.isArray(part)) {
      waiting.push(...part.slice(0, MOST_PARTS).reverse());
    } else if (isObject(part)) {
      const inside = Object.entries(part).filter(([name]) => !SILENT.has(name) || (whole && name === "children"));
      waiting.push(
        ...inside
          .slice(0, MOST_PARTS)
          .map(([, value]) => value)
          .reverse(),
      );
    }
  }
  return thinMarks(said.join(" · ").slice(0, MOST_LETTERS));
}
