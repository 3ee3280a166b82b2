// The app's own texts, by language: what its author wrote into translations/<language>.json, said in the nearest one there is.
import { nearestLanguage } from "@colloquy/protocol";
import { createInstance, type i18n } from "i18next";

/** Texts under keys, in any depth. */
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** The app's files, by language tag. In each, `app` holds the author's texts; all else stands in the place of the page's own. */
export type AppTexts = Readonly<Record<string, TextTree>>;

/** Says the app's texts, and what it wants the page to say otherwise. */
export class Texts {
  /** The languages the app has texts in. */
  readonly languages: readonly string[];
  readonly #files: AppTexts;
  readonly #instance: i18n;

  constructor(files: AppTexts = {}) {
    this.#files = files;
    this.languages = Object.keys(files);
    this.#instance = createInstance({
      resources: Object.fromEntries(Object.entries(files).map(([tag, tree]) => [tag, { translation: subtree(tree["app"]) }])),
      fallbackLng: (tag) => [
        ...(tag ? [nearestLanguage([tag], this.languages) ?? ""] : []),
        nearestLanguage(["en"], this.languages) ?? "",
        ...this.languages,
      ],
      interpolation: { escapeValue: false },
      returnNull: false,
      initAsync: false,
    });
    void this.#instance.init();
  }

  /** A text of the author's in the nearest language that has it; undefined when none has. */
  say(key: string, values: Readonly<Record<string, unknown>>, language: string): string | undefined {
    const lng = nearestLanguage([language, "en"], this.languages) ?? language;
    return this.#instance.exists(key, { lng, ...values }) ? this.#instance.t(key, { lng, ...values }) : undefined;
  }

  /** What the page is to say otherwise, in a language; empty when nothing. */
  forPage(language: string): TextTree {
    const tag = nearestLanguage([language], this.languages);
    const { app: _, ...rest } = (tag !== undefined && this.#files[tag]) || {};
    return rest;
  }
}

function subtree(value: string | TextTree | undefined): TextTree {
  return typeof value === "object" ? value : {};
}
