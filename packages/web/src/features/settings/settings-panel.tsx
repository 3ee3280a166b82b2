// The settings form beside the chat, for apps that want it there. It stays open while one talks.
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { InPanel } from "../../app/panel-slots.tsx";
import { SettingsFailure } from "./settings-failure.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { SettingsFooter } from "./settings-footer.tsx";
import { useSaveSettings } from "./use-save-settings.ts";
import { useSettingsEditor } from "./use-settings-editor.ts";

export function SettingsPanel() {
  const { t } = useTranslation();
  const open = useSettingsEditor();
  const [tab, setTab] = useState<string>();
  const [saved, setSaved] = useState(false);
  const { forNext, setForNext, save } = useSaveSettings(open, setTab, () => setSaved(true));
  if (!open) return null;
  const foot = (
    <div className="df wrap">
      <SettingsFooter
        {...open}
        confirmId="confirm-sidebar"
        cancelLabel={t("settings.undo")}
        forNext={forNext}
        onForNext={setForNext}
        onCancel={() => open.editor.cancel()}
        onSave={save}
        note={saved ? t("settings.saved") : undefined}
      />
    </div>
  );
  return (
    <>
      <InPanel slot="title">{t("settings.panelTitle")}</InPanel>
      <InPanel slot="foot">{foot}</InPanel>
      <form
        id="chat-settings-sidebar-content"
        noValidate
        onChange={() => setSaved(false)}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <SettingsFailure failure={open.view.failure} />
        <SettingsFields {...open} tab={tab} onTab={setTab} />
        <button type="submit" hidden />
      </form>
    </>
  );
}
