// The chat itself: the log or the welcome above, the message box below. The box moves once, on the first message, and is never made anew.
import type { Overview } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import { Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useConfig, useUiStore } from "../../app/app-context.tsx";
import { NotFound } from "../../app/not-found.tsx";
import { Part } from "../../app/part.tsx";
import { lazyPart } from "../../components/ui/lazy-part.tsx";
import { Dock } from "../composer/dock.tsx";
import { Footnote } from "../composer/footnote.tsx";
import { FindBar } from "../find/find-bar.tsx";
import { useMessageAddress, useNamedMessage } from "../find/use-message-address.ts";
import { SelectionTools } from "../said/selection-tools.tsx";
import { Starters } from "../welcome/starters.tsx";
import { Welcome } from "../welcome/welcome.tsx";
import { Conversation } from "./conversation.tsx";
import { JumpButton } from "./jump-button.tsx";
import { useChatView } from "./use-chat-view.ts";
import { useMoveOnce } from "./use-move-once.ts";
import { useScrollEngine } from "./use-scroll-engine.ts";

const DeletedChat = lazyPart<object>(async () => (await import("../../app/deleted-chat.tsx")).DeletedChat);

interface ChatPageProps {
  /** The address leads to a thread, or to nothing at all. */
  readonly place: "root" | "thread" | "nowhere";
}

export function ChatPage({ place }: ChatPageProps) {
  const client = useChatClient();
  const { store } = client;
  const threadId = useOverview((overview) => overview.thread.id);
  const view = useChatView(place);
  const isDeleted = useOverview(({ refused }) => refused?.code === "CHAT_DELETED") && place === "thread";
  const ui = useUiStore();
  const { reader } = ui;
  const { announcer } = useAppContext();
  const { t } = useTranslation();
  useMessageAddress();
  const isNamed = useNamedMessage() !== undefined;
  const { userMessageAutoscroll, assistantMessageAutoscroll } = useConfig().features;
  // A chat that is only read is followed to its end as it is drawn.
  const scroll = useScrollEngine({
    follows: () => assistantMessageAutoscroll || isAtRest(store.getOverview()),
    writes: () => !isAtRest(store.getOverview()),
  });
  const field = useRef<HTMLTextAreaElement>(null);
  const dock = useRef<HTMLElement>(null);
  useMoveOnce(dock, view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: how the address was when the chat was opened
  useEffect(() => {
    const { engine } = scroll;
    if (!threadId || !engine) return;
    // Another chat is read from its end, or from where the person left it.
    engine.pin();
    const leave = new AbortController();
    import("./keep-place.ts")
      .then(({ keepPlace }) => keepPlace({ client, ui, announcer, t, engine }, threadId, isNamed, leave.signal))
      .catch(() => undefined); // It stays at its end.
    return () => leave.abort();
  }, [threadId, scroll.engine]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read aloud ends with the chat it is of
  useEffect(() => () => reader.stop(), [threadId, reader]);
  useEffect(() => {
    const { engine } = scroll;
    if (!engine) return;
    let known = store.getOverview().pending.length;
    return store.subscribe(() => {
      const now = store.getOverview().pending.length;
      if (now > known && userMessageAutoscroll) engine.pin();
      known = now;
    });
  }, [store, scroll, userMessageAutoscroll]);
  return (
    <main className="chat" data-state={view} id="main">
      {view === "gone" &&
        (isDeleted ? (
          <Part>
            <Suspense>
              <DeletedChat />
            </Suspense>
          </Part>
        ) : (
          <NotFound kind={place === "nowhere" ? "page" : "chat"} />
        ))}
      {view === "welcome" && (
        <Part>
          <Welcome />
        </Part>
      )}
      {view === "talk" && <FindBar key={`find-${threadId}`} />}
      {view === "talk" && (
        <Part>
          <Conversation key={threadId} scroll={scroll} />
        </Part>
      )}
      {view === "talk" && <SelectionTools />}
      <Dock
        welcome={view === "welcome"}
        atThread={place === "thread"}
        fieldRef={field}
        dockRef={dock}
        onSpoke={() => userMessageAutoscroll && scroll.engine?.pin()}
        jump={view === "talk" && <JumpButton engine={scroll.engine} />}
      />
      {view === "welcome" && (
        <div className="welcome-end">
          <Part>
            <Starters key={threadId} />
          </Part>
          <Footnote />
        </div>
      )}
    </main>
  );
}

/** Nothing is being said. */
function isAtRest({ busy, pending }: Overview): boolean {
  return !busy && pending.length === 0;
}
