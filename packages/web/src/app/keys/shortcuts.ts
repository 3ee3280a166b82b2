// Everything that has a shortcut, and which one it has until a person chooses another.
import type { Combo } from "./combo.ts";

/** Where a shortcut holds: anywhere, on a turn that has the focus, or in an empty message box and in what is edited from there. */
type Scope = "page" | "turn" | "box";

interface Shortcut {
  readonly group: "chat" | "page" | "answer";
  readonly scope: Scope;
  readonly combos: readonly Combo[];
}

export const SHORTCUTS = {
  search: { group: "page", scope: "page", combos: ["mod+k"] },
  newChat: { group: "page", scope: "page", combos: ["mod+shift+o"] },
  sidebar: { group: "page", scope: "page", combos: ["mod+b"] },
  panel: { group: "page", scope: "page", combos: ["mod+."] },
  settings: { group: "page", scope: "page", combos: ["mod+,"] },
  sheet: { group: "page", scope: "page", combos: ["?"] },
  composer: { group: "chat", scope: "page", combos: ["shift+escape", "/"] },
  stop: { group: "chat", scope: "page", combos: ["escape"] },
  editLast: { group: "chat", scope: "box", combos: ["arrowup"] },
  find: { group: "chat", scope: "page", combos: ["mod+f"] },
  previousTurn: { group: "chat", scope: "page", combos: ["alt+arrowup"] },
  nextTurn: { group: "chat", scope: "page", combos: ["alt+arrowdown"] },
  quote: { group: "answer", scope: "page", combos: ["mod+shift+9"] },
  copyLast: { group: "answer", scope: "page", combos: ["mod+shift+c"] },
  copyCode: { group: "answer", scope: "page", combos: ["mod+shift+;"] },
  retryLast: { group: "answer", scope: "page", combos: ["mod+shift+r"] },
  earlierVersion: { group: "answer", scope: "turn", combos: ["alt+arrowleft"] },
  laterVersion: { group: "answer", scope: "turn", combos: ["alt+arrowright"] },
} as const satisfies Readonly<Record<string, Shortcut>>;

export type ShortcutName = keyof typeof SHORTCUTS;
export const SHORTCUT_NAMES = Object.keys(SHORTCUTS) as readonly ShortcutName[];
export const SHORTCUT_GROUPS = ["page", "chat", "answer"] as const;
