// Finds what is different between two values of props. Parts of a list are the same thing when their `type` and `key` are, so that
// one which moves is not taken for another that changed.
import { isRecord, type Props, type PropsOp, type PropsPatch, type PropsPath } from "./props-patch.ts";
import { isSameJson } from "./same-json.ts";

/** More than what a view or a table needs. Each level costs as much as all that is in it, and a page may nest what it sends. */
const MOST_LEVELS = 64;
/** Of lists that stand in lists: their items are compared as texts. */
const MOST_LISTS_IN_LISTS = 3;

/** The patch that makes the one of the other: `applyPropsPatch(before, toPropsPatch(before, after))` equals `after`. */
export function toPropsPatch(before: Props, after: Props): PropsPatch {
  const ops: PropsOp[] = [];
  compareRecords(before, after, [], ops);
  return ops;
}

function compare(before: unknown, after: unknown, path: PropsPath, ops: PropsOp[]): void {
  if (before === after) return;
  if (isFarIn(path)) {
    if (!isSameJson(before, after)) ops.push(["set", path, after]);
  } else if (Array.isArray(before) && Array.isArray(after)) compareLists(before, after, path, ops);
  else if (isRecord(before) && isRecord(after) && thingOf(before) === thingOf(after)) compareRecords(before, after, path, ops);
  else if (typeof before === "string" && typeof after === "string" && before !== "" && after.startsWith(before))
    ops.push(["append", path, after.slice(before.length)]);
  else if (!isSameJson(before, after)) ops.push(["set", path, after]);
}

function isFarIn(path: PropsPath): boolean {
  if (path.length > MOST_LEVELS) return true;
  return path.filter((step, at) => typeof step === "number" && typeof path[at - 1] === "number").length > MOST_LISTS_IN_LISTS;
}

function compareRecords(before: Props, after: Props, path: PropsPath, ops: PropsOp[]): void {
  for (const key of namesOf(before)) if (!hasValue(after, key)) ops.push(["remove", [...path, key]]);
  for (const key of namesOf(after)) {
    if (hasValue(before, key)) compare(before[key], after[key], [...path, key], ops);
    else ops.push(["set", [...path, key], after[key]]);
  }
}

function compareLists(before: readonly unknown[], after: readonly unknown[], path: PropsPath, ops: PropsOp[]): void {
  let start = 0;
  while (start < before.length && start < after.length && isSameJson(before[start], after[start])) start += 1;
  let [beforeEnd, afterEnd] = [before.length, after.length];
  while (beforeEnd > start && afterEnd > start && isSameJson(before[beforeEnd - 1], after[afterEnd - 1])) {
    beforeEnd -= 1;
    afterEnd -= 1;
  }
  const left = new Things(before.slice(start, beforeEnd));
  const coming = new Things(after.slice(start, afterEnd));
  let removed = 0;
  const inserted: unknown[] = [];
  const settle = (): void => {
    if (removed > 0 || inserted.length > 0) ops.push(["splice", path, start + coming.taken - inserted.length, removed, inserted.splice(0)]);
    removed = 0;
  };
  while (!left.isEmpty || !coming.isEmpty) {
    if (!left.isEmpty && !coming.isEmpty && isSame(left, coming)) {
      settle();
      const at = start + coming.taken;
      compare(left.take(), coming.take(), [...path, at], ops);
    } else if (coming.isEmpty || (!left.isEmpty && (!coming.has(left.thing) || left.has(coming.thing)))) {
      left.take();
      removed += 1;
    } else inserted.push(coming.take());
  }
  settle();
}

/** What is nowhere in the other list has become what stands in its place there, where both have no name to be known by. */
function isSame(left: Things, coming: Things): boolean {
  if (left.thing === coming.thing) return true;
  return !left.isNode && !coming.isNode && !coming.has(left.thing) && !left.has(coming.thing);
}

/** What of a list was not compared yet, in order. */
class Things {
  readonly #items: readonly unknown[];
  readonly #things: readonly string[];
  readonly #counts = new Map<string, number>();
  taken = 0;

  constructor(items: readonly unknown[]) {
    this.#items = items;
    this.#things = items.map(thingOf);
    for (const thing of this.#things) this.#count(thing, 1);
  }

  get isEmpty(): boolean {
    return this.taken === this.#items.length;
  }

  /** What the next one is. */
  get thing(): string {
    return this.#things[this.taken] ?? "";
  }

  get isNode(): boolean {
    return isRecord(this.#items[this.taken]);
  }

  /** True when there is such a thing among those that are left. */
  has(thing: string): boolean {
    return (this.#counts.get(thing) ?? 0) > 0;
  }

  take(): unknown {
    const item = this.#items[this.taken];
    this.#count(this.thing, -1);
    this.taken += 1;
    return item;
  }

  #count(thing: string, by: number): void {
    this.#counts.set(thing, (this.#counts.get(thing) ?? 0) + by);
  }
}

/** What a part of a list is, so that it is known again: a component by its type and key, a row of a table by what stands in it. */
function thingOf(value: unknown): string {
  return isRecord(value) ? `node ${JSON.stringify([word(value, "type"), word(value, "key")])}` : JSON.stringify(value ?? null);
}

function word(value: Props, name: string): string | null {
  const found = Object.hasOwn(value, name) ? value[name] : undefined;
  return typeof found === "string" ? found : null;
}

function namesOf(value: Props): string[] {
  return Object.keys(value).filter((key) => hasValue(value, key));
}

/** What is undefined is not there: JSON has no such value. */
function hasValue(value: Props, key: string): boolean {
  return key !== "__proto__" && Object.hasOwn(value, key) && value[key] !== undefined;
}
