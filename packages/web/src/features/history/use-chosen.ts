// Which chats are chosen, to do something with all of them.
import type { ThreadList } from "@colloquy/client";
import type { ThreadId, ThreadSummary } from "@colloquy/protocol";
import { useCallback, useMemo, useRef, useState } from "react";

export interface Chosen {
  readonly threads: readonly ThreadSummary[];
  readonly has: (threadId: ThreadId) => boolean;
  /** One more, or one less. */
  readonly toggle: (thread: ThreadSummary) => void;
  /** All from the one that was touched last to this one. */
  readonly reach: (thread: ThreadSummary) => void;
  readonly clear: () => void;
}

/** A shortcut must not choose what nobody can look over. */
const MOST = 1_000;

export function useChosen(list: ThreadList): Chosen {
  const [threads, setThreads] = useState<readonly ThreadSummary[]>([]);
  const touched = useRef<ThreadId>(undefined);
  const toggle = useCallback((thread: ThreadSummary) => {
    touched.current = thread.id;
    setThreads((before) => (before.some(({ id }) => id === thread.id) ? before.filter(({ id }) => id !== thread.id) : [...before, thread]));
  }, []);
  const reach = useCallback(
    (thread: ThreadSummary) => {
      const [one, other] = [list.placeOf(touched.current ?? thread.id), list.placeOf(thread.id)];
      if (one === undefined || other === undefined) return toggle(thread);
      const [from, to] = one < other ? [one, other] : [other, one];
      const between = Array.from({ length: Math.min(to - from + 1, MOST) }, (_none, index) => list.at(from + index)).filter(isThere);
      touched.current ??= thread.id;
      setThreads((before) => [...before.filter(({ id }) => !between.some((added) => added.id === id)), ...between]);
    },
    [list, toggle],
  );
  const clear = useCallback(() => {
    touched.current = undefined;
    setThreads([]);
  }, []);
  return useMemo(() => {
    const ids = new Set(threads.map(({ id }) => id));
    return { threads, has: (id) => ids.has(id), toggle, reach, clear };
  }, [threads, toggle, reach, clear]);
}

function isThere(thread: ThreadSummary | undefined): thread is ThreadSummary {
  return thread !== undefined;
}
