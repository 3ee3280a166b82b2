// What the kit says itself, in the person's language. Whoever shows elements gives it.
import { type KitWords, kitHost } from "../host.ts";

export function words(): KitWords {
  return kitHost().words;
}
