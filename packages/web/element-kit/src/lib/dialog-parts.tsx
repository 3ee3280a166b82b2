// What dialogs and sheets share.
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { portals } from "./portals.ts";
import { words } from "./words.ts";
import "../styles/overlays.css";

export function PortalOfDialogs(props: ComponentProps<typeof Primitive.Portal>) {
  return <Primitive.Portal container={portals()} {...props} />;
}

export function CloseButton() {
  return (
    <Primitive.Close className="k-close" aria-label={words().close}>
      <X size={16} aria-hidden />
    </Primitive.Close>
  );
}
