// The element that a component is part of. Whoever shows it and whoever wrote it may have a copy of this module each, so the context is kept where both
// find it.
import { type Context, createContext, createElement, type ReactElement, type ReactNode, useContext } from "react";
import type { ElementKit, ElementProps } from "./element-kit.ts";

const KEY = Symbol.for("colloquy.element");
type Holder = { [KEY]?: Context<ElementKit | undefined> };
const holder = globalThis as Holder;
holder[KEY] ??= createContext<ElementKit | undefined>(undefined);
const ElementContext = holder[KEY];

interface ElementProviderProps {
  /** A new object for each change. */
  readonly element: ElementKit;
  readonly children?: ReactNode;
}

/** Gives an element to the components below it. The page does this; for tests there is `testElement`. */
export function ElementProvider({ element, children }: ElementProviderProps): ReactElement {
  return createElement(ElementContext.Provider, { value: element }, children);
}

/**
 * The custom element that this component is part of: its props, what it can do, and what is around it. Components below the first one may use it, too.
 *
 * @throws an `Error` outside of a custom element.
 * @example
 * const { props, updateElement } = useElement<{ count: number }>();
 */
export function useElement<Props extends object = ElementProps>(): ElementKit<Props> {
  const element = useContext(ElementContext);
  if (!element) throw new Error("useElement() is for custom elements. In a test, put the component into testElement(props).Around.");
  return element as unknown as ElementKit<Props>;
}
