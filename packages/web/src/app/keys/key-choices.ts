// Which shortcuts this person has chosen, in this browser: kept in localStorage, apart from the other preferences.
import { type Combo, isSingleKey } from "./combo.ts";
import { SHORTCUT_NAMES, SHORTCUTS, type ShortcutName } from "./shortcuts.ts";

/** Only what differs from the defaults; an empty list is a shortcut that is off. */
export type KeyChoices = { readonly [Name in ShortcutName]?: readonly Combo[] };

const KEY = "colloquy:keys";
const VERSION = 1;
/** What one writes and moves with; a shortcut there would take it away. */
const NEEDED = new Set(["enter", "shift+enter", "mod+enter", "tab", "shift+tab", "space", "backspace", "delete", "escape"]);
const MOVING = /^(shift\+|mod\+|mod\+shift\+)?(arrow\w+|home|end|pageup|pagedown)$/;
const EDITING = /^mod\+(a|c|v|x|z|shift\+z)$/;

/** True for a combination that cannot be a shortcut. */
export function isNeeded(combo: Combo): boolean {
  return NEEDED.has(combo) || MOVING.test(combo) || EDITING.test(combo);
}

/** The combinations of a shortcut, without those that are off. */
export function combosOf(name: ShortcutName, choices: KeyChoices, singleKeys: boolean): readonly Combo[] {
  const combos: readonly Combo[] = choices[name] ?? SHORTCUTS[name].combos;
  return singleKeys ? combos : combos.filter((combo) => !isSingleKey(combo));
}

/** The shortcut that a combination stands for already. */
export function findShortcut(combo: Combo, choices: KeyChoices, singleKeys = true): ShortcutName | undefined {
  return SHORTCUT_NAMES.find((name) => combosOf(name, choices, singleKeys).includes(combo));
}

/** Gives a combination to a shortcut, and takes it from whichever had it. */
export function giveCombo(choices: KeyChoices, name: ShortcutName, combo: Combo): KeyChoices {
  const holder = findShortcut(combo, choices);
  const rest = holder && holder !== name ? { [holder]: combosOf(holder, choices, true).filter((one) => one !== combo) } : {};
  return { ...choices, ...rest, [name]: [combo] };
}

/** Reads what was kept; whatever is not readable any more is left out. */
export function toKeyChoices(value: unknown): KeyChoices {
  if (typeof value !== "object" || value === null || !("version" in value) || value.version !== VERSION) return {};
  const kept: Readonly<Record<string, unknown>> = { ...value };
  const entries = SHORTCUT_NAMES.flatMap((name) => {
    const combos = kept[name];
    return Array.isArray(combos) && combos.every((combo) => typeof combo === "string") ? [[name, combos as Combo[]] as const] : [];
  });
  return Object.fromEntries(entries);
}

export function readKeyChoices(): KeyChoices {
  try {
    return toKeyChoices(JSON.parse(localStorage.getItem(KEY) ?? "null"));
  } catch {
    return {}; // Storage may be forbidden; then every visit begins with the defaults.
  }
}

export function writeKeyChoices(choices: KeyChoices): void {
  try {
    if (Object.keys(choices).length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...choices }));
  } catch {
    // Full or forbidden storage costs a choice, not the chat.
  }
}
