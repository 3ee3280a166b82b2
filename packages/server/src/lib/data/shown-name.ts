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

/** The same of what somebody asks for now. Throws BAD_REQUEST where there is none. */
export function toShownName(given: string): string {
  const name = findShownName(given);
  if (name !== undefined) return name;
  throw new ChatError("BAD_REQUEST", "A name needs something that can be seen.", { fix: "Give it at least one letter, digit or sign." });
}
