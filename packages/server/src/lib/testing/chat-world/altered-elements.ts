// What pages change in the app's elements, and what is promised of it: what was acknowledged stands until the app says something else.
import { type ClientRequest, type Element, isChatError } from "@colloquy/protocol";
import { choose } from "./acts.ts";
import type { ModelThread } from "./chat-model.ts";

type Alteration = Extract<ClientRequest, { readonly type: "updateElement" }>;

/** Other props for one of the author's own elements, wherever it stands: in the window, before it, on another branch. */
export function toAlteration({ elements }: ModelThread, mark: string, pick: number): Alteration | undefined {
  const element = choose([...elements.values()].filter(isAuthors), pick);
  return element && { type: "updateElement", elementId: element.id, props: { ...element.props, altered: mark } };
}

/** Looks at how it is before it is asked for; then to be told how that went. */
export function expectAltered(thread: ModelThread, { elementId, props }: Alteration) {
  const before = thread.elements.get(elementId);
  return {
    acknowledged(): void {
      const now = thread.elements.get(elementId);
      if (before && now === before) thread.show({ ...before, props });
      // Somebody else has changed it meanwhile: nobody was told which of both came last.
      else if (now) thread.isUnsure = true;
    },
    /** It may have been refused when it was on its way to the store. */
    refused(error: unknown): void {
      if (!isChatError(error) || error.code !== "NOT_FOUND") thread.isUnsure = true;
    },
  };
}

/** What a question is put with is not the model's. */
export function isAuthors({ type, name }: Element): boolean {
  return type === "custom" && name !== ASKED_WITH;
}

/** The name of the elements that questions are put with. */
export const ASKED_WITH = "Ticket";
