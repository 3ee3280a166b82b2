// A file as what shows it.
import { type Element, type ElementId, elementTypeOf, newId, type StepId } from "@colloquy/protocol";
import type { FileRow } from "../data/file-rows.ts";

/** A file that a person sent, as an element of a message, or of none. */
export function toFileElement({ key, name, mime, size }: FileRow, forId?: StepId): Element {
  const type = elementTypeOf(mime);
  // What a picture of theirs shows, only the person could say.
  const props = type === "image" ? { props: { alt: name } } : {};
  return { id: newId<ElementId>(), ...(forId && { forId }), type, name, display: "inline", mime, file: { key, size }, ...props };
}
