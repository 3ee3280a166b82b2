// What stands in a menu.
import type { LucideIcon } from "lucide-react";
import type { ReactElement, ReactNode } from "react";

/** One line of a menu. */
export type MenuEntry =
  | { readonly kind: "line" }
  | { readonly kind: "title"; readonly id: string; readonly label: string; readonly detail?: string | undefined }
  | {
      readonly kind: "command";
      readonly id: string;
      /** A glyph of the page's own, or what an author named, as it is drawn. */
      readonly icon: LucideIcon | ReactElement;
      readonly label: string;
      readonly keys?: string;
      readonly danger?: boolean;
      /** It puts the focus somewhere itself; the button of the menu gets it back otherwise. */
      readonly movesFocus?: boolean;
      readonly run: () => void;
    }
  | {
      readonly kind: "link";
      readonly id: string;
      readonly icon: ReactNode;
      readonly label: string;
      readonly href: string;
      readonly target: string;
    }
  | {
      readonly kind: "choice";
      readonly id: string;
      readonly icon: LucideIcon;
      readonly label: string;
      readonly chosen: boolean;
      readonly run: () => void;
    };
