// How a component becomes data.
import type { ViewNode, ViewNodeOf, ViewType } from "@colloquy/protocol";
import { toNodes, toWords, type ViewChild } from "./view-children.ts";

/** What every component can be given. */
export interface ViewPart {
  /** Tells it from its neighbours when the view changes, so that it keeps its place, its focus and what is typed into it. */
  readonly key?: string | number | undefined;
}

/** Without what is undefined: it is not there. */
export function makeNode<Type extends ViewType>(type: Type, props: object): ViewNodeOf<Type> {
  const { key, ...own } = props as { readonly key?: string | number | undefined };
  const entries = Object.entries(own).filter(([, value]) => value !== undefined);
  return { type, ...Object.fromEntries(entries), ...(key !== undefined && { key: String(key) }) } as ViewNodeOf<Type>;
}

/** One with others in it: those of its props, as JSX has them, and those that a plain call adds. */
export function makeContainer<Type extends ViewType>(
  type: Type,
  { children, ...props }: { readonly children?: ViewChild },
  more: readonly ViewChild[],
): ViewNodeOf<Type> {
  const nodes: readonly ViewNode[] = toNodes([children, more]);
  return makeNode(type, { ...props, ...(nodes.length > 0 && { children: nodes }) });
}

/** One whose words stand in it, or in `text`. */
export function wordsOf(component: string, text: string | undefined, children: unknown): string {
  return text ?? toWords(component, children);
}
