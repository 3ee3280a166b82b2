// Opens the panel beside the chat once there is something in it, and marks what nobody has looked at.
import { PanelRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useMatch } from "react-router";
import { useUi, useUiStore } from "../../../app/app-context.tsx";
import { useShortcut } from "../../../app/keys/use-shortcut.ts";
import { usePanelTabs } from "../../../app/panel-tabs.ts";
import { IconButton } from "../../../components/ui/icon-button.tsx";

export function PanelButton() {
  const { t } = useTranslation();
  const ui = useUiStore();
  const [tab] = usePanelTabs();
  const panel = useUi((state) => state.panel);
  const news = useUi((state) => state.panelNews);
  const keys = useShortcut("panel");
  const onOwnPage = useMatch("/element/:id") !== null;
  // The form of settings has a button of its own.
  if (onOwnPage || tab === undefined || tab === "settings") return null;
  const open = panel === "elements" || panel === "tasks";
  return (
    <span className="panel-button">
      <IconButton
        icon={PanelRight}
        flip
        id="panel-button"
        label={t(news ? "panel.openNews" : open ? "shell.closePanel" : "panel.open")}
        shortcut={keys}
        aria-expanded={open}
        data-opens-panel
        className={open ? "on" : ""}
        onClick={() => ui.showPanel(open ? undefined : tab)}
      />
      {news && <span className="dot" aria-hidden />}
    </span>
  );
}
