// The chat itself: the log or the welcome above, the message box below. The box moves once, on the first message, and is never made anew.
import type { Overview } from "@colloquy/client";
import { useChatClient, useOverview } from "@colloquy/client/react";
import { useEffect, useRef } from "react";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { NotFound } from "../../app/not-found.tsx";
import { Part } from "../../app/part.tsx";
import { Dock } from "../composer/dock.tsx";
import { Footnote } from "../composer/footnote.tsx";
import { FindBar } from "../find/find-bar.tsx";
import { useMessageAddress } from "../find/use-message-address.ts";
import { SelectionTools } from "../said/selection-tools.tsx";
import { Starters } from "../welcome/starters.tsx";
import { Welcome } from "../welcome/welcome.tsx";
import { Conversation } from "./conversation.tsx";
import { JumpButton } from "./jump-button.tsx";
import { useChatView } from "./use-chat-view.ts";
import { useMoveOnce } from "./use-move-once.ts";
import { useScrollEngine } from "./use-scroll-engine.ts";

interface ChatPageProps {
  /** The address leads to a thread, or to nothing at all. */
  readonly place: "root" | "thread" | "nowhere";
}

export function ChatPage({ place }: ChatPageProps) {
  const { store } = useChatClient();
  const threadId = useOverview((overview) => overview.thread.id);
  const view = useChatView(place);
  const { reader } = useUiStore();
  useMessageAddress();
  const { userMessageAutoscroll, assistantMessageAutoscroll } = useConfig().features;
  // A chat that is only read is followed to its end as it is drawn.
  const scroll = useScrollEngine({
    follows: () => assistantMessageAutoscroll || isAtRest(store.getOverview()),
    writes: () => !isAtRest(store.getOverview()),
  });
  const field = useRef<HTMLTextAreaElement>(null);
  const dock = useRef<HTMLElement>(null);
  useMoveOnce(dock, view);
  useEffect(() => {
    // Another chat is read from its end.
    if (threadId) scroll.engine?.pin();
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
      {view === "gone" && <NotFound kind={place === "nowhere" ? "page" : "chat"} />}
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
