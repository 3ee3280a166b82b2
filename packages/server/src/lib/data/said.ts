// What can be found by a search of messages, and how its pages go on, for every driver alike.
import { ChatError, foldText, isMessageType, type Step } from "@colloquy/protocol";

/** So much of a message is searched. */
const SEARCHED_UNITS = 200_000;

/** True for what people read as said, once it stands. Work is not searched: who sees how much of it may change. */
export function isSaid({ type, end }: Pick<Step, "type" | "end">): boolean {
  return isMessageType(type) && end !== undefined;
}

/** The form in which a message is searched. */
export function foldSaid(text: string): string {
  return foldText(text.slice(0, SEARCHED_UNITS));
}

/** Goes on behind the message with this place in the order of writing. */
export function encodePlace(place: number): string {
  return btoa(`said ${place}`);
}

/** Throws BAD_REQUEST for anything that `encodePlace` did not make. */
export function decodePlace(cursor: string): number {
  const [, place] = /^said (\d{1,15})$/.exec(plain(cursor)) ?? [];
  if (place !== undefined) return Number(place);
  throw new ChatError("BAD_REQUEST", "This is not a cursor of a search.", { fix: "Begin again without a cursor." });
}

function plain(cursor: string): string {
  try {
    return atob(cursor);
  } catch {
    // Whatever it is, it is no cursor; the caller says so.
    return "";
  }
}
