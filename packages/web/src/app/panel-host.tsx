// What stands beside the chat. One place for all panels, so that they never hide each other unasked.
import { lazy, Suspense, useEffect } from "react";
import { useHasSettings } from "../features/settings/use-has-settings.ts";
import { useConfig, useUi, useUiStore } from "./app-context.tsx";
import { isNarrow, readSetting } from "./ui-store.ts";

const SettingsPanel = lazy(async () => ({ default: (await import("../features/settings/settings-panel.tsx")).SettingsPanel }));

export function PanelHost() {
  const ui = useUiStore();
  const panel = useUi((state) => state.panel);
  const hasSettings = useHasSettings();
  const { chatSettingsLocation } = useConfig();
  useOpenAtStart();
  const close = () => {
    ui.showPanel(undefined);
    requestAnimationFrame(() => document.getElementById("chat-settings-header-button")?.focus());
  };
  if (panel !== "settings" || chatSettingsLocation !== "sidebar" || !hasSettings) return null;
  return (
    <Suspense>
      <SettingsPanel onClose={close} />
    </Suspense>
  );
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
