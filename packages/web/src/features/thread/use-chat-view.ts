// Which of the three faces the chat shows. Before the first state arrives this is a guess, from what the last new chat looked like.

import type { ChatStore, Overview } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import { useEffect } from "react";
import { readSetting, writeSetting } from "../../app/ui-store.ts";
import { showsFailure } from "./turn-end.tsx";

export type ChatView = "welcome" | "talk" | "gone";

/** An app that greets begins with a conversation; remembered, so that the message box need not jump. */
const GREETS = "greets";

export function useChatView(place: "root" | "thread" | "nowhere"): ChatView {
  const { store } = useChatClient();
  const hasContent = useOverview((overview) => hasSomethingToRead(overview, store.getTurn.bind(store)));
  const ready = useOverview((overview) => overview.ready);
  const opening = useOverview((overview) => overview.turnIds.length > 0 && overview.busy && !overview.interacted);
  const refused = useOverview((overview) => overview.refused !== undefined);
  const settled = ready && !opening && place === "root";
  useEffect(() => {
    if (settled) writeSetting(GREETS, hasContent ? "yes" : undefined);
  }, [settled, hasContent]);
  if (place === "nowhere" || (refused && place === "thread")) return "gone";
  if (hasContent) return "talk";
  if (place === "thread") return "talk";
  if (!ready || opening) return readSetting(GREETS) === "yes" ? "talk" : "welcome";
  return "welcome";
}

/** Turns that showed nothing do not count: a start without a greeting, settings that were saved. */
function hasSomethingToRead({ pending, hasEarlier, turnIds }: Overview, getTurn: ChatStore["getTurn"]): boolean {
  if (pending.length > 0 || hasEarlier) return true;
  return turnIds.some((id) => {
    const view = getTurn(id);
    return view !== undefined && (view.stepIds.length > 0 || showsFailure(view.turn));
  });
}
