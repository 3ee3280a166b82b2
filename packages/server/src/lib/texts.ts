// The app's own texts, by language: what its author wrote into translations/<language>.json, said in the nearest one there is.
import { nearestLanguage } from "@colloquy/protocol";
import { createInstance, type i18n } from "i18next";
import { fillText } from "./fill-text.ts";

/** Texts under keys, in any depth. */
export interface TextTree {
  readonly [key: string]: string | TextTree;
}

/** The app's files, by language tag. In each, `app` holds the author's texts; all else stands in the place of the page's own. */
export type AppTexts = Readonly<Record<string, TextTree>>;

/** `$t(other.key)` in a text: another text of the app in its place. */
const INSERTED = /\$t\(\s*([^()]+?)\s*\)/g;

/** How deep texts may stand in texts; one that contains itself ends there. */
const MAX_DEPTH = 5;

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
      // A colon in a key is part of it: there are no other namespaces it could lead to.
      nsSeparator: false,
      returnNull: false,
      initAsync: false,
    });
    void this.#instance.init();
  }

  /** A text of the author's in the nearest language that has it; undefined when none has. */
  say(key: string, values: Readonly<Record<string, unknown>>, language: string): string | undefined {
    const found = this.#find(key, values, nearestLanguage([language, "en"], this.languages) ?? language);
    return found && fillText(found.text, values, spokenAs(found.language, language));
  }

  /**
   * The text with its placeholders, and the language it is in. i18next takes values and its own options out of one bag, where a value
   * named "lng" would change the language: so it is told nothing but what chooses the text.
   */
  #find(key: string, values: Readonly<Record<string, unknown>>, lng: string, depth = 0): { text: string; language: string } | undefined {
    const options = { lng, ...choiceOf(values), skipInterpolation: true, returnObjects: true } as const;
    if (!this.#instance.exists(key, options)) return undefined;
    const { res, usedLng }: { res: unknown; usedLng: string } = this.#instance.t(key, { ...options, returnDetails: true });
    if (typeof res !== "string") return undefined; // A group of texts is none.
    const text = res.replace(INSERTED, (_whole, other: string) =>
      depth < MAX_DEPTH ? (this.#find(other, values, lng, depth + 1)?.text ?? "") : "",
    );
    return { text, language: usedLng };
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

/** What chooses between the forms of a text. */
function choiceOf(values: Readonly<Record<string, unknown>>): { count?: number; context?: string } {
  const count = Object.hasOwn(values, "count") ? values["count"] : undefined;
  const context = Object.hasOwn(values, "context") ? values["context"] : undefined;
  return {
    ...((typeof count === "number" || typeof count === "bigint") && { count: Number(count) }),
    ...((typeof context === "string" || typeof context === "number") && { context: String(context) }),
  };
}

/** Numbers and dates as the person's region writes them; in a text of another language, as that language does. */
function spokenAs(text: string, person: string): string {
  const [ofText, ofPerson] = [text, person].map((tag) => tag.split("-")[0]?.toLowerCase());
  return ofText === ofPerson && isLocale(person) ? person : isLocale(text) ? text : "en";
}

function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}
