// Going through the turns of the conversation with the keyboard.

/** Puts the focus on the turn before or after the one that has it, or on the last. */
export function walk(by: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>(".turn-row[data-turn-id]")];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const to = at < 0 ? (by < 0 ? rows.length - 1 : -1) : at + by;
  if (at >= 0 && to >= rows.length) {
    document.getElementById("chat-input")?.focus();
    return true;
  }
  const row = rows[Math.max(to, 0)];
  if (to < 0 && by > 0) return false;
  row?.focus({ preventScroll: true });
  row?.dispatchEvent(new CustomEvent("walk-to", { bubbles: true }));
  row?.scrollIntoView({ block: "start" });
  return row !== undefined;
}

/** Presses the switcher of the turn that has the focus. */
export function chooseVersion(way: "back" | "on"): boolean {
  const row = document.activeElement?.closest(".turn-row");
  const button = row?.querySelector<HTMLButtonElement>(`.branch [data-way="${way}"]:not([aria-disabled="true"])`);
  button?.click();
  return button !== null && button !== undefined;
}
