// What was said, in any chat: the server finds it shortly after the last key.
import { useChatClient } from "@colloquy/client/react";
import type { FoundMessage } from "@colloquy/protocol";
import { useEffect, useState } from "react";
import type { FoundThreads } from "./use-found-threads.ts";

const ASK_AFTER_MS = 200;
const ASKED = 8;
const LONGEST = 200;

export interface FoundMessages extends Pick<FoundThreads, "state" | "tryAgain"> {
  readonly messages: readonly FoundMessage[];
}

interface Answer {
  readonly words: string;
  readonly messages: readonly FoundMessage[] | undefined;
}

export function useFoundMessages(words: string, wanted: boolean): FoundMessages {
  const client = useChatClient();
  const [answer, setAnswer] = useState<Answer>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks for the same once more
  useEffect(() => {
    if (words === "" || !wanted) return;
    const leave = new AbortController();
    const timer = setTimeout(() => {
      client.api.call("searchMessages", { query: words.slice(0, LONGEST), limit: ASKED }, { signal: leave.signal }).then(
        ({ messages }) => setAnswer({ words, messages }),
        () => leave.signal.aborted || setAnswer({ words, messages: undefined }),
      );
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [client, words, wanted, attempt]);
  const tryAgain = () => {
    setAnswer(undefined);
    setAttempt(attempt + 1);
  };
  if (words === "" || !wanted) return { messages: [], state: "ready", tryAgain };
  // What was found last stays until there is something newer, so that the list does not jump with each key.
  if (answer?.words !== words) return { messages: answer?.messages ?? [], state: "loading", tryAgain };
  return { messages: answer.messages ?? [], state: answer.messages ? "ready" : "failed", tryAgain };
}
