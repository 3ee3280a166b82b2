// A line between things; decoration only, unless said otherwise.
import { Separator as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import "../styles/surfaces.css";

export function Separator({ className, decorative = true, ...props }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root data-slot="separator" decorative={decorative} {...props} className={classes("k-separator", className)} />;
}
