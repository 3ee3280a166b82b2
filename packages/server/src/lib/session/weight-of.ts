// What a fact takes in memory while it waits to be written. Only a store that lags behind makes anybody ask.
import type { ServerEvent } from "@colloquy/protocol";

/** About what an id, a time and a few names take. */
const ROW = 500;

/** In UTF-16 units of its JSON, about; text is counted by whoever gathers it. */
export function weightOf(event: ServerEvent): number {
  switch (event.type) {
    case "step-text":
      return 0;
    case "element-set":
    case "step-set":
      return JSON.stringify(event).length;
    case "element-patch":
      // The row that is written is the element's, once however often it is patched.
      return 0;
    default:
      return ROW;
  }
}
