// On or off, at once.
import { Switch as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import "../styles/controls.css";

export function Switch({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return (
    <Primitive.Root data-slot="switch" {...props} className={classes("k-switch", className)}>
      <Primitive.Thumb className="k-switch-thumb" />
    </Primitive.Root>
  );
}
