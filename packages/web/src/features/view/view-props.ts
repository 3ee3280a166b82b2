// What a component of a view is given to draw.
import type { ViewNodeOf, ViewType } from "@colloquy/protocol";
import type { ReactNode } from "react";
import type { ViewPlace } from "./view-context.ts";

/** Draws what stands in a component; each part is drawn again only when it is another object. */
export type DrawParts = (parts: readonly unknown[] | undefined) => ReactNode[];

export interface ViewNodeProps<Type extends ViewType> {
  readonly node: ViewNodeOf<Type>;
  readonly draw: DrawParts;
}

/** Where a component stands. */
export interface Around {
  readonly place: ViewPlace;
  /** The level that a heading of the page has here. */
  readonly level: number;
  readonly draw: DrawParts;
  /** For what stands under a heading of this component's own. */
  readonly drawBelow: DrawParts;
}

/** Draws a component that has no state of its own, as one root. It never throws for a node that is known. */
export type DrawPlain<Type extends ViewType> = (node: ViewNodeOf<Type>, around: Around) => ReactNode;
