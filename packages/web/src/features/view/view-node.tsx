// One component of a view, drawn again only when it is another object. A view has hundreds of these, and each component of React's costs as much as
// what it draws: what has no state of its own is drawn right here. One that is broken, unknown or too deep is shown by its words.
import { MAX_VIEW_DEPTH, type ViewNode, type ViewType } from "@colloquy/protocol";
import { type ComponentType, memo, type ReactNode } from "react";
import { isKnown } from "./check-node.ts";
import { COMPONENTS, PLAIN } from "./components.ts";
import { GuardedPart } from "./guarded-part.tsx";
import { isObject } from "./read-view.ts";
import { Unshown } from "./unshown.tsx";
import { useView } from "./view-context.ts";
import type { DrawParts, DrawPlain, ViewNodeProps } from "./view-props.ts";

interface PartProps {
  readonly node: unknown;
  readonly depth: number;
  /** The level that a heading of the page has here. */
  readonly level: number;
}

/** Draws any value as a component of a view. */
export const ViewPart = memo(function ViewPart({ node, depth, level }: PartProps): ReactNode {
  const place = useView();
  if (depth > MAX_VIEW_DEPTH) return <Unshown node={node} whole />;
  const draw = drawAt(depth + 1, level);
  if (!isKnown(node)) return <Unshown node={node}>{isObject(node) && Array.isArray(node["children"]) && draw(node["children"])}</Unshown>;
  return isPlain(node) ? (
    (PLAIN[node.type] as DrawPlain<ViewType>)(node, { place, level, draw, drawBelow: drawAt(depth + 1, level + 1) })
  ) : (
    <GuardedPart node={node} draw={draw} of={COMPONENTS[node.type] as ComponentType<ViewNodeProps<ViewType>>} />
  );
});

function isPlain(node: ViewNode): node is Extract<ViewNode, { type: keyof typeof PLAIN }> {
  return Object.hasOwn(PLAIN, node.type);
}

/** The same function for all that stands at one place: what is given to a component is no other each time. */
const drawing: DrawParts[][] = [];
function drawAt(depth: number, level: number): DrawParts {
  const known = (drawing[depth] ??= []);
  return (known[level] ??= (parts) => drawParts(parts, depth, level));
}

/** Each part keeps what it is by its key, else by its place. */
function drawParts(parts: readonly unknown[] | undefined, depth: number, level: number): ReactNode[] {
  const taken = new Set<string>();
  return (parts ?? []).map((node, at) => {
    const own = isObject(node) && typeof node["key"] === "string" ? `key ${node["key"]}` : undefined;
    const key = own === undefined || taken.has(own) ? String(at) : own;
    taken.add(key);
    return <ViewPart key={key} node={node} depth={depth} level={level} />;
  });
}
