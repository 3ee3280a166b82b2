// A dialog that comes from an edge of the page. `left` and `right` are the sides of the screen.
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { CloseButton, PortalOfDialogs } from "../lib/dialog-parts.tsx";
import { classes, dressed } from "../lib/dressed.ts";
import { useReturnFocus } from "../lib/return-focus.ts";
import "../styles/overlays.css";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;
export const SheetClose = Primitive.Close;
export const SheetPortal = PortalOfDialogs;
export const SheetOverlay = dressed(Primitive.Overlay, "scrim");
export const SheetHeader = dressed("div", "dialog-header");
export const SheetFooter = dressed("div", "dialog-footer");
export const SheetTitle = dressed(Primitive.Title, "dialog-title");
export const SheetDescription = dressed(Primitive.Description, "dialog-description");

interface SheetContentProps extends ComponentProps<typeof Primitive.Content> {
  /** Default: "right". */
  readonly side?: "top" | "bottom" | "left" | "right" | null;
}

export function SheetContent({ side, className, children, ...props }: SheetContentProps) {
  const focus = useReturnFocus(props);
  return (
    <SheetPortal>
      <SheetOverlay />
      <Primitive.Content data-slot="sheet-content" {...props} {...focus} className={classes("k-sheet", `k-${side ?? "right"}`, className)}>
        {children}
        <CloseButton />
      </Primitive.Content>
    </SheetPortal>
  );
}
