// What the app wants the page to say otherwise. Without an answer the page says it in its own words.
import { nearestLanguage } from "@colloquy/protocol";
import type { LoadAppTexts } from "../i18n/i18n.ts";

const WAIT_MS = 3_000;

/** Asks the server for the app's texts, when it has some in the language. */
export function appTexts(root: string, languages: readonly string[]): LoadAppTexts {
  return async (language) => {
    if (nearestLanguage([language], languages) === undefined) return {};
    try {
      const response = await fetch(`${root}/api/texts?language=${encodeURIComponent(language)}`, { signal: AbortSignal.timeout(WAIT_MS) });
      const texts: unknown = response.ok ? await response.json() : {};
      return typeof texts === "object" && texts !== null ? texts : {};
    } catch {
      return {};
    }
  };
}
