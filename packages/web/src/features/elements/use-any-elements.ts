// Whether the open chat shows anything but words. Chats that do not load nothing of what elements need.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { useCallback, useRef, useSyncExternalStore } from "react";

/** `before`: when the chat was opened; `live`: the first of them came while it was open. */
export function useAnyElements(): "before" | "live" | undefined {
  const { store } = useChatClient();
  const threadId = useOverview(({ ready, thread }) => (ready ? thread.id : undefined));
  const subscribe = useCallback(
    (listener: () => void) => {
      const leave = [store.subscribe(listener), store.onElement(listener)];
      return () => {
        for (const one of leave) one();
      };
    },
    [store],
  );
  const any = useSyncExternalStore(subscribe, () => store.hasElements);
  const opened = useRef({ threadId, any });
  if (opened.current.threadId !== threadId) opened.current = { threadId, any };
  return any && threadId !== undefined ? (opened.current.any ? "before" : "live") : undefined;
}
