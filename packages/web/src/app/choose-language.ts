// Which language the page speaks: the nearest it has to what is wished for.
import { nearestLanguage, toLanguageTag } from "@colloquy/protocol";
import { LANGUAGES, type PageLanguage } from "../i18n/i18n.ts";
import { readPreferences } from "./preferences.ts";

/** The languages wished for, best first. One that the app demands is the only one; else by address, by earlier choice, as the browser says. */
function wishes(demanded?: string): readonly string[] {
  if (demanded) return [demanded];
  const asked = new URLSearchParams(location.search).get("lang");
  return [asked, readPreferences().language, ...(navigator.languages ?? [])].filter((one) => typeof one === "string");
}

/** The language of the page; English when it has none that is wished for. */
export function chooseLanguage(demanded?: string): PageLanguage {
  return nearestOf(wishes(demanded));
}

/** The nearest of the page's languages. The region that was wished for stays: dates and numbers are written as it does. */
export function nearestOf(wished: readonly string[]): PageLanguage {
  if (wished[0] === "pseudo") return { strings: "pseudo", tag: "en", person: "en" };
  const tags = wished.map(toLanguageTag).filter((tag) => tag !== undefined);
  const strings = nearestLanguage(tags, LANGUAGES) ?? "en";
  const tag = tags.find((one) => nearestLanguage([one], LANGUAGES) === strings) ?? strings;
  return { strings, tag, person: tags[0] ?? tag };
}
