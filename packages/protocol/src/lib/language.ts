// What a language tag is, and which of the languages there are is nearest to one that is wished for. The page, its readme and the app's
// texts ask the same way.

/** A well-formed BCP 47 tag, as far as file names and the page need it. */
export const LANGUAGE_TAG: RegExp = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** Longer ones are nobody's language. */
const LONGEST_TAG = 64;

/**
 * The BCP 47 tag in a value from outside, as `Intl` and `lang` take it; undefined when there is none. What systems hang on to theirs
 * (`en_US.UTF-8`, `en-US@posix`) and extensions are left out. Whoever reads a tag from an address, a header, a browser or a file reads it
 * by this: `Intl` throws at what it does not know.
 *
 * @example
 * toLanguageTag("en-US@posix"); // "en-US"
 * toLanguageTag("pt_br"); // "pt-BR"
 * toLanguageTag("*"); // undefined
 */
export function toLanguageTag(value: unknown): string | undefined {
  if (typeof value !== "string" || value.length > LONGEST_TAG) return undefined;
  const [named = ""] = value.trim().split(/[@.]/, 1);
  try {
    const { baseName } = new Intl.Locale(named.replaceAll("_", "-"));
    return LANGUAGE_TAG.test(baseName) && !/^und\b/.test(baseName) ? baseName : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The first wish that can be met: by the tag itself, else by its language in the same script, else by the language in general, else by
 * another region's variant. `undefined` when none can.
 *
 * @example
 * nearestLanguage(["de-CH", "fr"], ["fr", "de"]); // "de"
 * nearestLanguage(["zh-HK"], ["zh-CN", "zh-TW"]); // "zh-TW": the same script
 */
export function nearestLanguage(wished: readonly string[], offered: readonly string[]): string | undefined {
  for (const wish of wished) {
    const found = nearest(wish, offered);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Words that are the same in every language, or by language tag. */
export type ByLanguage = string | Readonly<Record<string, string>>;

/** The words in the nearest language there is, else in English, else in the first. */
export function inLanguage(words: ByLanguage, language: string): string {
  if (typeof words === "string") return words;
  const tags = Object.keys(words);
  const tag = nearestLanguage([language, "en"], tags) ?? tags[0];
  return (tag === undefined ? undefined : words[tag]) ?? "";
}

function nearest(wish: string, offered: readonly string[]): string | undefined {
  const exact = offered.find((one) => one.toLowerCase() === wish.toLowerCase());
  if (exact !== undefined) return exact;
  const language = baseOf(wish);
  const related = offered.filter((one) => baseOf(one) === language);
  return related.find((one) => scriptOf(one) === scriptOf(wish)) ?? related.find((one) => one.toLowerCase() === language) ?? related[0];
}

function baseOf(tag: string): string {
  return tag.split("-")[0]?.toLowerCase() ?? "";
}

/** The script a tag is written in, also where it does not say: zh-HK is in traditional characters. */
function scriptOf(tag: string): string | undefined {
  try {
    return new Intl.Locale(tag).maximize().script;
  } catch {
    return undefined;
  }
}
