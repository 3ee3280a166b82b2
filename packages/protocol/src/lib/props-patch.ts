// The difference between the props of an element and what becomes of them: small enough to be sent for each step of a change.
// Whoever applies one keeps every part that it does not name, so that a page draws only what is different.
import * as z from "zod/mini";

/** The props of an element: plain JSON. */
export type Props = Readonly<Record<string, unknown>>;

/** A path leads through at most so many values. */
const MAX_PATH = 200;
const index = z.number().check(z.int(), z.nonnegative());
/** Names of objects and places in lists. */
const pathSchema = z.array(z.union([z.string(), index])).check(z.maxLength(MAX_PATH));

const propsOpSchema = z.union([
  /** Puts a value where the path leads: in a list only in the place of another. */
  z.tuple([z.literal("set"), pathSchema, z.unknown()]),
  /** Takes a name out of an object. */
  z.tuple([z.literal("remove"), pathSchema]),
  /** Adds to the end of a text. */
  z.tuple([z.literal("append"), pathSchema, z.string()]),
  /** In a list: from this place on so many go, and these come. */
  z.tuple([z.literal("splice"), pathSchema, index, index, z.array(z.unknown())]),
]);

/** The way to a value within props. */
export type PropsPath = readonly (string | number)[];
/** One change. Those of a patch are applied one after the other. */
export type PropsOp =
  | readonly ["set", PropsPath, unknown]
  | readonly ["remove", PropsPath]
  | readonly ["append", PropsPath, string]
  | readonly ["splice", PropsPath, number, number, readonly unknown[]];
/** How props become other props. */
export type PropsPatch = readonly PropsOp[];

export const propsPatchSchema = z.array(propsOpSchema) as unknown as z.ZodMiniType<PropsPatch>;

/** The props after the patch. What it does not name stays the same object; a change that leads nowhere is left out. */
export function applyPropsPatch(props: Props, patch: PropsPatch): Props {
  let changed: unknown = props;
  for (const op of patch) changed = applyOp(changed, op);
  return isRecord(changed) ? changed : props;
}

/** True for what has names: an object that is no list. */
export function isRecord(value: unknown): value is Props {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function applyOp(props: unknown, op: PropsOp): unknown {
  const path = op[1];
  if (path.length > MAX_PATH) return props;
  switch (op[0]) {
    case "set":
      return path.length === 0 ? op[2] : changeAt(props, path.slice(0, -1), (parent) => put(parent, path.at(-1), op[2]));
    case "remove":
      return changeAt(props, path.slice(0, -1), (parent) => without(parent, path.at(-1)));
    case "append":
      return changeAt(props, path, (text) => (typeof text === "string" ? text + op[2] : text));
    case "splice":
      return changeAt(props, path, (list) => spliced(list, op[2], op[3], op[4]));
    default:
      return op satisfies never;
  }
}

/** Copies what lies on the way, and nothing when nothing changes. */
function changeAt(value: unknown, path: PropsPath, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (!has(value, key)) return value;
  const before = value[key];
  const after = changeAt(before, rest, change);
  return after === before ? value : put(value, key, after);
}

/** A place of a list, or a name that is the object's own: nothing that it inherits. */
function has(value: unknown, key: string | number): value is Readonly<Record<string | number, unknown>> {
  if (Array.isArray(value)) return typeof key === "number" && Object.hasOwn(value, key);
  return isRecord(value) && isName(key) && Object.hasOwn(value, key);
}

function put(parent: unknown, key: string | number | undefined, value: unknown): unknown {
  if (Array.isArray(parent)) return typeof key === "number" && Object.hasOwn(parent, key) ? parent.with(key, value) : parent;
  if (!isRecord(parent) || !isName(key) || (Object.hasOwn(parent, key) && parent[key] === value)) return parent;
  return { ...parent, [key]: value };
}

function without(parent: unknown, key: string | number | undefined): unknown {
  if (!isRecord(parent) || !isName(key) || !Object.hasOwn(parent, key)) return parent;
  const { [key]: _removed, ...rest } = parent;
  return rest;
}

function spliced(list: unknown, at: number, removed: number, inserted: readonly unknown[]): unknown {
  if (!Array.isArray(list) || at + removed > list.length) return list;
  return [...list.slice(0, at), ...inserted, ...list.slice(at + removed)];
}

/** `__proto__` is no name of ours: code that copies props by assigning them would change what they inherit. */
function isName(key: string | number | undefined): key is string {
  return typeof key === "string" && key !== "__proto__";
}
