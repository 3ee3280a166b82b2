// The props of one element as its author's code sees them: copies that it may change in place, and its own wish at once, before the server has it.
import type { ElementProps } from "@colloquy/client/elements";
import { useCallback, useRef, useState } from "react";

type Store = (props: ElementProps) => Promise<void>;

interface Wish {
  readonly props: ElementProps;
  /** What the server said when it was wished: once that is something else, and the wish is granted, the server's word counts. */
  readonly since: ElementProps;
  readonly granted: boolean;
}

export interface OwnProps {
  readonly props: ElementProps;
  /** Shows other props at once, and hands them to `store`. What fails is thrown, and the props are as they were before. */
  readonly wish: (props: unknown, store: Store) => Promise<void>;
}

const NONE: ElementProps = {};

export function useOwnProps(given: ElementProps = NONE): OwnProps {
  const [wish, setWish] = useState<Wish>();
  const [copies, setCopies] = useState(() => new WeakMap<object, unknown>());
  const latest = useRef({ given, count: 0 });
  const line = useRef<StoreLine>({ before: Promise.resolve() });
  latest.current.given = given;
  const isOver = wish === undefined || (wish.granted && wish.since !== given);
  const take = useCallback(async (next: unknown, store: Store) => {
    const { current } = latest;
    const props = toPlain(next);
    current.count += 1;
    const mine = current.count;
    const since = current.given;
    setWish({ props, since, granted: false });
    try {
      await storeLast(line.current, props, store);
    } catch (error) {
      if (mine === current.count) {
        setWish(undefined);
        // What the author's code changed in its copies goes with the wish.
        setCopies(new WeakMap());
      }
      throw error;
    }
    if (mine === current.count) setWish(current.given === since ? { props, since, granted: true } : undefined);
  }, []);
  return { props: isOver ? (copyOf(given, copies) as ElementProps) : wish.props, wish: take };
}

interface StoreLine {
  /** Until what is being stored is stored, or has failed. */
  before: Promise<unknown>;
  /** What is stored after it. */
  waiting?: { props: ElementProps; store: Store; readonly stored: Promise<void> } | undefined;
}

/**
 * Stores one after the other. Props are wished as a whole: of all that are wished while some are being stored, only the last are stored, and all of
 * these wishes end as that one does. An element that wishes without end costs no more than its server answers.
 */
function storeLast(line: StoreLine, props: ElementProps, store: Store): Promise<void> {
  const { waiting } = line;
  if (waiting) {
    waiting.props = props;
    waiting.store = store;
    return waiting.stored;
  }
  const stored = line.before.then(() => {
    const { waiting: last } = line;
    line.waiting = undefined;
    return (last?.store ?? store)(last?.props ?? props);
  });
  line.waiting = { props, store, stored };
  line.before = stored.catch(() => undefined);
  return stored;
}

/** What would be written as JSON. Throws a TypeError for what is no object, and for what JSON cannot hold. */
export function toPlain(value: unknown): ElementProps {
  const plain: unknown = JSON.parse(JSON.stringify(value) ?? "null");
  if (typeof plain !== "object" || plain === null || Array.isArray(plain)) throw new TypeError("The props of an element are an object.");
  return plain as ElementProps;
}

/** A copy whose parts stay the same as long as what they are copies of. */
function copyOf(value: unknown, copies: WeakMap<object, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  const copy = Array.isArray(value)
    ? value.map((item) => copyOf(item, copies))
    : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item, copies)]));
  copies.set(value, copy);
  return copy;
}
