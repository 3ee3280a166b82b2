// Strings and their language. English is in the first load; other languages come when asked for.
import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
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
  try {
    return localStorage.getItem("colloquy:lang") ?? byApp ?? navigator.language;
  } catch {
    return byApp ?? navigator.language; // Storage may be forbidden; the browser's language is a fine guess.
  }
}

/** Starts i18next in the wanted language, or English, and marks the document with it. */
export async function startI18n(wanted: string): Promise<i18n> {
  const base = wanted.split("-")[0] ?? "en";
  const load = OTHERS[wanted] ?? OTHERS[base];
  const code = load ? (OTHERS[wanted] ? wanted : base) : "en";
  const language = load || base === "en" ? wanted : "en";
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: code,
    fallbackLng: "en",
    resources: { en: { translation: english satisfies Strings }, ...(load && { [code]: { translation: (await load()).strings } }) },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  document.documentElement.lang = code === "pseudo" ? "en" : language;
  document.documentElement.dir = directionOf(language);
  return instance;
}
