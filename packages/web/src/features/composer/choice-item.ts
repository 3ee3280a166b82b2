// What a menu of one choice is given, closed or opened.
import type { ReactNode } from "react";

/** One thing that can be chosen. */
export interface ChoiceItem {
  readonly id: string;
  readonly name: string;
  readonly description?: string | undefined;
  readonly icon?: ReactNode;
}

export interface ChoiceMenuProps {
  /** The button's content. */
  readonly children: ReactNode;
  readonly button: {
    readonly id: string;
    readonly className: string;
    readonly "aria-label": string;
    readonly "data-tip": string;
  };
  /** The id of what opens. */
  readonly menuId: string;
  readonly items: readonly ChoiceItem[];
  readonly chosen: string | undefined;
  /** Choosing what is chosen takes it back; else it stays. */
  readonly optional?: boolean;
  readonly dir: "ltr" | "rtl";
  /** Undefined when the choice was taken back. */
  readonly onChoose: (id: string | undefined) => void;
}
