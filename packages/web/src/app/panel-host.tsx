// What stands beside the chat. One place for all panels, as tabs, so that they never hide each other unasked.
import { useOverview } from "@colloquy/client/react";
import { Suspense, useEffect } from "react";
import { lazyPart } from "../components/ui/lazy-part.tsx";
import { useAside } from "../features/artifacts/use-aside.ts";
import type { PanelFollowProps } from "../features/elements/panel/panel-follow.ts";
import { useAnyElements } from "../features/elements/use-any-elements.ts";
import { useThemeAddress } from "../features/looks/use-theme-address.ts";
import { useConfig, useUi, useUiStore } from "./app-context.tsx";
import { usePanelTabs } from "./panel-tabs.ts";
import { isNarrow, readSetting, type UiStore } from "./ui-store.ts";

const ThemePanel = lazyPart(async () => (await import("../features/looks/theme-panel.tsx")).ThemePanel);
const PanelFollow = lazyPart<PanelFollowProps>(async () => (await import("../features/elements/panel/panel-follow.ts")).PanelFollow);
const TabbedPanel = lazyPart(async () => (await import("./tabbed-panel.tsx")).TabbedPanel);

interface PanelHostProps {
  /** There is a chat it stands beside. */
  readonly beside: boolean;
}

export function PanelHost({ beside }: PanelHostProps) {
  const any = useAnyElements();
  const threadId = useOverview((overview) => overview.thread.id);
  useOpenAtStart();
  useThemeAddress();
  return (
    <>
      {beside && <Panel />}
      {any && (
        <Suspense>
          <PanelFollow key={threadId} came={any} />
        </Suspense>
      )}
    </>
  );
}

function Panel() {
  const ui = useUiStore();
  const panel = useUi((state) => state.panel);
  const tabs = usePanelTabs();
  const { dev } = useConfig();
  useAside();
  if (panel === "theme" && dev)
    return (
      <Suspense>
        <ThemePanel onClose={() => leaveTheme(ui)} />
      </Suspense>
    );
  if (panel === undefined || panel === "theme" || !tabs.includes(panel)) return null;
  return (
    <Suspense>
      <TabbedPanel tabs={tabs} shown={panel} />
    </Suspense>
  );
}

/** It is not remembered: a theme is worked on when somebody asks for it. */
function leaveTheme(ui: UiStore): void {
  ui.set({ panel: undefined });
  requestAnimationFrame(() => document.getElementById("theme-toggle")?.focus());
}

/** As it was left last time, else as the app wishes; never over the chat unasked. */
function useOpenAtStart(): void {
  const ui = useUiStore();
  const { chatSettingsLocation, defaultChatSettingsOpen } = useConfig();
  useEffect(() => {
    if (chatSettingsLocation !== "sidebar" || isNarrow()) return;
    const kept = readSetting("panel");
    if (kept === "settings" || (kept === undefined && defaultChatSettingsOpen)) ui.set({ panel: "settings" });
  }, [ui, chatSettingsLocation, defaultChatSettingsOpen]);
}
