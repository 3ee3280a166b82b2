// What stands beside the chat. One place for all panels, so that they never hide each other unasked.
import { Suspense, useEffect } from "react";
import { lazyPart } from "../components/ui/lazy-part.tsx";
import { useThemeAddress } from "../features/looks/use-theme-address.ts";
import { useHasSettings } from "../features/settings/use-has-settings.ts";
import { useConfig, useUi, useUiStore } from "./app-context.tsx";
import { isNarrow, readSetting, type UiStore } from "./ui-store.ts";

const SettingsPanel = lazyPart(async () => (await import("../features/settings/settings-panel.tsx")).SettingsPanel);
const ThemePanel = lazyPart(async () => (await import("../features/looks/theme-panel.tsx")).ThemePanel);

export function PanelHost() {
  const ui = useUiStore();
  const panel = useUi((state) => state.panel);
  const hasSettings = useHasSettings();
  const { chatSettingsLocation, dev } = useConfig();
  useOpenAtStart();
  useThemeAddress();
  const close = () => {
    ui.showPanel(undefined);
    requestAnimationFrame(() => focusOpener());
  };
  if (panel === "theme" && dev)
    return (
      <Suspense>
        <ThemePanel onClose={() => leaveTheme(ui)} />
      </Suspense>
    );
  if (panel !== "settings" || chatSettingsLocation !== "sidebar" || !hasSettings) return null;
  return (
    <Suspense>
      <SettingsPanel onClose={close} />
    </Suspense>
  );
}

/** The button is in the header, or, on a phone, in the message box. */
function focusOpener(): void {
  const buttons = [...document.querySelectorAll<HTMLElement>("[data-opens-panel]")];
  buttons.find((button) => button.checkVisibility())?.focus();
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
