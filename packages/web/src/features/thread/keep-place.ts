// Whoever leaves a chat in its middle and comes back in this tab, from another chat or by a reload, is where they were.
import type { ChatClient } from "@colloquy/client";
import type { ThreadId } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import type { Announcer } from "../../app/announcer.ts";
import type { UiStore } from "../../app/ui-store.ts";
import { bringToPage } from "../find/show-message.ts";
import { type Place, readPlace, writePlace } from "./places.ts";
import type { ScrollEngine } from "./scroll-engine.ts";

interface Page {
  readonly client: ChatClient;
  readonly ui: UiStore;
  readonly announcer: Announcer;
  readonly t: TFunction;
  readonly engine: ScrollEngine;
}

/** Until the signal: the chat is left. An address that names a message is the better place. Throws a ChatError when the place cannot be read. */
export async function keepPlace(page: Page, threadId: ThreadId, isNamed: boolean, signal: AbortSignal): Promise<void> {
  const { client, engine } = page;
  const before = isNamed ? undefined : readPlace(threadId);
  try {
    if (before) await returnTo(page, threadId, before, signal);
  } finally {
    if (!signal.aborted) noteFrom(client, engine, threadId, signal);
  }
}

async function returnTo({ client, ui, announcer, t, engine }: Page, threadId: ThreadId, place: Place, signal: AbortSignal): Promise<void> {
  const found = await bringToPage(client, ui, { threadId, stepId: place.stepId }, signal, false);
  if (found.kind !== "shown") return;
  engine.putAt(found.element, place.offset);
  if (lastOf(client) === place.last) return;
  engine.tellNews();
  announcer.say(t("chat.newsBelow"));
}

/** Remembers where the person is; it is written down when they go. */
function noteFrom({ store }: ChatClient, engine: ScrollEngine, threadId: ThreadId, signal: AbortSignal): void {
  let last = lastOf({ store });
  let place = engine.place();
  const write = () => writePlace(threadId, place && { ...place, last });
  const note = () => {
    place = engine.place();
  };
  document.querySelector(".log")?.addEventListener("scroll", note, { passive: true, signal });
  const stops = [
    engine.subscribe(note),
    store.subscribe(() => {
      const { thread, ready, turnIds } = store.getOverview();
      if (thread.id === threadId && ready && turnIds.length > 0) last = lastOf({ store });
    }),
  ];
  addEventListener("pagehide", write, { signal });
  // A tab on a phone may end without another word.
  document.addEventListener("visibilitychange", write, { signal });
  signal.addEventListener("abort", () => {
    for (const stop of stops) stop();
    write();
  });
}

/** What stands last in the chat, and whether it was still being written. */
function lastOf({ store }: Pick<ChatClient, "store">): string {
  const { turnIds, busy } = store.getOverview();
  const leaf = turnIds.at(-1);
  return `${(leaf && store.getTurn(leaf)?.stepIds.at(-1)) ?? leaf ?? ""}${busy ? "…" : ""}`;
}
