// A menu that is only a button until somebody reaches for it. Radix gives the first line the focus when it saw the key that opened the
// menu; the first time it comes too late for that.
import { type FocusEvent, type KeyboardEvent, type MouseEvent, useRef, useState } from "react";

/** For the button, while there is nothing else. */
interface LateButton {
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

export interface LateMenu {
  readonly wanted: boolean;
  readonly button: LateButton;
  /** For the menu itself: by keyboard its first line has the focus, the first time as ever after. */
  readonly onFocus: (event: FocusEvent<HTMLElement>) => void;
}

export function useLateMenu(): LateMenu {
  const [wanted, setWanted] = useState(false);
  const byKeyboard = useRef(false);
  const open = (keyboard: boolean) => {
    byKeyboard.current = keyboard;
    setWanted(true);
  };
  return {
    wanted,
    button: {
      // A click that no pointer made has no count.
      onClick: (event) => open(event.detail === 0),
      onKeyDown: (event) => {
        if (event.key === "ArrowDown") open(true);
        else if (event.key === "Escape" && wanted) setWanted(false);
        else return;
        event.preventDefault();
        event.stopPropagation();
      },
    },
    onFocus: ({ target, currentTarget }) => {
      if (target !== currentTarget || !byKeyboard.current) return;
      byKeyboard.current = false;
      currentTarget.querySelector<HTMLElement>('[role^="menuitem"]:not([data-disabled])')?.focus();
    },
  };
}
