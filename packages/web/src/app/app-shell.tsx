// The frame of the page: history beside, header above, the chat in the middle, and what lies over all of it.
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../components/ui/lazy-part.tsx";
import { Tooltips } from "../components/ui/tooltips.tsx";
import type { ElementPageProps } from "../features/elements/page/element-page.tsx";
import { Sidebar } from "../features/history/sidebar.tsx";
import { useFollowAddress, usePlace } from "../features/history/use-navigation.ts";
import { ChatPage } from "../features/thread/chat-page.tsx";
import { useAnnounceChats, useAnnounceTurns } from "../features/thread/use-announce-turns.ts";
import { useAppContext, useConfig, useUi } from "./app-context.tsx";
import { Header } from "./header.tsx";
import { useKeyboard } from "./keyboard.ts";
import { useActions } from "./keys/use-actions.ts";
import { Overlays } from "./overlays.tsx";
import { PanelHost } from "./panel-host.tsx";
import { Part, QuietPart } from "./part.tsx";
import { Toaster } from "./toaster.tsx";
import { useApplyPreferences } from "./use-apply-preferences.ts";

const ElementPage = lazyPart(async () => (await import("../features/elements/page/element-page.tsx")).ElementPage);

export function AppShell() {
  const place = usePlace();
  const { layout, features } = useConfig();
  const sidebar = useUi((state) => state.sidebar);
  useFollowAddress(place);
  useKeyboard(useActions());
  useAnnounceChats();
  useAnnounceTurns();
  useApplyPreferences();
  return (
    <>
      <SkipLinks />
      <div className="shell" data-sidebar={sidebar} data-layout={layout}>
        {features.history && (
          <Part>
            <Sidebar />
          </Part>
        )}
        <div className="stage">
          <Part>
            <Header />
          </Part>
          <div className="split">
            <Part>{place.kind === "element" ? <ElementPart key={place.elementId} {...place} /> : <ChatPage place={place.kind} />}</Part>
          </div>
        </div>
        <Part>
          <PanelHost beside={place.kind !== "element"} />
        </Part>
      </div>
      <Part>
        <Overlays />
      </Part>
      <QuietPart>
        <Toaster />
      </QuietPart>
      <QuietPart>
        <Tooltips />
      </QuietPart>
      <SpokenRegion />
    </>
  );
}

function ElementPart({ threadId, elementId }: ElementPageProps) {
  return (
    <Suspense>
      <ElementPage threadId={threadId} elementId={elementId} />
    </Suspense>
  );
}

function SkipLinks() {
  const { t } = useTranslation();
  const toAnswer = () => {
    const rows = document.querySelectorAll<HTMLElement>(".turn-row[data-turn-id]");
    rows[rows.length - 1]?.focus();
  };
  return (
    <>
      <button type="button" className="skip" onClick={() => document.getElementById("chat-input")?.focus()}>
        {t("shell.skipToComposer")}
      </button>
      <button type="button" className="skip" onClick={toAnswer}>
        {t("shell.skipToAnswer")}
      </button>
    </>
  );
}

function SpokenRegion() {
  const { announcer } = useAppContext();
  return <div className="sr" role="status" aria-live="polite" ref={announcer.attach} />;
}
