// Strings and their language. English is in the first load; other languages come when asked for.
import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { readPreferences } from "../app/preferences.ts";
import english from "./en.json" with { type: "json" };

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

type Strings = typeof english;
/** Languages beside English; `pseudo` shows what is not translated and what does not fit. */
const OTHERS: Readonly<Record<string, () => Promise<{ readonly strings: object }>>> = {
  ar: () => import("./arabic.ts"),
  pseudo: () => import("./pseudo.ts"),
};

/** Which way a language is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** The language wished for: by address, by earlier choice, by the app, else the browser's. */
export function wantedLanguage(byApp?: string): string {
  const asked = new URLSearchParams(location.search).get("lang");
  if (asked) return asked;
  return readPreferences().language ?? byApp ?? navigator.language;
}

/** The languages one may choose from, each by its own name. */
export const LANGUAGES: Readonly<Record<string, string>> = { en: "English", ar: "العربية" };

/** Starts i18next in the wanted language, or English, and marks the document with it. */
export async function startI18n(wanted: string): Promise<i18n> {
  const { code, language, load } = find(wanted);
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: code,
    fallbackLng: "en",
    resources: { en: { translation: english satisfies Strings }, ...(load && { [code]: { translation: (await load()).strings } }) },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  markDocument(code, language);
  return instance;
}

/** Shows the page in another language from now on. */
export async function switchLanguage(instance: i18n, wanted: string): Promise<void> {
  const { code, language, load } = find(wanted);
  if (load) instance.addResourceBundle(code, "translation", (await load()).strings);
  await instance.changeLanguage(code);
  markDocument(code, language);
}

interface Found {
  /** Whose strings are shown. */
  readonly code: string;
  /** What the document is in. */
  readonly language: string;
  readonly load: (() => Promise<{ readonly strings: object }>) | undefined;
}

function find(wanted: string): Found {
  const base = wanted.split("-")[0] ?? "en";
  const load = OTHERS[wanted] ?? OTHERS[base];
  if (!load) return { code: "en", language: base === "en" ? wanted : "en", load };
  return { code: OTHERS[wanted] ? wanted : base, language: wanted, load };
}

function markDocument(code: string, language: string): void {
  document.documentElement.lang = code === "pseudo" ? "en" : language;
  document.documentElement.dir = directionOf(language);
}
