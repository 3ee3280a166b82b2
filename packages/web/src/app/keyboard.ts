// The keyboard of the whole page. Keys that people may be writing with are left alone.
import { useEffect } from "react";
import { useUiStore } from "./app-context.tsx";
import { isSingleKey, toCombo } from "./keys/combo.ts";
import { findShortcut } from "./keys/key-choices.ts";
import { SHORTCUTS } from "./keys/shortcuts.ts";
import type { Actions } from "./keys/use-actions.ts";

/** Listens for the shortcuts of the whole page. */
export function useKeyboard(actions: Actions): void {
  const ui = useUiStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const combo = toCombo(event);
      const { keys, preferences } = ui.get();
      const name = combo && findShortcut(combo, keys, preferences.singleKeys);
      if (!name || (isSingleKey(combo) && isTyping(event.target))) return;
      if (SHORTCUTS[name].scope === "turn" && isTyping(event.target)) return;
      // Who empties a field of a question does not mean to take the question back.
      if (name === "stop" && isTyping(event.target) && event.target.closest(".ask")) return;
      if (actions[name]()) event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [ui, actions]);
}

function isTyping(target: EventTarget | null): target is HTMLElement {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}
