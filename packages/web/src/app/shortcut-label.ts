// How a shortcut is written on this machine.

/** “⌘K” on a Mac, “Ctrl K” elsewhere. */
export function shortcutLabel(key: string, shift = false): string {
  if (isMac()) return `${shift ? "⇧" : ""}⌘${key}`;
  return `Ctrl ${shift ? "Shift " : ""}${key}`;
}

export function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
