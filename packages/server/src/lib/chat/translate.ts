// The author's texts in the language of the person who chats.

import { ChatError, LANGUAGE_TAG } from "@colloquy/protocol";
import { check, checkOptions, type Kind, object, word } from "../check-given.ts";
import { currentContext } from "../session/context.ts";
import { currentTexts, type SpokenTexts } from "../texts-context.ts";
import type { TextKey } from "./controls/app-types.ts";

const language: Kind = {
  words: 'a language tag, as "de-CH"',
  fits: (value) => typeof value === "string" && LANGUAGE_TAG.test(value),
};

/** How a text is said. */
export interface TranslateOptions {
  /** A BCP 47 tag. Default: the language of the person whose chat is running. */
  readonly language?: string;
}

/**
 * Says a text of the app's `translations/<language>.json` (its `app` part) in the person's language, or in the nearest one that has it:
 * the language in general, another region's, English, then any. Counting uses the plural forms of the language: `boats_one`,
 * `boats_other`, chosen by `count`; `context` chooses `guest_she` and the like. All other values are put in for their names and mean
 * nothing else, whatever they are called or hold. Numbers and dates are written by `Intl` as the person's region does:
 * `{{price, currency(EUR)}}`, `{{day, datetime(dateStyle: long)}}`.
 *
 * Works in handlers, and where the app is asked for somebody who waits: in `chatProfiles`, `starters` and `starterCategories`.
 *
 * @throws BAD_INPUT when no language has the key; NO_CHAT_CONTEXT anywhere else.
 * @example
 * await new Message(translate("greeting", { name: "Ada" })).send();
 */
export function translate(key: TextKey, values: Readonly<Record<string, unknown>> = {}, options: TranslateOptions = {}): string {
  check("translate", "the key", key, word, 'Write translate("greeting", { name }), with a key of translations/en.json.');
  check("translate", "the values", values, object, "Write them as { name: value }.");
  checkOptions("translate", options, { language });
  const spoken = spokenHere();
  const text = spoken.texts.say(key, values, options.language ?? spoken.language);
  if (text !== undefined) return text;
  throw new ChatError("BAD_INPUT", `No file in translations/ has the text "${key}".`, {
    fix: `Add it under "app", as { "app": { "${key}": "…" } }.`,
  });
}

/** In a chat its own; else those of the person for whom the app is asked. */
function spokenHere(): SpokenTexts {
  const session = currentContext()?.session;
  if (session) return { texts: session.services.texts, language: session.language };
  const spoken = currentTexts();
  if (spoken) return spoken;
  throw new ChatError("NO_CHAT_CONTEXT");
}
