// A word beside something, in a tone.
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import "../styles/controls.css";

interface BadgeLook {
  readonly variant?: "default" | "secondary" | "destructive" | "outline" | null | undefined;
  readonly className?: string | undefined;
}

/** The classes of a badge, for something that is to look like one. */
export function badgeVariants({ variant, className }: BadgeLook = {}): string {
  return classes("k-badge", `k-${variant ?? "default"}`, className);
}

export function Badge({ variant, className, ...props }: ComponentProps<"span"> & BadgeLook) {
  return <span data-slot="badge" {...props} className={badgeVariants({ variant, className })} />;
}
