// Chats by their names: those the list knows at once, those the server finds shortly after.
import { useChatClient, useThreads } from "@colloquy/client/react";
import type { ThreadSummary } from "@colloquy/protocol";
import { useEffect, useState } from "react";
import { findFuzzy } from "./fuzzy.ts";

const ASK_AFTER_MS = 150;
const ASKED = 8;

export interface FoundThreads {
  readonly threads: readonly ThreadSummary[];
  readonly state: "ready" | "loading" | "failed";
  readonly tryAgain: () => void;
}

interface Answer {
  readonly words: string;
  readonly threads: readonly ThreadSummary[] | undefined;
}

export function useFoundThreads(words: string, wanted: boolean): FoundThreads {
  const client = useChatClient();
  const { threads, loading, error, list } = useThreads();
  const [answer, setAnswer] = useState<Answer>();
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks for the same once more
  useEffect(() => {
    if (words === "" || !wanted) return;
    const leave = new AbortController();
    const timer = setTimeout(() => {
      client.api.call("listThreads", { search: words, limit: ASKED }, { signal: leave.signal }).then(
        (page) => setAnswer({ words, threads: page.threads }),
        () => leave.signal.aborted || setAnswer({ words, threads: undefined }),
      );
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      leave.abort();
    };
  }, [client, words, wanted, attempt]);
  const tryAgain = () => {
    setAnswer(undefined);
    if (words === "") void list.refresh();
    else setAttempt(attempt + 1);
  };
  if (words === "") return { threads, state: error ? "failed" : loading && threads.length === 0 ? "loading" : "ready", tryAgain };
  const known = threads.filter(({ name }) => name !== undefined && findFuzzy(name, words));
  if (answer?.words !== words) return { threads: known, state: "loading", tryAgain };
  if (!answer.threads) return { threads: known, state: "failed", tryAgain };
  const found = answer.threads;
  return { threads: [...found, ...known.filter(({ id }) => !found.some((thread) => thread.id === id))], state: "ready", tryAgain };
}
