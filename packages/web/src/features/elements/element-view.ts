// What the page hands to the view of an element, whatever its kind. Each kind is a lazy chunk of its own.
import type { Element } from "@colloquy/protocol";

export interface ElementViewProps {
  readonly element: Element;
  /** Where its content is; nothing for kinds that live in their `props`. */
  readonly url: string | undefined;
  /** Under a message it shows the gist; in the panel and on a page of its own it shows everything. */
  readonly place: "inline" | "panel" | "page";
  /** Opens the larger view; only where there is one that is not this one. */
  readonly onOpen?: (() => void) | undefined;
}
