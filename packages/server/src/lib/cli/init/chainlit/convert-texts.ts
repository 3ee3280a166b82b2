// One of Chainlit's translation files as one of ours: what the author's page should say otherwise than ours does.
import type { TextTree } from "../../../texts.ts";
import { TEXT_MAP } from "./text-map.ts";

export interface ConvertedTexts {
  readonly texts: TextTree;
  /** How many of their texts are said here too. */
  readonly taken: number;
  /** Keys without a counterpart. */
  readonly left: readonly string[];
}

/** Converts the texts that have a place here. A text with a placeholder that our page does not fill is left out. */
export function convertTexts(theirs: unknown): ConvertedTexts {
  const texts: Record<string, TextTree | string> = {};
  const left: string[] = [];
  let taken = 0;
  for (const [key, text] of leaves(theirs)) {
    const places = TEXT_MAP[key];
    if (places === undefined || text.includes("{{")) {
      left.push(key);
      continue;
    }
    for (const place of places) setAt(texts, place.split("."), text);
    taken += 1;
  }
  return { texts, taken, left };
}

function leaves(tree: unknown, at = ""): [string, string][] {
  if (typeof tree === "string") return [[at, tree]];
  if (typeof tree !== "object" || tree === null) return [];
  return Object.entries(tree).flatMap(([key, inner]) => leaves(inner, at === "" ? key : `${at}.${key}`));
}

function setAt(tree: Record<string, TextTree | string>, [key = "", ...rest]: readonly string[], text: string): void {
  if (rest.length === 0) {
    tree[key] = text;
    return;
  }
  const inner = tree[key];
  const branch: Record<string, TextTree | string> = typeof inner === "object" ? { ...inner } : {};
  setAt(branch, rest, text);
  tree[key] = branch;
}
