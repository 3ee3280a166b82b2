// Which of the languages there are is nearest to one that is wished for. The page, its readme and the app's texts ask the same way.

/** A well-formed BCP 47 tag, as far as file names and the page need it. */
export const LANGUAGE_TAG: RegExp = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

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
