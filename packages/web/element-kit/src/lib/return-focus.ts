// Where the focus goes when a dialog closes: to what had it before. The primitive knows only its own trigger, and many dialogs are opened by a word of code.
import { useRef } from "react";
import { findOpener } from "../../../src/components/ui/return-focus.ts";

interface FocusProps {
  readonly onOpenAutoFocus?: ((event: Event) => void) | undefined;
  readonly onCloseAutoFocus?: ((event: Event) => void) | undefined;
}

export function useReturnFocus(given: FocusProps): Required<FocusProps> {
  const opener = useRef<HTMLElement>(undefined);
  return {
    onOpenAutoFocus: (event) => {
      opener.current = findOpener();
      given.onOpenAutoFocus?.(event);
    },
    onCloseAutoFocus: (event) => {
      given.onCloseAutoFocus?.(event);
      if (event.defaultPrevented || !opener.current?.isConnected) return;
      event.preventDefault();
      opener.current.focus({ preventScroll: true });
    },
  };
}
