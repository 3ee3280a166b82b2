// Values that several elements of a page share, by a key. What somebody computes from them is computed anew only when one of them has changed.
export interface State<Value> {
  readonly key: string;
  readonly read: () => Value;
  readonly write?: (value: Value) => void;
  readonly reset?: () => void;
}

export type Getter = <Value>(state: State<Value>) => Value;

const listeners = new Set<() => void>();
const values = new Map<string, unknown>();
/** What is outside tells its own changes: how to hear of each is known by its key. */
const outside = new Map<string, (listener: () => void) => () => void>();

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  const stops = [...outside.values()].map((watch) => watch(listener));
  return () => {
    listeners.delete(listener);
    for (const stop of stops) stop();
  };
}

function tell(): void {
  for (const listener of listeners) listener();
}

/** A value of its own. The first to name a key says what it begins with. */
export function toAtom<Value>(key: string, first: Value | (() => Value)): State<Value> {
  const begin = () => (typeof first === "function" ? (first as () => Value)() : first);
  if (!values.has(key)) values.set(key, begin());
  const write = (value: Value) => {
    if (Object.is(values.get(key), value)) return;
    values.set(key, value);
    tell();
  };
  return { key, read: () => values.get(key) as Value, write, reset: () => write(begin()) };
}

/** A value that follows from others. */
export function toDerived<Value>(key: string, compute: (get: Getter) => Value, write?: (value: Value) => void): State<Value> {
  let used: readonly (readonly [State<unknown>, unknown])[] | undefined;
  let last: Value;
  const read = () => {
    if (used?.every(([state, value]) => Object.is(state.read(), value))) return last;
    const reads: [State<unknown>, unknown][] = [];
    last = compute((state) => {
      const value = state.read();
      reads.push([state as State<unknown>, value]);
      return value;
    });
    used = reads;
    return last;
  };
  return { key, read, ...(write && { write }) };
}

/** A value that is somebody else's: `watch` tells of changes, `read` gives the same thing until there is one. */
export function toOutside<Value>(key: string, watch: (listener: () => void) => () => void, read: () => Value): State<Value> {
  outside.set(key, watch);
  return { key, read };
}
