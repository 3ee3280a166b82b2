// Leads to a question: its card in view, and the keyboard in it.
import type { ChatClient } from "@colloquy/client";
import type { Ask } from "@colloquy/protocol";
import type { UiStore } from "../../app/ui-store.ts";
import { lightUp, showMessage } from "../find/show-message.ts";

export async function showAsk(client: ChatClient, ui: UiStore, { id, stepId }: Ask): Promise<void> {
  const threadId = client.store.getOverview().thread.id;
  const shown = await showMessage(client, ui, { threadId, stepId }, new AbortController().signal);
  if (shown.kind !== "shown") return;
  const card = document.getElementById(`ask-${id}`);
  if (!card) {
    lightUp(shown.element, false);
    return;
  }
  card.scrollIntoView({ block: "nearest" });
  card.focus({ preventScroll: true });
}
