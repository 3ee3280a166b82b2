// Words of an app in its configuration: the same for everybody, or one text for each language.
import { LANGUAGE_TAG } from "@colloquy/protocol";
import * as z from "zod/mini";

/** A text of at most so many UTF-16 units, or texts by language tag; people read the nearest. */
export function wordsByLanguage(most: number) {
  const text = z.string().check(z.maxLength(most));
  const tag = z.string().check(z.regex(LANGUAGE_TAG));
  return z.union([text, z.record(tag, text).check(z.refine((texts) => Object.keys(texts).length > 0))]);
}
