// The first look at a value that should be a view: whether it is plain JSON, and small enough to be looked at more closely. Nothing here
// calls itself, so that no depth of a value is too much for it, and it stops as soon as the answer is known.
import { MAX_VIEW_DEPTH, MAX_VIEW_LENGTH, MAX_VIEW_NODES } from "./view.ts";
import { placeOf, type ViewIssue } from "./view-issue.ts";

/** How deep the values of one component may be: a chart has rows, a payload what its app needs. */
const MAX_VALUE_DEPTH = 24;

interface Part {
  readonly value: unknown;
  readonly place: string;
  /** How many components it stands in; for a value of a component, undefined. */
  readonly depth: number | undefined;
  /** How many values of the same component it stands in. */
  readonly within: number;
}

/** What is too much or no plain JSON; undefined when it may be looked at by calls within calls. */
export function measureView(view: unknown): ViewIssue | undefined {
  const parts: Part[] = [{ value: view, place: placeOf("", typeIn(view), 0, 1), depth: 1, within: 0 }];
  let nodes = 0;
  let size = 0;
  for (let part = parts.pop(); part; part = parts.pop()) {
    const { value, place, depth, within } = part;
    size += sizeOf(value);
    if (size > MAX_VIEW_LENGTH) return { place, message: `The view has more than ${MAX_VIEW_LENGTH / 1024} KB.` };
    if (depth !== undefined) {
      nodes += 1;
      if (nodes > MAX_VIEW_NODES) return { place, message: `The view has more than ${MAX_VIEW_NODES.toLocaleString("en")} components.` };
      if (depth > MAX_VIEW_DEPTH) return { place, message: `The view is more than ${MAX_VIEW_DEPTH} components deep.` };
    }
    if (within > MAX_VALUE_DEPTH) return { place, message: `A value of it is nested more than ${MAX_VALUE_DEPTH} levels deep.` };
    if (value instanceof Date) return { place, message: "Only plain JSON values are accepted. Write a date as text: date.toISOString()." };
    if (!isPlain(value)) return { place, message: "Only plain JSON values are accepted." };
    if (typeof value !== "object" || value === null) continue;
    if (Array.isArray(value)) {
      if (value.length > MAX_VIEW_LENGTH) return { place, message: `The view has more than ${MAX_VIEW_LENGTH / 1024} KB.` };
      for (const item of value) parts.push({ value: item, place, depth: undefined, within: within + 1 });
      continue;
    }
    for (const key of Object.keys(value)) {
      if (key === "__proto__") return { place, message: 'The name "__proto__" is not allowed.' };
      const inner: unknown = (value as Readonly<Record<string, unknown>>)[key];
      size += key.length + 3;
      if (depth === undefined || key !== "children" || !Array.isArray(inner))
        parts.push({ value: inner, place, depth: undefined, within: within + 1 });
      else if (inner.length > MAX_VIEW_NODES)
        return { place, message: `The view has more than ${MAX_VIEW_NODES.toLocaleString("en")} components.` };
      // From the last to the first: the first is looked at next.
      else
        for (let at = inner.length - 1; at >= 0; at -= 1)
          parts.push({ value: inner[at], place: placeOf(place, typeIn(inner[at]), at, inner.length), depth: depth + 1, within: 0 });
    }
  }
  return undefined;
}

/** What it takes as JSON, with a comma, and without what stands in it. */
function sizeOf(value: unknown): number {
  if (typeof value === "string") return value.length + 3;
  return typeof value === "number" ? String(value).length + 1 : 5;
}

function isPlain(value: unknown): boolean {
  if (typeof value === "object" && value !== null) {
    const prototype: unknown = Object.getPrototypeOf(value);
    return Array.isArray(value) || prototype === Object.prototype || prototype === null;
  }
  return typeof value === "number" ? Number.isFinite(value) : !["function", "symbol", "bigint"].includes(typeof value);
}

function typeIn(value: unknown): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, "type")
    ? (value as { readonly type: unknown }).type
    : undefined;
}
