// Enough of Recoil for elements that were written with it. The library itself is no longer kept and does not run with this React: write new elements with
// React's own state, or with the element's props.
import { type ReactNode, useSyncExternalStore } from "react";
import { type Getter, type State, subscribe, toAtom, toDerived } from "./lib/shared-state.ts";

export type RecoilState<Value> = State<Value>;
export type RecoilValue<Value> = State<Value>;
export type RecoilValueReadOnly<Value> = State<Value>;
export type SetterOrUpdater<Value> = (value: Value | ((before: Value) => Value)) => void;

interface AtomOptions<Value> {
  readonly key: string;
  readonly default: Value;
}

interface SelectorOptions<Value> {
  readonly key: string;
  readonly get: (given: { readonly get: Getter }) => Value;
  readonly set?: (given: SelectorSet, value: Value) => void;
}

interface SelectorSet {
  readonly get: Getter;
  readonly set: <Value>(state: State<Value>, value: Value | ((before: Value) => Value)) => void;
  readonly reset: (state: State<never>) => void;
}

export function atom<Value>({ key, default: first }: AtomOptions<Value>): State<Value> {
  return toAtom(key, () => first);
}

/** Follows from atoms, at once: a promise is shown as the promise it is. */
export function selector<Value>({ key, get, set }: SelectorOptions<Value>): State<Value> {
  const write = set && ((value: Value) => set({ get: (state) => state.read(), set: put, reset: (state) => state.reset?.() }, value));
  return toDerived(key, (read) => get({ get: read }), write);
}

/** An atom for each value it is asked for. */
export function atomFamily<Value, Key>(options: { readonly key: string; readonly default: Value | ((key: Key) => Value) }) {
  const first = options.default;
  return (key: Key): State<Value> =>
    toAtom(`${options.key}:${JSON.stringify(key)}`, () => (typeof first === "function" ? (first as (key: Key) => Value)(key) : first));
}

export function useRecoilValue<Value>(state: State<Value>): Value {
  return useSyncExternalStore(subscribe, state.read);
}

export function useSetRecoilState<Value>(state: State<Value>): SetterOrUpdater<Value> {
  return (value) => put(state, value);
}

export function useRecoilState<Value>(state: State<Value>): [Value, SetterOrUpdater<Value>] {
  return [useRecoilValue(state), useSetRecoilState(state)];
}

export function useResetRecoilState(state: State<never>): () => void {
  return () => state.reset?.();
}

/** Nothing has to stand around elements: the values are the page's. */
export function RecoilRoot({ children }: { readonly children?: ReactNode }) {
  return children;
}

function put<Value>(state: State<Value>, value: Value | ((before: Value) => Value)): void {
  if (!state.write) throw new Error(`${state.key} can be read and not set.`);
  state.write(typeof value === "function" ? (value as (before: Value) => Value)(state.read()) : value);
}
