// How the shortcut of something is written at its button, as the person has chosen it.
import { useUi } from "../app-context.tsx";
import { toAria, toLabel } from "./combo.ts";
import { combosOf } from "./key-choices.ts";
import type { ShortcutName } from "./shortcuts.ts";

export interface ShownShortcut {
  /** “Ctrl B”; empty when the shortcut is off. */
  readonly label: string;
  /** For `aria-keyshortcuts`. */
  readonly aria: string | undefined;
}

export function useShortcut(name: ShortcutName): ShownShortcut {
  const choices = useUi((state) => state.keys);
  const singleKeys = useUi((state) => state.preferences.singleKeys);
  const combos = combosOf(name, choices, singleKeys);
  return { label: combos[0] === undefined ? "" : toLabel(combos[0]), aria: combos.length > 0 ? combos.map(toAria).join(" ") : undefined };
}
