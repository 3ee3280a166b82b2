// Looks through a whole view once before it is drawn: whether it is of a size that can be drawn, which way it reads, and what it is about.
// It may be anything at all: what it is not is found out here and at each component, never by a fault.
import { MAX_VIEW_NODES } from "@colloquy/protocol";
import { directionOf } from "./own-direction.ts";

export interface ViewSummary {
  /** More than a page draws. */
  readonly tooLarge: boolean;
  /** So many that what is out of sight should cost nothing. */
  readonly large: boolean;
  /** As its first letter reads; undefined without one. */
  readonly dir: "ltr" | "rtl" | undefined;
  /** The least level of its headings, from 1 to 3. */
  readonly topHeading: number;
  /** What it says first, in short; empty when it says nothing. */
  readonly title: string;
}

const TITLES = ["title", "text", "label", "summary", "caption"] as const;
const MOST_LETTERS = 120;
const MANY = 100;

export function readView(view: unknown): ViewSummary {
  const waiting: unknown[] = [view];
  let [count, topHeading] = [0, 3];
  let [title, dir]: [string, ViewSummary["dir"]] = ["", undefined];
  while (waiting.length > 0 && count <= MAX_VIEW_NODES) {
    const node = waiting.pop();
    if (!isObject(node)) continue;
    count++;
    if (node["type"] === "Heading") topHeading = Math.min(topHeading, levelOf(node["level"]));
    const said = dir === undefined || title === "" ? TITLES.map((name) => node[name]).find(isWords) : undefined;
    if (said !== undefined) {
      title ||= said.trim().slice(0, MOST_LETTERS);
      dir ??= directionOf(said);
    }
    const children = node["children"];
    if (Array.isArray(children)) for (let at = children.length - 1; at >= 0; at--) waiting.push(children[at]);
  }
  return { tooLarge: count > MAX_VIEW_NODES, large: count > MANY, dir, topHeading, title };
}

function levelOf(level: unknown): number {
  return level === 1 || level === 3 ? level : 2;
}

function isWords(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "";
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
