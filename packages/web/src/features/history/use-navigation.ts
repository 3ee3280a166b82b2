// Going from chat to chat. The address is the truth; the client follows it.
import type { NewChatOptions, Overview } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import { type ElementId, isUuid, type ThreadId } from "@colloquy/protocol";
import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { useLocation, useMatch, useNavigate } from "react-router";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { isNewChat } from "./is-new-chat.ts";

export interface Navigation {
  /** Begins a new chat, or asks first where the app wants it so. */
  readonly startNewChat: () => void;
  /** Begins a new chat. One that nobody has used is that already, unless another profile is wished for. */
  readonly beginNewChat: (options?: NewChatOptions) => void;
  /** The chat is no more: where it is open, a new one takes its place, and nothing leads back to it. True where it was open. */
  readonly leaveGone: (isGone: (threadId: ThreadId) => boolean) => boolean;
  /** The chat that was left is there again: it is opened, unless something has been begun in its place. */
  readonly openAgain: (threadId: ThreadId) => void;
}

/** Commands that go somewhere. */
export function useNavigation(): Navigation {
  const client = useChatClient();
  const navigate = useNavigate();
  const place = useLatest(usePlace());
  const ui = useUiStore();
  const { confirmNewChat } = useConfig();
  const goToNewChat = useCallback(
    (options: NewChatOptions, replace: boolean) => {
      ui.set({ drawer: false, dialog: undefined });
      if (options.chatProfile !== undefined || !isNewChat(client.store.getOverview())) client.newChat(options);
      // A second entry for the same address would make Back do nothing.
      void navigate("/", { replace: replace || place.current.kind === "root" });
      requestAnimationFrame(() => document.getElementById("chat-input")?.focus());
    },
    [client, navigate, place, ui],
  );
  const beginNewChat = useCallback((options: NewChatOptions = {}) => goToNewChat(options, false), [goToNewChat]);
  const startNewChat = useCallback(() => {
    const { interacted, refused } = client.store.getOverview();
    if (confirmNewChat && interacted && !refused) ui.set({ drawer: false, dialog: "newChat" });
    else beginNewChat();
  }, [client, ui, confirmNewChat, beginNewChat]);
  const leaveGone = useCallback(
    (isGone: (threadId: ThreadId) => boolean) => {
      if (place.current.kind !== "thread" || !isGone(place.current.threadId)) return false;
      goToNewChat({}, true);
      return true;
    },
    [goToNewChat, place],
  );
  const openAgain = useCallback(
    (threadId: ThreadId) => {
      // Whoever asks may be a row that is gone since, and does not know the place any more; the client does.
      if (isNewChat(client.store.getOverview())) void navigate(`/thread/${threadId}`, { replace: true });
    },
    [client, navigate],
  );
  return { startNewChat, beginNewChat, leaveGone, openAgain };
}

/** A value for what happens later. */
function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

/** Where the address leads. */
export type Place =
  | { readonly kind: "root" }
  | { readonly kind: "thread"; readonly threadId: ThreadId }
  /** Something that is shown in a chat, on a page of its own. */
  | { readonly kind: "element"; readonly threadId: ThreadId; readonly elementId: ElementId }
  | { readonly kind: "nowhere" };

export function usePlace(): Place {
  const root = useMatch("/");
  const thread = useMatch("/thread/:id");
  const bare = useMatch("/thread");
  const element = useMatch("/element/:id");
  const { search } = useLocation();
  if (root || bare) return { kind: "root" };
  if (element) {
    const threadId = new URLSearchParams(search).get("thread") ?? "";
    const elementId = element.params.id ?? "";
    if (!isUuid(threadId) || !isUuid(elementId)) return { kind: "nowhere" };
    return { kind: "element", threadId: threadId.toLowerCase() as ThreadId, elementId: elementId.toLowerCase() as ElementId };
  }
  const id = thread?.params.id;
  return id && isUuid(id) ? { kind: "thread", threadId: id.toLowerCase() as ThreadId } : { kind: "nowhere" };
}

/**
 * Keeps client and address together: a new address opens its chat, and a chat that got an address shows it. What the client shows is asked
 * at that moment, not when the page was drawn: an address that was just followed has changed it.
 */
export function useFollowAddress(place: Place): void {
  const client = useChatClient();
  const navigate = useNavigate();
  const addressOfChat = useOverview(toAddress);
  const wanted = place.kind === "thread" || place.kind === "element" ? place.threadId : undefined;
  const followed = useRef(wanted);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the chat gets an address it is looked at again
  useEffect(() => {
    if (place.kind === "nowhere") return;
    const shown = client.store.getOverview();
    if (followed.current !== wanted) {
      followed.current = wanted;
      if (wanted === undefined) {
        if (!isNewChat(shown)) client.newChat();
      } else if (shown.thread.id !== wanted || shown.refused) client.openThread(wanted);
      return;
    }
    const threadId = place.kind === "root" ? toAddress(shown) : undefined;
    if (threadId === undefined) return;
    followed.current = threadId;
    void navigate(`/thread/${threadId}`, { replace: true });
  }, [client, navigate, place.kind, wanted, addressOfChat]);
}

/** A chat has an address from the first thing a person does in it. */
function toAddress({ ready, interacted, refused, thread }: Overview): ThreadId | undefined {
  return ready && interacted && !refused ? thread.id : undefined;
}
