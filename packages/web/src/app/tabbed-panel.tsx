// The panel with its tabs. The frame stays when another tab is chosen; what is in it comes with its first visit.
import { useSurface } from "@colloquy/client/react";
import { type ComponentType, type KeyboardEvent, Suspense, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { lazyPart } from "../components/ui/lazy-part.tsx";
import { rovingKeys } from "../components/ui/roving-keys.ts";
import { useUi, useUiStore } from "./app-context.tsx";
import { PanelSlotsProvider } from "./panel-slots.tsx";
import type { PanelTab } from "./panel-tabs.ts";
import { Part } from "./part.tsx";
import { RightPanel } from "./right-panel.tsx";

/** Each fills the frame by `InPanel`. */
const BODIES: Readonly<Record<PanelTab, ComponentType>> = {
  elements: lazyPart<object>(async () => (await import("../features/elements/panel/elements-tab.tsx")).ElementsTab),
  artifact: lazyPart<object>(async () => (await import("../features/artifacts/artifact-tab.tsx")).ArtifactTab),
  sources: lazyPart<object>(async () => (await import("../features/sources/sources-tab.tsx")).SourcesTab),
  tasks: lazyPart<object>(async () => (await import("../features/elements/panel/tasks-tab.tsx")).TasksTab),
  settings: lazyPart<object>(async () => (await import("../features/settings/settings-panel.tsx")).SettingsPanel),
};

/** Others know the panel's heading by these. */
const TITLE_IDS: Readonly<Record<PanelTab, string>> = {
  elements: "side-view-title",
  artifact: "artifact-title",
  sources: "sources-title",
  tasks: "tasks-title",
  settings: "chat-settings-sidebar-title",
};

interface TabbedPanelProps {
  readonly tabs: readonly PanelTab[];
  readonly shown: PanelTab;
}

export function TabbedPanel({ tabs, shown }: TabbedPanelProps) {
  const ui = useUiStore();
  const [title, titleRef] = useState<HTMLElement | null>(null);
  const [tools, toolsRef] = useState<HTMLElement | null>(null);
  const [foot, footRef] = useState<HTMLElement | null>(null);
  const slots = useMemo(() => ({ title, tools, foot }), [title, tools, foot]);
  const put = useSurface("sidePanel");
  const ofApp = useUi((state) => state.panelShows === "app");
  const several = tabs.length > 1;
  const Body = BODIES[shown];
  return (
    <RightPanel
      title={<span ref={titleRef} />}
      titleId={TITLE_IDS[shown]}
      tools={<span className="tools-slot" ref={toolsRef} />}
      tabs={several && <Tabs tabs={tabs} shown={shown} />}
      footer={<div className="foot-slot" ref={footRef} />}
      canvas={shown === "elements" && ofApp && put?.canvas === true}
      scrolls={shown !== "settings"}
      {...(several && { bodyId: "panel-body", tabId: `panel-tab-${shown}` })}
      onClose={() => ui.showPanel(undefined)}
    >
      <PanelSlotsProvider value={slots}>
        <Part key={shown}>
          <Suspense>
            <Body />
          </Suspense>
        </Part>
      </PanelSlotsProvider>
    </RightPanel>
  );
}

function Tabs({ tabs, shown }: TabbedPanelProps) {
  const { t } = useTranslation();
  const ui = useUiStore();
  // Only the person's own choice is remembered, and the focus stays in the tabs.
  const choose = (name: PanelTab) => ui.chooseTab(name);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    rovingKeys(event);
    const name = tabs.find((one) => document.activeElement?.id === `panel-tab-${one}`);
    if (name && name !== shown) choose(name);
  };
  return (
    <div className="tabs" role="tablist" aria-label={t("panel.tabs")} onKeyDown={onKeyDown}>
      {tabs.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`panel-tab-${name}`}
          className="tab"
          aria-selected={name === shown}
          aria-controls="panel-body"
          tabIndex={name === shown ? 0 : -1}
          onClick={() => choose(name)}
        >
          {t(`panel.${name}`)}
        </button>
      ))}
    </div>
  );
}
