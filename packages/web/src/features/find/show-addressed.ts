// Shows the message of an address: in view, lit, the words it was found by marked, and said to who cannot see it. One that is gone is said to be.
import type { ChatClient } from "@colloquy/client";
import { searchWords } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import type { Announcer } from "../../app/announcer.ts";
import type { UiStore } from "../../app/ui-store.ts";
import { clearMarks, goToPlace, keepMarked, markFound } from "./mark-hits.ts";
import { lightUp, type ShownMessage, showMessage } from "./show-message.ts";

interface Page {
  readonly client: ChatClient;
  readonly ui: UiStore;
  readonly announcer: Announcer;
  readonly t: TFunction;
}

interface Addressed extends ShownMessage {
  /** What had the focus when the address was gone to. */
  readonly before: Element | null;
  /** What went along with the address. */
  readonly state: unknown;
}

/** Until the signal: the address has changed. Throws a ChatError when the message cannot be read. */
export async function showAddressed(page: Page, { before, state, ...message }: Addressed, signal: AbortSignal): Promise<void> {
  const { client, ui, t } = page;
  const shown = await showMessage(client, ui, message, signal);
  if (shown.kind === "gone") ui.toast({ tone: "warning", title: t("find.gone"), text: t("find.goneText") });
  if (shown.kind !== "shown") return;
  lightUp(shown.element, isFree(before));
  if (shown.switched) ui.toast({ tone: "info", title: t("find.otherVersion") });
  const words = toWords(state);
  if (words !== undefined) markWords(page, shown.element.id, words, signal);
}

/** Marks the words until the person is done with them: they go elsewhere, say something, look for something else or press Escape. */
function markWords({ client, ui, announcer, t }: Page, id: string, words: string, signal: AbortSignal): void {
  const folded = searchWords(words);
  const mark = () => {
    const message = document.getElementById(id);
    return message ? markFound(message, folded) : undefined;
  };
  const first = mark();
  if (first) goToPlace(first);
  announcer.say(t("find.shown", { words }));
  const unwatch = keepMarked(mark);
  const stop = () => {
    unwatch();
    over.abort();
    // The bar that finds has marks of its own by now.
    if (!ui.get().finding) clearMarks();
  };
  const over = new AbortController();
  const { store } = client;
  const known = store.getOverview().turnIds.at(-1);
  const stops = [
    ui.subscribe(() => ui.get().finding && stop()),
    store.subscribe(() => (store.getOverview().pending.length > 0 || store.getOverview().turnIds.at(-1) !== known) && stop()),
  ];
  over.signal.addEventListener("abort", () => {
    for (const one of stops) one();
  });
  const onKey = ({ key, defaultPrevented }: KeyboardEvent) => key === "Escape" && !defaultPrevented && stop();
  document.addEventListener("keydown", onKey, { signal: over.signal });
  signal.addEventListener("abort", stop, { signal: over.signal });
}

/** It may be of an earlier version of the page, or of anybody else who goes to addresses. */
function toWords(state: unknown): string | undefined {
  if (typeof state !== "object" || state === null || !("foundBy" in state) || typeof state.foundBy !== "string") return undefined;
  return state.foundBy.trim() === "" ? undefined : state.foundBy;
}

/** Nobody has put the focus anywhere since; the message box has it by itself. */
function isFree(before: Element | null): boolean {
  const { activeElement, body } = document;
  return activeElement === before || activeElement === body || activeElement?.id === "chat-input" || before?.isConnected === false;
}
