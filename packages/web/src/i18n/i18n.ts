/// <reference types="vite/client" />
// Strings and their language. English is in the first load, as far as that says it; other languages come when asked for.

import { strings as english } from "virtual:strings-first";
import i18next, { type i18n } from "i18next";
import { initReactI18next } from "react-i18next";
import { soonStrings, takeLateStrings } from "./late-strings.ts";

const RIGHT_TO_LEFT = new Set(["ar", "fa", "he", "ur"]);

const files = import.meta.glob<{ readonly default: object }>("./locales/*.json");
/** Languages beside English, by tag; `pseudo` shows what is not translated and what does not fit. */
const others: Readonly<Record<string, () => Promise<{ readonly default: object }>>> = Object.fromEntries(
  Object.entries(files).map(([file, load]) => [file.slice("./locales/".length, -".json".length), load]),
);

/** The languages the page speaks, as BCP 47 tags, in the order of the alphabet. */
export const LANGUAGES: readonly string[] = ["en", ...Object.keys(others)].sort();

/** Which way a language is written. */
export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(language.split("-")[0] ?? "") ? "rtl" : "ltr";
}

/** Which strings are said, and whose dates and numbers are written. */
export interface PageLanguage {
  /** One of `LANGUAGES`, or `pseudo`. */
  readonly strings: string;
  /** The person's own BCP 47 tag, with its region. */
  readonly tag: string;
  /** What the person would read if the page could: the app is told it, and may speak a language that the page does not. */
  readonly person: string;
}

/** What the app wants the page to say otherwise in a language; it may come late, or never. */
export type LoadAppTexts = (language: string) => Promise<object>;

/** Starts i18next in a language and marks the document with it. */
export async function startI18n({ strings: code, tag }: PageLanguage, loadAppTexts: LoadAppTexts = async () => ({})): Promise<i18n> {
  const [strings, ofApp] = await Promise.all([loadStrings(code), loadAppTexts(tag)]);
  const instance = i18next.createInstance();
  await instance.use(initReactI18next).init({
    lng: code,
    fallbackLng: "en",
    resources: { en: { translation: english }, ...(strings && { [code]: { translation: strings } }) },
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  instance.addResourceBundle(code, "translation", ofApp, true, true);
  const inEnglish = code === "en" || code === "pseudo";
  const pseudo = code === "pseudo" ? (await import("./pseudo.ts")).toPseudo : undefined;
  // What the app wants to say otherwise stays.
  const take = (late: object) => void instance.addResourceBundle(code, "translation", pseudo ? pseudo(late) : late, true, false);
  takeLateStrings(inEnglish ? take : undefined);
  soonStrings().catch(() => undefined); // Whoever needs them asks again.
  document.documentElement.lang = tag;
  document.documentElement.dir = directionOf(code);
  return instance;
}

async function loadStrings(code: string): Promise<object | undefined> {
  if (code === "pseudo") return (await import("./pseudo.ts")).toPseudo(english);
  return (await others[code]?.())?.default;
}
