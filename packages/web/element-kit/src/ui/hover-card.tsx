// More about something, while the pointer rests on it. It holds nothing that is not said elsewhere: fingers do not rest.
import { HoverCard as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { classes } from "../lib/dressed.ts";
import { portals } from "../lib/portals.ts";
import "../styles/overlays.css";

export const HoverCard = Primitive.Root;
export const HoverCardTrigger = Primitive.Trigger;

export function HoverCardContent({ className, align = "center", sideOffset = 4, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal container={portals()}>
      <Primitive.Content
        data-slot="hover-card-content"
        align={align}
        sideOffset={sideOffset}
        collisionPadding={8}
        {...props}
        className={classes("k-popover", "k-hover-card", className)}
      />
    </Primitive.Portal>
  );
}
