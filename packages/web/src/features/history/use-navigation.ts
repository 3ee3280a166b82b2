// Going from chat to chat. The address is the truth; the client follows it.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { isUuid, type ThreadId } from "@colloquy/protocol";
import { useCallback, useEffect, useRef } from "react";
import { useMatch, useNavigate } from "react-router";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { isNewChat } from "./is-new-chat.ts";

export interface Navigation {
  /** Begins a new chat, or asks first where the app wants it so. */
  readonly startNewChat: () => void;
  /** Begins a new chat. */
  readonly beginNewChat: () => void;
}

/** Commands that go somewhere. */
export function useNavigation(): Navigation {
  const client = useChatClient();
  const navigate = useNavigate();
  const ui = useUiStore();
  const { confirmNewChat } = useConfig();
  const beginNewChat = useCallback(() => {
    ui.set({ drawer: false, dialog: undefined });
    if (!isNewChat(client.store.getOverview())) client.newChat();
    void navigate("/");
    requestAnimationFrame(() => document.getElementById("chat-input")?.focus());
  }, [client, navigate, ui]);
  const startNewChat = useCallback(() => {
    const { interacted, refused } = client.store.getOverview();
    if (confirmNewChat && interacted && !refused) ui.set({ drawer: false, dialog: "newChat" });
    else beginNewChat();
  }, [client, ui, confirmNewChat, beginNewChat]);
  return { startNewChat, beginNewChat };
}

/** Where the address leads. */
export type Place = { readonly kind: "root" } | { readonly kind: "thread"; readonly threadId: ThreadId } | { readonly kind: "nowhere" };

export function usePlace(): Place {
  const root = useMatch("/");
  const thread = useMatch("/thread/:id");
  const bare = useMatch("/thread");
  if (root || bare) return { kind: "root" };
  const id = thread?.params.id;
  return id && isUuid(id) ? { kind: "thread", threadId: id.toLowerCase() as ThreadId } : { kind: "nowhere" };
}

/** Keeps client and address together: a new address opens its chat, and a chat that got an address shows it. */
export function useFollowAddress(place: Place): void {
  const client = useChatClient();
  const navigate = useNavigate();
  const threadId = useOverview((overview) => overview.thread.id);
  const hasAddress = useOverview((overview) => overview.ready && overview.interacted && !overview.refused);
  const wanted = place.kind === "thread" ? place.threadId : undefined;
  const followed = useRef(wanted);
  useEffect(() => {
    if (place.kind === "nowhere" || followed.current === wanted) return;
    followed.current = wanted;
    const shown = client.store.getOverview();
    if (wanted) {
      if (shown.thread.id !== wanted || shown.refused) client.openThread(wanted);
    } else if (!isNewChat(shown)) client.newChat();
  }, [client, place.kind, wanted]);
  useEffect(() => {
    if (place.kind !== "root" || !hasAddress) return;
    followed.current = threadId;
    void navigate(`/thread/${threadId}`, { replace: true });
  }, [navigate, place.kind, hasAddress, threadId]);
}
