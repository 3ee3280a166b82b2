// The JSX runtime: a tag is a call of its function, made at once. Nothing is kept, and nothing is drawn here.
import { ChatError, VIEW_TYPES, type ViewNode } from "@colloquy/protocol";
import type { View, ViewChild } from "./view-children.ts";

/** What a tag may be: one of our components, or a function of your own. */
type Component = (props: Record<string, unknown>) => unknown;

/** Parts that stand where they are, without anything around them. */
export function Fragment({ children }: { readonly children?: ViewChild }): View {
  return Array.isArray(children) ? children : [children];
}

/** What compiled JSX calls. */
export function jsx(component: unknown, props: Readonly<Record<string, unknown>>, key?: unknown): View {
  if (typeof component !== "function") throw unknownTag(component);
  const made: unknown = (component as Component)({ ...props, ...(key !== undefined && { key: String(key) }) });
  if (key === undefined || typeof made !== "object" || made === null || Array.isArray(made) || !("type" in made)) return made as View;
  // A function of one's own need not hand it on.
  return { ...(made as ViewNode), key: String(key) };
}

function unknownTag(tag: unknown): ChatError {
  const name = typeof tag === "string" ? `<${tag}>` : String(tag);
  const meant = typeof tag === "string" && VIEW_TYPES.find((type) => type.toLowerCase() === tag.toLowerCase());
  return new ChatError("BAD_INPUT", `A view has no ${name}.`, {
    fix: meant ? `Write <${meant}>, and import it from "colloquy/view".` : 'Use the components of "colloquy/view"; a view has no HTML.',
  });
}

/** What the compiler checks tags with. */
export namespace JSX {
  /** What a tag is. */
  export type Element = View;
  /** What can be a tag: functions, and no names of HTML. */
  export type ElementType = (props: never) => ViewChild;
  /** There are none. */
  export type IntrinsicElements = Record<never, never>;
  /** What every tag can be given. */
  export interface IntrinsicAttributes {
    /** Tells it from its neighbours when the view changes. */
    readonly key?: string | number | undefined;
  }
  /** Which prop holds what stands between the tags. */
  export interface ElementChildrenAttribute {
    /** It is this one. */
    children: unknown;
  }
}
