// Opens the settings of this chat; only there when the app has some.
import { SlidersHorizontal } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useConfig, useUi, useUiStore } from "../../app/app-context.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useHasSettings } from "./use-has-settings.ts";

/** In the message box. Where the form is a panel it stands here on phones, whose header has no room. */
export function ChatSettingsButton() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { chatSettingsLocation } = useConfig();
  const has = useHasSettings();
  if (!has) return null;
  const beside = chatSettingsLocation === "sidebar";
  const button = (
    <IconButton
      icon={SlidersHorizontal}
      id="chat-settings-open-modal"
      label={t("settings.open")}
      aria-haspopup={beside ? undefined : "dialog"}
      data-opens-panel={beside || undefined}
      onClick={() => (beside ? ui.showPanel("settings") : ui.openSettings("chat"))}
    />
  );
  return beside ? <span className="only-xs">{button}</span> : button;
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
    <span className="hide-s">
      <IconButton
        icon={SlidersHorizontal}
        id="chat-settings-header-button"
        label={t("settings.open")}
        aria-expanded={open}
        data-opens-panel
        className={open ? "on" : ""}
        onClick={() => ui.showPanel(open ? undefined : "settings")}
      />
    </span>
  );
}
