// Writes a value of the user session as text, or says which part of it cannot be written.
// Not structuredClone: that turns a class instance into a bare object without a word.

const TAG = "$";

/** Why a value was not saved: where in it the trouble lies, and what it is. */
export class NotSerializable extends Error {
  readonly path: string;

  constructor(path: string, what: string) {
    super(`${what} at ${path}`);
    this.name = "NotSerializable";
    this.path = path;
  }
}

/** Encodes data, Date, Map, Set, BigInt, URL and typed arrays; throws NotSerializable for anything else. */
export function encodeValue(value: unknown, root = "value"): string {
  return JSON.stringify(encode(value, root, []));
}

/** The value that encodeValue wrote. Throws a SyntaxError for text it did not write. */
export function decodeValue(text: string): unknown {
  return decode(JSON.parse(text));
}

function encode(value: unknown, path: string, parents: readonly object[]): unknown {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "undefined":
      return { [TAG]: "undefined" };
    case "bigint":
      return { [TAG]: "bigint", v: String(value) };
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0) ? value : { [TAG]: "number", v: Object.is(value, -0) ? "-0" : String(value) };
    case "object":
      return value === null ? null : encodeObject(value, path, parents);
    default:
      throw new NotSerializable(path, `a ${typeof value}`);
  }
}

function encodeObject(value: object, path: string, parents: readonly object[]): unknown {
  if (parents.includes(value)) throw new NotSerializable(path, "a cycle");
  const inner = [...parents, value];
  const prototype: unknown = Object.getPrototypeOf(value);
  // Array.from, because map would leave holes, and JSON makes them null.
  if (prototype === Array.prototype) return Array.from(value as unknown[], (item, index) => encode(item, `${path}[${index}]`, inner));
  if (prototype === Object.prototype || prototype === null) {
    const plain: Record<string, unknown> = Object.create(null);
    for (const [key, item] of Object.entries(value)) plain[key] = encode(item, `${path}.${key}`, inner);
    if (Object.getOwnPropertySymbols(value).length > 0) throw new NotSerializable(path, "an object with symbol keys");
    // A plain object that has our tag as its own key is wrapped, so that it is not taken for one of ours.
    return TAG in plain ? { [TAG]: "object", v: plain } : plain;
  }
  if (prototype === Date.prototype) return { [TAG]: "date", v: (value as Date).getTime() };
  if (prototype === URL.prototype) return { [TAG]: "url", v: (value as URL).href };
  if (prototype === Map.prototype) {
    const entries = [...(value as Map<unknown, unknown>)];
    return {
      [TAG]: "map",
      v: entries.map(([key, item], index) => [encode(key, `${path}.key(${index})`, inner), encode(item, `${path}.get(${index})`, inner)]),
    };
  }
  if (prototype === Set.prototype)
    return { [TAG]: "set", v: [...(value as Set<unknown>)].map((item, index) => encode(item, `${path}.item(${index})`, inner)) };
  const arrayName = typedArrayName(value);
  if (arrayName) {
    const view = value as Uint8Array;
    return { [TAG]: arrayName, v: Buffer.from(view.buffer, view.byteOffset, view.byteLength).toString("base64") };
  }
  const name = (value.constructor as { name?: string } | undefined)?.name;
  throw new NotSerializable(path, name ? `an instance of ${name}` : "an object with its own prototype");
}

function decode(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(decode);
  const tagged = value as { [TAG]?: unknown; v?: unknown };
  if (!Object.hasOwn(tagged, TAG)) return decodePlain(value);
  switch (tagged[TAG]) {
    case "undefined":
      return undefined;
    case "bigint":
      return BigInt(String(tagged.v));
    case "number":
      return Number(tagged.v);
    case "date":
      return new Date(tagged.v === null ? Number.NaN : Number(tagged.v));
    case "url":
      return new URL(String(tagged.v));
    case "map":
      return new Map((tagged.v as [unknown, unknown][]).map(([key, item]) => [decode(key), decode(item)]));
    case "set":
      return new Set((tagged.v as unknown[]).map(decode));
    case "object":
      return decodePlain(tagged.v as object);
    default:
      return decodeTypedArray(String(tagged[TAG]), String(tagged.v));
  }
}

function decodePlain(value: object): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    // defineProperty, because assigning to "__proto__" would change the prototype instead.
    Object.defineProperty(plain, key, { value: decode(item), writable: true, enumerable: true, configurable: true });
  }
  return plain;
}

const TYPED_ARRAYS = {
  Uint8Array,
  Uint8ClampedArray,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
} as const;

function typedArrayName(value: object): string | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Object.entries(TYPED_ARRAYS).find(([, type]) => prototype === type.prototype)?.[0];
}

function decodeTypedArray(name: string, base64: string): unknown {
  const type = Object.entries(TYPED_ARRAYS).find(([known]) => known === name)?.[1];
  if (!type) throw new SyntaxError(`Unknown type "${name}" in a saved value.`);
  const bytes = Uint8Array.from(Buffer.from(base64, "base64"));
  return new type(bytes.buffer);
}
