// A box that is scrolled within, by the browser's own means in our look: wheel, touch and keys are as everywhere.
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import { useScrollable } from "../lib/scrollable.ts";
import "../styles/panes.css";

interface ScrollAreaProps extends ComponentProps<"div"> {
  /** When the bars are seen is the system's choice. */
  readonly type?: "auto" | "always" | "scroll" | "hover";
  readonly scrollHideDelay?: number;
}

export function ScrollArea({ className, type: _type, scrollHideDelay: _delay, ...props }: ScrollAreaProps) {
  const scrolling = useScrollable<HTMLDivElement>();
  return <div data-slot="scroll-area" {...scrolling} {...props} className={classes("k-scroll-area", className)} />;
}

/** The area has its bars already; one that is asked for is that one. */
export function ScrollBar(_props: ComponentProps<"div"> & { readonly orientation?: "vertical" | "horizontal" }) {
  return null;
}
