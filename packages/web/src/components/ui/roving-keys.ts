// Arrow keys walk through a toolbar; Tab passes it in one step.
import type { KeyboardEvent } from "react";

/** Props for the element with role toolbar. */
export function rovingKeys(event: KeyboardEvent<HTMLElement>): void {
  const keys = ["ArrowLeft", "ArrowRight", "Home", "End"];
  if (!keys.includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return;
  const buttons = [...event.currentTarget.querySelectorAll<HTMLButtonElement>("button:not(:disabled)")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  if (at < 0) return;
  const forward = (event.key === "ArrowRight") !== (getComputedStyle(event.currentTarget).direction === "rtl");
  const to = event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : at + (forward ? 1 : -1);
  event.preventDefault();
  buttons[Math.min(Math.max(to, 0), buttons.length - 1)]?.focus();
}
