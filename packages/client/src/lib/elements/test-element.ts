// An element without a page, for tests of its author: it keeps its props, and tells what was called.
import { createElement, type ReactElement, type ReactNode, useSyncExternalStore } from "react";
import type { ElementAction, ElementFunctions, ElementKit, ElementProps, ElementSurroundings } from "./element-kit.ts";
import { ElementProvider } from "./use-element.ts";

/** One call of a function of the element, with what it was given. */
export interface ElementCall {
  /** Which function. */
  readonly name: keyof ElementFunctions;
  /** What it was given. */
  readonly given: readonly unknown[];
}

/** What is otherwise than usual. */
export interface TestElementOptions extends Partial<ElementSurroundings> {
  /** The app's actions, by name: what each returns. One that is not named fails with NOT_FOUND; what one throws makes it fail. */
  readonly actions?: Readonly<Record<string, (payload: unknown) => unknown>>;
}

/** An element in a test. */
export interface TestElement<Props extends object> {
  /** Draw the component in here. */
  readonly Around: (props: { readonly children?: ReactNode }) => ReactElement;
  /** Props as they are now. */
  readonly props: Props;
  /** All that was called, in order. */
  readonly calls: readonly ElementCall[];
  /** Changes the props as the app would. */
  readonly setProps: (props: Props) => void;
}

const USUAL: ElementSurroundings = {
  id: "00000000-0000-4000-8000-000000000000",
  name: "Element",
  place: "inline",
  ask: "none",
  language: "en",
  direction: "ltr",
  theme: "light",
  sandboxed: false,
};

/**
 * An element for a test: what `useElement` gives below `Around`. `updateElement` changes the props, `submitElement` and `cancelElement` close an
 * `ask: "open"`, `callAction` runs what stands in `actions`.
 *
 * @example
 * const ticket = testElement({ seats: 2 }, { actions: { book: () => "booked" } });
 * root.render(<ticket.Around><Ticket /></ticket.Around>);
 */
export function testElement<Props extends object>(props: Props, options: TestElementOptions = {}): TestElement<Props> {
  const { actions = {}, ...around } = options;
  const calls: ElementCall[] = [];
  const listeners = new Set<() => void>();
  const done = async <Call extends ElementCall>(call: Call, change: Partial<ElementKit> = {}) => {
    calls.push(call);
    set(change);
    return { success: true };
  };
  const close = (name: "submitElement" | "cancelElement", given: readonly unknown[]) =>
    done({ name, given }, kit.ask === "open" ? { ask: name === "submitElement" ? "answered" : "cancelled" } : {});
  let kit: ElementKit = {
    ...USUAL,
    ...around,
    props: props as ElementProps,
    updateElement: (next) => done({ name: "updateElement", given: [next] }, { props: next }),
    deleteElement: () => done({ name: "deleteElement", given: [] }),
    callAction: async (action) => {
      calls.push({ name: "callAction", given: [action] });
      return run(actions, action);
    },
    sendUserMessage: (...given) => done({ name: "sendUserMessage", given }),
    submitElement: (...given) => close("submitElement", given),
    cancelElement: () => close("cancelElement", []),
  };
  function set(change: Partial<ElementKit>): void {
    kit = { ...kit, ...change };
    for (const tell of listeners) tell();
  }
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
  return {
    // biome-ignore lint/correctness/noComponentHookFactories: made once for each element of a test
    Around: ({ children }) => {
      const element = useSyncExternalStore(subscribe, () => kit);
      return createElement(ElementProvider, { element }, children);
    },
    get props() {
      return kit.props as Props;
    },
    calls,
    setProps: (next) => set({ props: next as ElementProps }),
  };
}

async function run(actions: NonNullable<TestElementOptions["actions"]>, { name, payload }: ElementAction) {
  const handler = actions[name];
  if (!handler) return { success: false, error: { code: "NOT_FOUND", message: `The test has no action "${name}".` } };
  try {
    return { success: true, response: await handler(payload) };
  } catch (error) {
    return { success: false, error: { code: "INTERNAL", message: error instanceof Error ? error.message : String(error) } };
  }
}
