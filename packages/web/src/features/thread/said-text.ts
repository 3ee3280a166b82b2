// The words of a message: what was written, and what the view that it shows says.
import type { ChatStore } from "@colloquy/client";
import type { Element as ChatElement, StepId } from "@colloquy/protocol";

type ViewWords = (element: ChatElement, as: "markdown" | "plain") => string | undefined;

/** Comes with what draws views: as long as none is on the page, the page need not know how they read. */
let viewWords: ViewWords | undefined;

export function learnViewWords(words: ViewWords): void {
  viewWords = words;
}

/** As Markdown, to be taken along. */
export function saidText(store: ChatStore, stepId: StepId): string {
  return joined(store.text(stepId).read(), store.getElements(stepId), "markdown");
}

/** To be found: the words of views as they stand on the page. */
export function wordsToFind(text: string, elements: readonly ChatElement[]): string {
  return joined(text, elements, "plain");
}

function joined(text: string, elements: readonly ChatElement[], as: "markdown" | "plain"): string {
  if (!viewWords || !elements.some(({ type }) => type === "view")) return text;
  return [text, ...elements.map((element) => viewWords?.(element, as) ?? "")].filter((words) => words !== "").join("\n\n");
}

/** What of a message stands on the page: its words, then its views. */
export function drawnParts(message: HTMLElement): readonly HTMLElement[] {
  const beside = message.nextElementSibling;
  return [message, ...(beside?.matches(".elements") ? beside.querySelectorAll<HTMLElement>(".view") : [])];
}
