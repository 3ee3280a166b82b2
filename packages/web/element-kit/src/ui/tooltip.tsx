// A word about a control, by pointer or focus. A provider around several is allowed and not needed.
import { Tooltip as Primitive } from "radix-ui";
import { type ComponentProps, createContext, useContext } from "react";
import { classes } from "../lib/dressed.ts";
import { portals } from "../lib/portals.ts";
import "../styles/overlays.css";

const DELAY_MS = 400;
const Provided = createContext(false);

export function TooltipProvider({ delayDuration = DELAY_MS, ...props }: ComponentProps<typeof Primitive.Provider>) {
  return (
    <Provided value={true}>
      <Primitive.Provider delayDuration={delayDuration} {...props} />
    </Provided>
  );
}

export function Tooltip(props: ComponentProps<typeof Primitive.Root>) {
  const tooltip = <Primitive.Root {...props} />;
  return useContext(Provided) ? tooltip : <TooltipProvider>{tooltip}</TooltipProvider>;
}

export const TooltipTrigger = Primitive.Trigger;

export function TooltipContent({ className, sideOffset = 6, ...props }: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal container={portals()}>
      <Primitive.Content
        data-slot="tooltip-content"
        sideOffset={sideOffset}
        collisionPadding={8}
        {...props}
        className={classes("k-tooltip", className)}
      />
    </Primitive.Portal>
  );
}
