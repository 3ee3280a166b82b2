// A combination of keys as a word: "mod+shift+o", "alt+arrowup", "?". `mod` is Cmd on a Mac and Ctrl elsewhere.
import { isMac } from "../shortcut-label.ts";

export type Combo = string;
type Press = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Where a key writes something else with Shift or Alt, or on another keyboard, it is known by its place. */
const PLACES: Readonly<Record<string, string>> = {
  Semicolon: ";",
  Quote: "'",
  Comma: ",",
  Period: ".",
  Slash: "/",
  Backslash: "\\",
  Minus: "-",
  Equal: "=",
  BracketLeft: "[",
  BracketRight: "]",
  Backquote: "`",
};
const ALONE = new Set(["control", "shift", "alt", "meta", "altgraph", "capslock", "dead", "process", "unidentified"]);

/** The combination that was pressed; undefined while only Shift, Ctrl and the like are down. */
export function toCombo(press: Press): Combo | undefined {
  const mod = isMac() ? press.metaKey : press.ctrlKey;
  if (isMac() ? press.ctrlKey : press.metaKey) return undefined;
  const key = toKey(press, mod || press.altKey);
  if (ALONE.has(key)) return undefined;
  // With Shift alone a sign is another sign: "?" says it all.
  const shift = press.shiftKey && (mod || press.altKey || key.length > 1);
  return [mod && "mod", press.altKey && "alt", shift && "shift", key].filter(Boolean).join("+");
}

function toKey({ key, code }: Press, modified: boolean): string {
  if (!modified || key.length > 1) return key === " " ? "space" : key.toLowerCase();
  const letter = /^Key([A-Z])$/.exec(code)?.[1] ?? /^Digit(\d)$/.exec(code)?.[1];
  // On keyboards that write Latin letters the letter is what is printed, wherever it lies.
  if (letter && !/^[a-z0-9]$/i.test(key)) return letter.toLowerCase();
  return PLACES[code] ?? key.toLowerCase();
}

/** One key that a person could be writing with. */
export function isSingleKey(combo: Combo): boolean {
  return !/^(mod|alt|shift)\+/.test(combo) && combo.length === 1;
}

const SIGNS: Readonly<Record<string, string>> = {
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  escape: "Esc",
  enter: "Enter",
  space: "Space",
};

/** As it is written on this machine: “⇧⌘O” on a Mac, “Ctrl Shift O” elsewhere. */
export function toLabel(combo: Combo): string {
  const { parts, key } = split(combo);
  const sign = SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key.slice(0, 1).toUpperCase() + key.slice(1));
  if (!isMac()) return [...parts.map((part) => ({ mod: "Ctrl", alt: "Alt", shift: "Shift" })[part]), sign].join(" ");
  const glyphs = { alt: "⌥", shift: "⇧", mod: "⌘" } as const;
  return (["alt", "shift", "mod"] as const).map((part) => (parts.includes(part) ? glyphs[part] : "")).join("") + sign;
}

/** As `aria-keyshortcuts` wants it: “Control+Shift+O”. */
export function toAria(combo: Combo): string {
  const { parts, key } = split(combo);
  const names = parts.map((part) => ({ mod: isMac() ? "Meta" : "Control", alt: "Alt", shift: "Shift" })[part]);
  const named = /^arrow/.test(key) ? `Arrow${key.slice(5, 6).toUpperCase()}${key.slice(6)}` : key;
  return [...names, named.slice(0, 1).toUpperCase() + named.slice(1)].join("+");
}

type Part = "mod" | "alt" | "shift";

function split(combo: Combo): { readonly parts: readonly Part[]; readonly key: string } {
  const match = /^((?:(?:mod|alt|shift)\+)*)(.+)$/.exec(combo);
  const parts = (match?.[1] ?? "").split("+").filter((part): part is Part => part === "mod" || part === "alt" || part === "shift");
  return { parts, key: match?.[2] ?? "" };
}
