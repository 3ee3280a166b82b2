// Asking with an element of the author's own: it is drawn with the question, and what it gives is the answer.
import { ChatError } from "@colloquy/protocol";
import type { Element } from "../elements/element.ts";
import { type AskOptions, checkAskOptions } from "./ask-options.ts";
import { type Asking, putQuestion } from "./asking.ts";

/** What an element gave. */
export interface ElementAnswer {
  /** False: the person closed it. */
  readonly submitted: boolean;
  /** What it gave, by name. */
  readonly [name: string]: unknown;
}

/**
 * Asks with an element of your own, of type `custom`.
 *
 * @returns what the element gave, and whether it was submitted; undefined when the time ran out or the question was taken back.
 * @throws BAD_INPUT for what is no custom element.
 * @example
 * const ticket = await askElement("Which ticket?", element);
 */
export function askElement(question: string, element: Element, options: AskOptions = {}): Asking<ElementAnswer | undefined> {
  return putQuestion({
    place: "askElement",
    question,
    options,
    elements: [element],
    check: () => {
      checkAskOptions("askElement", options);
      if (element?.type !== "custom") throw new ChatError("BAD_INPUT", "askElement: the element must be one of type custom.");
    },
    spec: () => ({ kind: "element", elementId: element.id }),
    read: ({ props, submitted }) => ({ ...props, submitted }),
  });
}
