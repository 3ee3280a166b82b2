// Something that opens beside what was pressed.
import { Popover as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import { portals } from "../lib/portals.ts";
import "../styles/overlays.css";

export const Popover = Primitive.Root;
export const PopoverTrigger = Primitive.Trigger;
export const PopoverAnchor = Primitive.Anchor;

export function PopoverContent({ className, align = "center", sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal container={portals()}>
      <Primitive.Content
        data-slot="popover-content"
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        {...props}
        className={classes("k-popover", className)}
      />
    </Primitive.Portal>
  );
}
