// What the app finds for an "@" word. It is asked after a pause in typing, and only the newest word counts.
import { useChatClient } from "@colloquy/client/react";
import { isChatError, type Mention } from "@colloquy/protocol";
import { useEffect, useRef, useState } from "react";

const ASK_AFTER_MS = 120;
/** An app that has nothing to mention says so at once; one that looks longer shows that it does. */
const SHOW_LOADING_AFTER_MS = 400;

export interface FoundMentions {
  /** The word they were found for. */
  readonly query: string;
  readonly state: "loading" | "found" | "failed";
  /** While loading, those of the word before that this one could mean as well. */
  readonly mentions: readonly Mention[];
}

/** Undefined while there is nothing to show: also for apps that never had anything to mention. */
export function useMentions(query: string | undefined): FoundMentions | undefined {
  const client = useChatClient();
  const [found, setFound] = useState<FoundMentions>();
  /** The app has answered with something, so an empty answer is worth telling. */
  const mentions = useRef(false);
  useEffect(() => {
    if (query === undefined) {
      setFound(undefined);
      return;
    }
    const typing = new AbortController();
    const showLoading = () =>
      setFound((before) => ({
        query,
        state: "loading",
        mentions: (before?.mentions ?? []).filter((mention) => couldMean(mention, query)),
      }));
    if (mentions.current) showLoading();
    const slow = setTimeout(showLoading, SHOW_LOADING_AFTER_MS);
    const pause = setTimeout(
      () => {
        client.findMentions(query, typing.signal).then(
          (all) => {
            clearTimeout(slow);
            if (typing.signal.aborted) return;
            mentions.current ||= all.length > 0;
            setFound(mentions.current ? { query, state: "found", mentions: all } : undefined);
          },
          (error: unknown) => {
            clearTimeout(slow);
            if (typing.signal.aborted) return;
            const supported = !isChatError(error) || error.code !== "NOT_SUPPORTED";
            setFound(supported ? { query, state: "failed", mentions: [] } : undefined);
          },
        );
      },
      query === "" ? 0 : ASK_AFTER_MS,
    );
    return () => {
      clearTimeout(pause);
      clearTimeout(slow);
      typing.abort();
    };
  }, [client, query]);
  return query === undefined ? undefined : found;
}

function couldMean({ id, label }: Mention, query: string): boolean {
  const wanted = query.toLocaleLowerCase();
  return label.toLocaleLowerCase().includes(wanted) || id.toLocaleLowerCase().includes(wanted);
}
