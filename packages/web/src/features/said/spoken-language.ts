// In which language a text is to be read: the page's, unless it is written in letters that the page's language does not use.

/** The script, and the language that is most likely read from it. */
const SCRIPTS: readonly (readonly [script: RegExp, language: string, others?: readonly string[]])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, "ja"],
  [/\p{Script=Hangul}/gu, "ko"],
  [/\p{Script=Han}/gu, "zh", ["ja"]],
  [/\p{Script=Arabic}/gu, "ar", ["fa", "ur"]],
  [/\p{Script=Hebrew}/gu, "he"],
  [/\p{Script=Greek}/gu, "el"],
  [/\p{Script=Cyrillic}/gu, "ru", ["uk", "bg", "sr"]],
  [/\p{Script=Devanagari}/gu, "hi", ["mr", "ne"]],
  [/\p{Script=Bengali}/gu, "bn"],
  [/\p{Script=Gujarati}/gu, "gu"],
  [/\p{Script=Kannada}/gu, "kn"],
  [/\p{Script=Malayalam}/gu, "ml"],
  [/\p{Script=Tamil}/gu, "ta"],
  [/\p{Script=Telugu}/gu, "te"],
  [/\p{Script=Thai}/gu, "th"],
];
const NOT_LATIN = new Set(SCRIPTS.flatMap(([, language, others = []]) => [language, ...others]));

/** A language tag for the voice; the page's may name more than a voice needs to know. */
export function spokenLanguage(text: string, locale: string): string {
  const pageLanguage = new Intl.Locale(locale).baseName;
  const [page = ""] = pageLanguage.toLowerCase().split("-");
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  // Japanese mixes three scripts: a few of its own letters tell it.
  const found = SCRIPTS.find(([script, language]) => (text.match(script)?.length ?? 0) > letters * (language === "ja" ? 0.1 : 0.5));
  if (found) {
    const [, language, others = []] = found;
    return page === language || others.includes(page) ? pageLanguage : language;
  }
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  return NOT_LATIN.has(page) && latin > letters * 0.8 ? "en" : pageLanguage;
}
