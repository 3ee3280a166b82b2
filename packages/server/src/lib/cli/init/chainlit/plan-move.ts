// What `init --from` takes over from a Chainlit project: files for the plan, and the words for the terminal.
import { ChatError, LANGUAGE_TAG, toLanguageTag } from "@colloquy/protocol";
import { toConfigSource } from "./config-source.ts";
import { convertSettings, type SettingNote } from "./convert-settings.ts";
import { convertTexts } from "./convert-texts.ts";
import type { ChainlitProject } from "./read-chainlit.ts";

export interface Move {
  /** By the name of the file. */
  readonly files: ReadonlyMap<string, string>;
  readonly report: MoveReport;
}

/** What came along, and what did not. */
export interface MoveReport {
  readonly settings: number;
  readonly changed: readonly SettingNote[];
  readonly left: readonly SettingNote[];
  /** One for each translation file. */
  readonly texts: readonly { readonly language: string; readonly taken: number; readonly left: readonly string[] }[];
}

/** Decides what a project of Chainlit becomes here; throws BAD_INPUT for a translation file that is not named by a language. */
export function planMove({ settings, translations, readmes }: ChainlitProject): Move {
  const { config, taken, changed, left } = convertSettings(settings);
  const texts = [...translations].map(([language, theirs]) => ({ language: checkTag(language), ...convertTexts(theirs) }));
  const translated = texts.filter((one) => one.taken > 0).map((one) => [`translations/${one.language}.json`, toJson(one.texts)] as const);
  return {
    files: new Map([["colloquy.config.ts", toConfigSource(config)], ...translated, ...readmes]),
    report: { settings: taken, changed, left, texts: texts.map(({ texts: _, ...told }) => told) },
  };
}

function checkTag(language: string): string {
  if (LANGUAGE_TAG.test(language) && toLanguageTag(language) !== undefined) return language;
  throw new ChatError("BAD_INPUT", `translations/${language}.json is not named by a language.`, {
    fix: "Rename it, as fr-FR.json, or move it away; nothing was written.",
  });
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
