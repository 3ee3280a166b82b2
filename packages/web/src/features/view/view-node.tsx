// Draws any value as a component of a view. A view has hundreds of these, and each component of React's costs as much as what it draws: what has no
// state of its own is drawn right here, as plain elements of the page. Who draws keeps what was drawn of each object, and React leaves alone what it is
// given again: a view that changes draws what is another object, and no more. One that is broken, unknown or too deep is shown by its words.
import { MAX_VIEW_DEPTH, type ViewNode, type ViewType } from "@colloquy/protocol";
import { type ComponentType, cloneElement, isValidElement, type ReactNode } from "react";
import { isKnown } from "./check-node.ts";
import { COMPONENTS, PLAIN } from "./components.ts";
import { GuardedPart } from "./guarded-part.tsx";
import { isObject } from "./read-view.ts";
import { Unshown } from "./unshown.tsx";
import type { ViewPlace } from "./view-context.ts";
import type { DrawParts, DrawPlain, ViewNodeProps } from "./view-props.ts";

/** What draws views at a place. Another place is another one: all of it is drawn anew. */
export function drawerOf(place: ViewPlace, level: number): (view: unknown) => ReactNode {
  const drawing: DrawParts[][] = [];
  /** The same function for all that stands at one depth: what is given to a component is no other each time. */
  const drawAt = (depth: number, level: number): DrawParts => {
    const known = (drawing[depth] ??= []);
    return (known[level] ??= drawKept((node) => drawNode(node, depth, level)));
  };
  const drawNode = (node: unknown, depth: number, level: number): ReactNode => {
    if (depth > MAX_VIEW_DEPTH) return <Unshown node={node} whole />;
    const draw = drawAt(depth + 1, level);
    if (!isKnown(node)) return <Unshown node={node}>{isObject(node) && Array.isArray(node["children"]) && draw(node["children"])}</Unshown>;
    return isPlain(node) ? (
      (PLAIN[node.type] as DrawPlain<ViewType>)(node, { place, level, draw, drawBelow: drawAt(depth + 1, level + 1) })
    ) : (
      <GuardedPart node={node} draw={draw} of={COMPONENTS[node.type] as ComponentType<ViewNodeProps<ViewType>>} />
    );
  };
  return (view) => drawNode(view, 0, level);
}

function isPlain(node: ViewNode): node is Extract<ViewNode, { type: keyof typeof PLAIN }> {
  return Object.hasOwn(PLAIN, node.type);
}

/** Each part keeps what it is by its key, else by its place, and is drawn once for each object that it is. */
function drawKept(draw: (node: unknown) => ReactNode): DrawParts {
  const kept = new WeakMap<object, ReactNode>();
  return (parts) => {
    const taken = new Set<string>();
    return (parts ?? []).map((node, at) => {
      const own = isObject(node) && typeof node["key"] === "string" ? `key ${node["key"]}` : undefined;
      const key = own === undefined || taken.has(own) ? String(at) : own;
      if (own !== undefined) taken.add(key);
      const before = isObject(node) ? kept.get(node) : undefined;
      if (isValidElement(before) && before.key === key) return before;
      const drawn = draw(node);
      const part = isValidElement(drawn) ? cloneElement(drawn, { key }) : drawn;
      if (isObject(node)) kept.set(node, part);
      return part;
    });
  };
}
