// Names that people give to what stands in their lists: chats, folders and tags. A list shows them on one line, and somebody presses them.
import { ChatError } from "@colloquy/protocol";
import { isPlainText } from "../storable.ts";

/** What tells a line which way it runs: in a name it would turn over what stands beside it. The marks of a language's own spelling stay. */
const CONTROLS = /[\p{Cc}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]/gu;
/** Letters that are there to hold a place, and draw nothing. */
const BLANK = /[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/gu;

/** A name as it is kept: on one line, without controls. Undefined for one in which there is nothing to see, or that is not valid Unicode text. */
export function findShownName(given: string): string | undefined {
  if (!isPlainText(given.replaceAll("\0", ""))) return undefined;
  const name = given.replace(/\s+/gu, " ").replace(CONTROLS, "").replace(/ +/gu, " ").trim();
  return name.replace(BLANK, "") === "" ? undefined : name;
}

/** The longest name that nobody has written as a name, in characters. */
const LONGEST = 255;
/** So much of a text is looked at. */
const LOOKED_AT = 4_000;

/** A name out of a text that is none: the first words of what was said, or a title that a model wrote. Undefined where there is nothing to see in it. */
export function nameFromText(text: string): string | undefined {
  // Half of a sign has no place in a name, and is no reason to have none.
  const words = text
    .trimStart()
    .slice(0, LOOKED_AT)
    .replace(/\p{Surrogate}/gu, "");
  const name = findShownName(words);
  return name === undefined ? undefined : Array.from(name).slice(0, LONGEST).join("").trim();
}

/** The same of what somebody asks for now. Throws BAD_REQUEST where there is none. */
export function toShownName(given: string): string {
  const name = findShownName(given);
  if (name !== undefined) return name;
  throw new ChatError("BAD_REQUEST", "A name needs something that can be seen.", { fix: "Give it at least one letter, digit or sign." });
}
