// The tabs of the panel beside the chat, in their order. Which of them there are, the chat says; what a tab shows comes with its first visit.
import { useOverview, useSurface } from "@colloquy/client/react";
import { newestTaskList } from "../features/elements/tasks/newest-task-list.ts";
import { useHasSettings } from "../features/settings/use-has-settings.ts";
import { useConfig, useUi } from "./app-context.tsx";
import type { PanelName } from "./ui-store.ts";

export type PanelTab = Exclude<PanelName, "theme">;

const ORDER: readonly PanelTab[] = ["artifact", "elements", "sources", "tasks", "settings"];

/** The tabs that have something to show in this chat. */
export function usePanelTabs(): readonly PanelTab[] {
  const shows = useUi((state) => state.panelShows !== undefined);
  const put = useSurface("sidePanel");
  const hasTasks = useOverview(({ elements }) => newestTaskList(elements) !== undefined);
  const hasHeld = useOverview(({ artifacts }) => artifacts.length > 0);
  const hasArtifact = useUi(({ artifact }) => artifact !== undefined) || hasHeld;
  const hasSources = useUi(({ sources }) => sources !== undefined);
  const { chatSettingsLocation } = useConfig();
  const hasSettings = useHasSettings() && chatSettingsLocation === "sidebar";
  const has: Readonly<Record<PanelTab, boolean>> = {
    elements: shows || (put?.elementIds.length ?? 0) > 0,
    artifact: hasArtifact,
    sources: hasSources,
    tasks: hasTasks,
    settings: hasSettings,
  };
  return ORDER.filter((name) => has[name]);
}
