// What the find bar knows: every place in the whole chat, also in turns that are not drawn or not loaded, and while an answer grows.
import { useChatClient, useOverview } from "@colloquy/client/react";
import { foldText, isMessageType, type StepId } from "@colloquy/protocol";
import { useCallback, useEffect, useRef, useState } from "react";
import { useUiStore } from "../../app/app-context.tsx";
import { learnViewWords, wordsToFind } from "../thread/said-text.ts";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { wordsOfView } from "../view/words-of-view.ts";
import { type Hit, HitFinder, keepPlace, type Searched } from "./find-hits.ts";
import { clearMarks, goToPlace, keepMarked, markHits } from "./mark-hits.ts";
import { showMessage } from "./show-message.ts";

// Also views that are not drawn yet are looked through.
learnViewWords(wordsOfView);

/** How often a growing answer is looked through. */
const LOOK_AGAIN_MS = 300;

export interface Find {
  /** How many places there are, and at which of them one is, from 0; -1 without any. */
  readonly count: number;
  readonly at: number;
  /** What lies further back is still on its way. */
  readonly loading: boolean;
  readonly step: (by: 1 | -1) => void;
}

export function useFind(query: string): Find {
  const client = useChatClient();
  const ui = useUiStore();
  const tellFailure = useTellFailure();
  const threadId = useOverview((overview) => overview.thread.id);
  const busy = useOverview((overview) => overview.busy);
  const turnIds = useOverview((overview) => overview.turnIds);
  const { older, loading } = useOlderMessages();
  const finder = useRef(new HitFinder());
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const [at, setAt] = useState(-1);
  const place = useRef<Hit>(undefined);
  const going = useRef<AbortController>(undefined);

  const mark = useCallback(() => {
    const here = place.current;
    const drawn = document.querySelectorAll<HTMLElement>(".log .ai-message[id^='step-'], .log .turn.user[id^='step-']");
    return query.trim() === "" ? clearMarks() : markHits(drawn, [foldText(query)], here && { id: `step-${here.stepId}`, nth: here.nth });
  }, [query]);

  const goTo = useCallback(
    (hit: Hit | undefined) => {
      place.current = hit;
      going.current?.abort();
      if (!hit) return void mark();
      const leave = new AbortController();
      going.current = leave;
      showMessage(client, ui, { threadId, stepId: hit.stepId }, leave.signal).then(() => {
        if (leave.signal.aborted) return;
        const range = mark();
        if (range) goToPlace(range);
      }, tellFailure);
    },
    [client, ui, threadId, mark, tellFailure],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: other turns are other messages
  useEffect(() => {
    let asked: string | undefined;
    const look = () => {
      const messages = [...older, ...shownMessages(client)].filter(isFirst());
      const found = finder.current.find(messages, query);
      const before = place.current;
      const index = keepPlace(
        found,
        asked === query || asked === undefined ? before : undefined,
        messages.map(({ id }) => id),
      );
      asked = query;
      const hit = found[index];
      setHits(found);
      setAt(index);
      // One stays where one is while more is written; a new question goes to the newest place.
      if (hit?.stepId !== before?.stepId || hit?.nth !== before?.nth) goTo(hit);
      else mark();
    };
    look();
    if (!busy) return;
    const timer = setInterval(look, LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [client, query, older, turnIds, busy, goTo, mark]);

  // What is drawn later is marked as well.
  useEffect(() => keepMarked(mark), [mark]);

  useEffect(
    () => () => {
      going.current?.abort();
      clearMarks();
    },
    [],
  );

  const step = (by: 1 | -1) => {
    if (hits.length === 0) return;
    const next = (at + by + hits.length) % hits.length;
    setAt(next);
    goTo(hits[next]);
  };
  return { count: hits.length, at, loading, step };
}

/** Messages the page has not: asked for once, whole, when the bar opens on a chat that has earlier ones. */
function useOlderMessages(): { readonly older: readonly Searched[]; readonly loading: boolean } {
  const client = useChatClient();
  const tellFailure = useTellFailure();
  const threadId = useOverview((overview) => overview.thread.id);
  const hasEarlier = useOverview((overview) => overview.ready && overview.hasEarlier);
  const [found, setFound] = useState<{ readonly threadId: string; readonly messages: readonly Searched[] }>();
  const known = found?.threadId === threadId;
  const wanted = hasEarlier && !known;
  useEffect(() => {
    if (!wanted) return;
    const leave = new AbortController();
    client.api.call("readThread", { threadId }, { signal: leave.signal }).then(
      ({ turns }) => {
        const messages = turns.flatMap(({ steps, elements }) =>
          steps
            .filter(({ type }) => isMessageType(type))
            .map(({ id, output }) => {
              const shown = (elements ?? []).filter(({ forId }) => forId === id);
              return { id, text: wordsToFind(output?.text ?? "", shown) };
            }),
        );
        setFound({ threadId, messages });
      },
      (error: unknown) => {
        if (leave.signal.aborted) return;
        setFound({ threadId, messages: [] });
        tellFailure(error);
      },
    );
    return () => leave.abort();
  }, [client, threadId, wanted, tellFailure]);
  return { older: known && found ? withoutShown(found.messages, client) : NONE, loading: wanted };
}

const NONE: readonly Searched[] = [];
const cutLists = new WeakMap<readonly Searched[], { readonly first: StepId | undefined; readonly list: readonly Searched[] }>();

/** What the page shows it knows better: only what lies before that. The same list while nothing changed. */
function withoutShown(messages: readonly Searched[], client: ReturnType<typeof useChatClient>): readonly Searched[] {
  const first = shownMessages(client)[0]?.id;
  const known = cutLists.get(messages);
  if (known && known.first === first) return known.list;
  const at = messages.findIndex(({ id }) => id === first);
  const list = at < 0 ? messages : messages.slice(0, at);
  cutLists.set(messages, { first, list });
  return list;
}

function shownMessages({ store }: ReturnType<typeof useChatClient>): Searched[] {
  return store.getOverview().turnIds.flatMap((turnId) =>
    (store.getTurn(turnId)?.stepIds ?? []).flatMap((id) => {
      const step = store.getStep(id);
      return step && isMessageType(step.type) ? [{ id, text: wordsToFind(store.text(id).read(), store.getElements(id)) }] : [];
    }),
  );
}

/** Each message once. */
function isFirst(): (message: Searched) => boolean {
  const seen = new Set<StepId>();
  return ({ id }) => !seen.has(id) && seen.add(id) !== undefined;
}
