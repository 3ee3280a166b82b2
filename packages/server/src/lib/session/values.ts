// The author's memory for one session: a map, and the bookkeeping of what must be written down again.
import { createHash } from "node:crypto";
import type { Logger } from "../logger.ts";
import type { SavedValuesPatch } from "../session-store/session-store.ts";
import { decodeValue, encodeValue, NotSerializable } from "./value-encoder.ts";

/** How a session's values are saved: limits, and who is told. */
export interface ValuesOptions {
  /** Bytes of encoded values a session may save. */
  readonly maxBytes: number;
  readonly logger: Logger;
  /** Called after a change from outside of a running turn's care. */
  readonly onChange: () => void;
}

/** One session's values. Reading gives live references; saving goes key by key. */
export class Values {
  readonly #map = new Map<string, unknown>();
  readonly #options: ValuesOptions;
  /** Keys read or set since they were last written; an object may have been changed in place. */
  readonly #touched = new Set<string>();
  /** Digest and size of what is written down, by key. */
  readonly #saved = new Map<string, { readonly digest: string; readonly bytes: number }>();
  readonly #unsaved = new Set<string>();
  readonly #named = new Set<string>();
  #updates: Map<string, Promise<unknown>> | undefined;

  constructor(options: ValuesOptions) {
    this.#options = options;
  }

  get(key: string): unknown {
    const value = this.#map.get(key);
    // Whoever holds it may change it in place, and may never call `set`.
    if (isObject(value) && !this.#touched.has(key)) this.#touch(key);
    return value;
  }

  set(key: string, value: unknown): void {
    this.#map.set(key, value);
    this.#touch(key);
  }

  has(key: string): boolean {
    return this.#map.has(key);
  }

  delete(key: string): boolean {
    const had = this.#map.delete(key);
    if (had) this.#touch(key);
    return had;
  }

  keys(): string[] {
    return [...this.#map.keys()];
  }

  /** Keeps a key out of what is saved. */
  exclude(key: string): void {
    if (this.#unsaved.has(key)) return;
    this.#unsaved.add(key);
    this.#touched.add(key);
  }

  /** Read, change, write, with nothing in between: a later update of the key waits for an earlier one. */
  update(key: string, change: (current: unknown) => unknown): unknown {
    const before = this.#updates?.get(key);
    if (before)
      return this.#chain(
        key,
        before.then(() => this.#applyUpdate(key, change)),
      );
    const result = this.#applyUpdate(key, change);
    return result instanceof Promise ? this.#chain(key, result) : result;
  }

  #applyUpdate(key: string, change: (current: unknown) => unknown): unknown {
    const next = change(this.#map.get(key));
    if (!isThenable(next)) {
      this.set(key, next);
      return next;
    }
    return Promise.resolve(next).then((value) => {
      this.set(key, value);
      return value;
    });
  }

  #chain(key: string, result: Promise<unknown>): Promise<unknown> {
    const updates = (this.#updates ??= new Map());
    // The chain goes on after a failed update; its caller gets the error.
    const settled = result.then(
      () => undefined,
      () => undefined,
    );
    updates.set(key, settled);
    void settled.then(() => {
      if (updates.get(key) === settled) updates.delete(key);
    });
    return result;
  }

  #touch(key: string): void {
    this.#touched.add(key);
    this.#options.onChange();
  }

  /** True when something may differ from what is written down. */
  get dirty(): boolean {
    return this.#touched.size > 0;
  }

  /**
   * The encoded changes since the last call; what cannot be saved is named once in the log and stays in memory.
   * `keepWatching` looks at the same objects again next time: they may be changed in place.
   */
  takeChanges(keepWatching = false): SavedValuesPatch {
    // Without a prototype, so that a key named like a member of objects is one like any other.
    const patch: Record<string, string | null> = Object.create(null);
    for (const key of this.#touched) {
      const text = this.#unsaved.has(key) ? undefined : this.#encode(key);
      if (text === undefined) {
        if (this.#saved.delete(key)) patch[key] = null;
        continue;
      }
      const digest = createHash("sha1").update(text).digest("base64");
      if (this.#saved.get(key)?.digest === digest) continue;
      this.#saved.set(key, { digest, bytes: Buffer.byteLength(text) });
      patch[key] = text;
    }
    if (!keepWatching) this.#touched.clear();
    else for (const key of this.#touched) if (!isObject(this.#map.get(key))) this.#touched.delete(key);
    this.#dropLargest(patch);
    return patch;
  }

  /** Everything that can be saved, encoded. */
  encodeAll(): Record<string, string> {
    for (const key of this.#map.keys()) this.#touched.add(key);
    this.takeChanges();
    const all: Record<string, string> = Object.create(null);
    for (const key of this.#saved.keys()) {
      const text = this.#encode(key);
      if (text !== undefined) all[key] = text;
    }
    return all;
  }

  /** Puts saved values back. `written` says that the session's own record already holds them. */
  load(encoded: Readonly<Record<string, string>>, written: boolean): void {
    for (const [key, text] of Object.entries(encoded)) {
      try {
        this.#map.set(key, decodeValue(text));
      } catch (error) {
        this.#options.logger.warn({ key, err: error }, "a saved value of the user session could not be read; it is left out");
        continue;
      }
      if (written) this.#saved.set(key, { digest: createHash("sha1").update(text).digest("base64"), bytes: Buffer.byteLength(text) });
      else this.#touched.add(key);
    }
  }

  /** Forgets everything, so that a session that ended holds nothing of its author's. */
  release(): void {
    this.#map.clear();
    this.#touched.clear();
    this.#saved.clear();
  }

  #encode(key: string): string | undefined {
    if (!this.#map.has(key)) return undefined;
    try {
      return encodeValue(this.#map.get(key), key);
    } catch (error) {
      const reason = error instanceof NotSerializable ? error.message : "it could not be encoded";
      this.#nameOnce(
        key,
        `userSession key "${key}" is not saved: ${reason}. It stays in memory. Use createLive("${key}", …) to make it again, or persist: false.`,
      );
      return undefined;
    }
  }

  #dropLargest(patch: Record<string, string | null>): void {
    let total = 0;
    for (const { bytes } of this.#saved.values()) total += bytes;
    if (total <= this.#options.maxBytes) return;
    for (const [key, { bytes }] of [...this.#saved].sort((a, b) => b[1].bytes - a[1].bytes)) {
      if (total <= this.#options.maxBytes) return;
      total -= bytes;
      this.#saved.delete(key);
      patch[key] = null;
      this.#nameOnce(
        key,
        `userSession key "${key}" (${bytes} bytes) is not saved: this session would pass its limit of ${this.#options.maxBytes} bytes.`,
      );
    }
  }

  #nameOnce(key: string, message: string): void {
    if (this.#named.has(key)) return;
    this.#named.add(key);
    this.#options.logger.warn({ key }, message);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
