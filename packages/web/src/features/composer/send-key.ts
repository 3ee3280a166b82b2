// Which key sends what is written: Enter by itself, or Enter with Ctrl or Cmd for people whose Enter begins a new line.
import type { KeyboardEvent } from "react";
import type { Preferences } from "../../app/preferences.ts";

export function isSendKey(event: KeyboardEvent, sendKey: Preferences["sendKey"]): boolean {
  if (event.key !== "Enter" || event.shiftKey || event.altKey) return false;
  const mod = event.ctrlKey || event.metaKey;
  return sendKey === "modEnter" ? mod : !mod;
}
