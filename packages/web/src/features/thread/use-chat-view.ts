// Which of the three faces the chat shows. Before the first state arrives this is a guess, from what the last new chat looked like.

import type { ChatStore } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { TurnId } from "@colloquy/protocol";
import { useCallback, useEffect, useMemo, useSyncExternalStore } from "react";
import { readSetting, writeSetting } from "../../app/ui-store.ts";
import { showsFailure } from "./turn-end.tsx";

export type ChatView = "welcome" | "talk" | "gone";

/** An app that greets begins with a conversation; remembered, so that the message box need not jump. */
const GREETS = "greets";

export function useChatView(place: "root" | "thread" | "nowhere"): ChatView {
  const hasContent = useHasContent();
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

/** There is something to read. Turns that showed nothing do not count, a start without a greeting, settings that were saved: until they do. */
function useHasContent(): boolean {
  const { store } = useChatClient();
  const turnIds = useOverview((overview) => overview.turnIds);
  const outside = useOverview(({ pending, hasEarlier }) => pending.length > 0 || hasEarlier);
  return useFirstShown(store, turnIds) !== undefined || outside;
}

/** The first of these turns that shows something. What a turn shows only the turn tells: a message may come beside it, long after its end. */
function useFirstShown(store: ChatStore, turnIds: readonly TurnId[]): TurnId | undefined {
  const find = () => turnIds.find((id) => showsSomething(store, id));
  const first = find();
  // Those up to it decide; a long chat is decided by its first turn.
  const deciding = useMemo(() => (first === undefined ? turnIds : turnIds.slice(0, turnIds.indexOf(first) + 1)), [turnIds, first]);
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = deciding.map((id) => store.subscribeTurn(id, listener));
      return () => {
        for (const one of leave) one();
      };
    },
    [store, deciding],
  );
  return useSyncExternalStore(subscribe, find);
}

function showsSomething(store: ChatStore, turnId: TurnId): boolean {
  const view = store.getTurn(turnId);
  return view !== undefined && (view.stepIds.length > 0 || showsFailure(view.turn));
}
