// Opens the settings of this chat; only there when the app has some.
import { SlidersHorizontal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useConfig, useUi, useUiStore } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useHasSettings } from "./use-has-settings.ts";

/** In the message box. */
export function ChatSettingsButton() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { chatSettingsLocation } = useConfig();
  const has = useHasSettings();
  if (!has || chatSettingsLocation !== "composer") return null;
  return (
    <IconButton
      icon={SlidersHorizontal}
      id="chat-settings-open-modal"
      label={t("settings.open")}
      aria-haspopup="dialog"
      onClick={() => ui.openSettings("chat")}
    />
  );
}

/** In the header, where the form is a panel. */
export function SettingsPanelButton() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { chatSettingsLocation } = useConfig();
  const has = useHasSettings();
  const open = useUi((state) => state.panel === "settings");
  if (!has || chatSettingsLocation !== "sidebar") return null;
  return (
    <IconButton
      icon={SlidersHorizontal}
      id="chat-settings-header-button"
      label={t("settings.open")}
      aria-expanded={open}
      className={open ? "on" : ""}
      onClick={() => ui.showPanel(open ? undefined : "settings")}
    />
  );
}
