// How this person likes the page, in this browser: kept in localStorage under one versioned key, and put on the document.
// The script in index.html reads the same key before anything is drawn; a change of the format is a change there too.
import { toLanguageTag } from "@colloquy/protocol";

/** The lists of what each may be; the first is the default. */
export const CHOICES = {
  theme: ["system", "light", "dark"],
  density: ["comfortable", "compact"],
  textSize: ["normal", "small", "large", "larger"],
  motion: ["system", "reduced"],
  /** Which key sends a message: Enter, or Ctrl and Enter (Cmd on a Mac). Where a finger points and nothing was chosen, the second. */
  sendKey: ["enter", "modEnter"],
} as const;

type Choices = typeof CHOICES;
export type Theme = Choices["theme"][number];

export type Preferences = { readonly [Name in keyof Choices]: Choices[Name][number] } & {
  /** Shortcuts of one key alone, as "/" and "?". */
  readonly singleKeys: boolean;
  /** The language of the page; undefined follows the app and the browser. */
  readonly language: string | undefined;
};

const KEY = "colloquy:preferences";
const VERSION = 1;

/** What holds where the person has chosen nothing. */
export interface PreferenceDefaults {
  /** The app's. */
  readonly theme?: Theme | undefined;
  /** A finger points, not a mouse. */
  readonly coarse?: boolean;
}

/** Reads what was kept; whatever is not readable any more is at its default. */
export function toPreferences(value: unknown, { theme, coarse = false }: PreferenceDefaults = {}): Preferences {
  const kept: Readonly<Record<string, unknown>> = isRecord(value) && value["version"] === VERSION ? value : {};
  const choose = <Name extends keyof Choices>(name: Name): Choices[Name][number] => {
    const choices: readonly Choices[Name][number][] = CHOICES[name];
    return choices.find((choice) => choice === kept[name]) ?? CHOICES[name][0];
  };
  const language = kept["language"];
  return {
    theme: kept["theme"] === undefined ? (theme ?? choose("theme")) : choose("theme"),
    density: choose("density"),
    textSize: choose("textSize"),
    motion: choose("motion"),
    // A keyboard on a screen has no Shift and Enter, and the button that sends is beside it.
    sendKey: kept["sendKey"] === undefined && coarse ? "modEnter" : choose("sendKey"),
    singleKeys: kept["singleKeys"] !== false,
    language: language === "pseudo" ? language : toLanguageTag(language),
  };
}

export function readPreferences(defaultTheme?: Theme): Preferences {
  return toPreferences(readKept(), { theme: defaultTheme, coarse: matchMedia("(pointer: coarse)").matches });
}

function readKept(): unknown {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "null");
  } catch {
    return undefined; // Storage may be forbidden; then every visit begins with the defaults.
  }
}

/** Keeps what the person chose, and only that: what they never chose stays the app's to say. */
export function writePreferences(change: Partial<Preferences>): void {
  const kept = readKept();
  try {
    const before = isRecord(kept) && kept["version"] === VERSION ? kept : {};
    localStorage.setItem(KEY, JSON.stringify({ ...before, version: VERSION, ...change }));
  } catch {
    // Full or forbidden storage costs a preference, not the chat.
  }
}

/** Puts on the document what style sheets go by. */
export function applyPreferences({ theme, density, textSize, motion }: Preferences): void {
  const { classList, dataset } = document.documentElement;
  const dark = theme === "dark" || (theme === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
  // Paper is light.
  classList.toggle("dark", dark && !matchMedia("print").matches);
  Object.assign(dataset, { density, textSize, motion });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
