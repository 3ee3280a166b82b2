// A button that shows a glyph and says its name: to screen readers and, on hover and focus, in a tooltip with the same words.
import type { LucideIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { Icon } from "./icon.tsx";

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label" | "title"> {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly small?: boolean;
  readonly flip?: boolean;
  /** Shown in the tooltip beside the name, and told to screen readers. */
  readonly shortcut?: { readonly label: string; readonly aria: string | undefined };
}

export function IconButton({
  icon,
  label,
  small = false,
  flip = false,
  shortcut,
  className = "",
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`icon ${small ? "sm" : ""} ${className}`}
      aria-label={label}
      data-tip={label}
      data-tip-keys={shortcut?.label || undefined}
      aria-keyshortcuts={shortcut?.aria}
    >
      <Icon of={icon} flip={flip} size={small ? "s" : "m"} />
    </button>
  );
}
