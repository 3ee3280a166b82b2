// Where the focus goes when something over the page closes: back to what opened it. Radix does that only for its own triggers.
import { useState } from "react";

const openers = new WeakMap<Element, HTMLElement>();
const behind = new WeakMap<Element, HTMLElement>();

export interface ReturnFocus {
  /** For `onCloseAutoFocus`. */
  readonly onCloseAutoFocus: (event: Event) => void;
  /** A `ref` of the dialog: what opens from it and takes its place leads back to what opened it. */
  readonly ref: (dialog: HTMLElement | null) => void;
}

/** For what has no dialog behind it. */
export function useReturnFocus(): (event: Event) => void {
  return useFocusBack().onCloseAutoFocus;
}

export function useFocusBack(): ReturnFocus {
  const [back] = useState((): ReturnFocus => {
    const opener = findOpener();
    const over = opener?.closest(DIALOG);
    const before = over ? behind.get(over) : undefined;
    return {
      onCloseAutoFocus: (event) => {
        event.preventDefault();
        const target = [opener, before].find((element) => element?.isConnected) ?? document.getElementById("chat-input");
        if (target && !isBehindDialog(target)) target.focus({ preventScroll: true });
      },
      ref: (dialog) => {
        const element = opener?.isConnected ? opener : before;
        if (dialog && element) behind.set(dialog, element);
      },
    };
  });
  return back;
}

const DIALOG = '[role="dialog"]';

/** A dialog that has opened meanwhile has the focus, and this lies behind it. */
export function isBehindDialog(target: Element): boolean {
  const dialog = document.activeElement?.closest(DIALOG);
  return dialog !== null && dialog !== undefined && !dialog.contains(target);
}

/** The element holds the focus for something that is not there yet; whoever opened it is meant. */
export function standInFor(element: Element, opener: HTMLElement | undefined): void {
  if (opener) openers.set(element, opener);
}

/** A menu is gone when its command has run; its button is not. */
export function findOpener(): HTMLElement | undefined {
  const { activeElement } = document;
  const stoodFor = activeElement && openers.get(activeElement);
  if (stoodFor) return stoodFor;
  const menu = activeElement?.closest('[role="menu"]');
  const opener = menu ? document.getElementById(menu.getAttribute("aria-labelledby") ?? "") : activeElement;
  return opener instanceof HTMLElement && opener !== document.body ? opener : undefined;
}
