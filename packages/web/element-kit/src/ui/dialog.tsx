// A dialog over the page: focus stays in, Escape closes, and the focus goes back to what opened it.
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { CloseButton, PortalOfDialogs } from "../lib/dialog-parts.tsx";
import { classes, dressed } from "../lib/dressed.ts";
import { useReturnFocus } from "../lib/return-focus.ts";
import "../styles/overlays.css";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;
export const DialogClose = Primitive.Close;
export const DialogOverlay = dressed(Primitive.Overlay, "scrim");
export const DialogHeader = dressed("div", "dialog-header");
export const DialogFooter = dressed("div", "dialog-footer");
export const DialogTitle = dressed(Primitive.Title, "dialog-title");
export const DialogDescription = dressed(Primitive.Description, "dialog-description");

export const DialogPortal = PortalOfDialogs;

interface DialogContentProps extends ComponentProps<typeof Primitive.Content> {
  /** Default: true. Without it, give people another way out that they see. */
  readonly showCloseButton?: boolean;
}

export function DialogContent({ className, children, showCloseButton = true, ...props }: DialogContentProps) {
  const focus = useReturnFocus(props);
  return (
    <DialogPortal>
      <DialogOverlay />
      <Primitive.Content data-slot="dialog-content" {...props} {...focus} className={classes("k-dialog", className)}>
        {children}
        {showCloseButton && <CloseButton />}
      </Primitive.Content>
    </DialogPortal>
  );
}
