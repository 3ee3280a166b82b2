// The chat of the address was deleted, here or elsewhere: the way to have it back, and that the page follows when somebody else brings it back.
import { useChatClient } from "@colloquy/client/react";
import { useEffect } from "react";
import { usePlace } from "../features/history/use-navigation.ts";
import { useTellFailure } from "../features/thread/use-tell-failure.ts";

/** Brings the chat of the address back and opens it. */
export function useBringBack(): () => void {
  const client = useChatClient();
  const tell = useTellFailure();
  const place = usePlace();
  const threadId = place.kind === "thread" ? place.threadId : undefined;
  useEffect(() => {
    if (threadId === undefined) return undefined;
    // The list may be older than the news: only who has seen it without the chat knows that it came back.
    let wasGone = false;
    const look = () => {
      if (client.threads.getView().loading) return;
      const isListed = client.threads.placeOf(threadId) !== undefined;
      if (isListed && wasGone) client.openThread(threadId);
      wasGone = !isListed;
    };
    const stop = client.threads.subscribe(look);
    look();
    return stop;
  }, [client, threadId]);
  return () => {
    if (threadId === undefined) return;
    client.threads
      .change([threadId], { deleted: false })
      .then(() => client.openThread(threadId))
      .catch(tell);
  };
}
