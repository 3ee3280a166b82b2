// What is said of a frame that hangs takes the keyboard from it: keys that are pressed in there go nowhere, Tab as well, and nobody would get out.
import { type RefObject, useEffect, useRef } from "react";

/** For the note itself, with `tabIndex={-1}`. Not for its button, which what is still being typed would press. */
export function useStuckNote<Note extends HTMLElement>(frame: RefObject<HTMLIFrameElement | null>, stuck: boolean): RefObject<Note | null> {
  const note = useRef<Note>(null);
  useEffect(() => {
    if (stuck && frame.current && document.activeElement === frame.current) note.current?.focus();
  }, [frame, stuck]);
  return note;
}
