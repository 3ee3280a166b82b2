// A small button that is only an icon; its name is what a screen reader says and what the tooltip shows.
import type { ReactNode } from "react";

interface IconButtonProps {
  label: string;
  /** Is given the button. */
  onClick: (button: HTMLElement) => void;
  pressed?: boolean;
  children: ReactNode;
}

export function IconButton({ label, onClick, pressed, children }: IconButtonProps) {
  return (
    <button
      type="button"
      className="md-icon"
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      onClick={(event) => onClick(event.currentTarget)}
    >
      {children}
    </button>
  );
}
