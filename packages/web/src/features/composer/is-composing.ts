// An input method uses Enter and Escape itself; while it does, they are not ours.
import type { KeyboardEvent } from "react";

/** Safari ends the composition before the key that ended it, and only its key code tells. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.nativeEvent.keyCode === 229;
}
