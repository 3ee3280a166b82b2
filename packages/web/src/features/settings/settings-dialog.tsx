// Settings over the page: this chat's form, how the page looks, the person's keys, their data. A section without anything in it is not there.
import { Database, KeyRound, type LucideIcon, MessageSquare, SunMedium, X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUi } from "../../app/app-context.tsx";
import type { SettingsSection } from "../../app/ui-store.ts";
import { focusItself } from "../../components/ui/dialog.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useReturnFocus } from "../../components/ui/return-focus.ts";
import { KeysSection } from "../keys/keys-section.tsx";
import { useHasKeys } from "../keys/use-keys.ts";
import { DataSection } from "./data-section.tsx";
import { InterfaceSection } from "./interface-section.tsx";
import { SettingsFailure } from "./settings-failure.tsx";
import { SettingsFields } from "./settings-fields.tsx";
import { SettingsFooter } from "./settings-footer.tsx";
import { useSaveSettings } from "./use-save-settings.ts";
import { useSettingsEditor } from "./use-settings-editor.ts";
import "../../theme/parts/settings.css";

const ICONS: Readonly<Record<SettingsSection, LucideIcon>> = { chat: MessageSquare, interface: SunMedium, keys: KeyRound, data: Database };

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { chatSettingsLocation } = useConfig();
  const wished = useUi((state) => state.settingsSection);
  const hasKeys = useHasKeys();
  const editor = useSettingsEditor();
  const open = chatSettingsLocation === "composer" ? editor : undefined;
  const sections: SettingsSection[] = [...(open ? ["chat" as const] : []), "interface", ...(hasKeys ? ["keys" as const] : []), "data"];
  const [chosen, choose] = useState<SettingsSection | undefined>(wished);
  const section = sections.find((one) => one === chosen) ?? sections[0];
  const [tab, setTab] = useState<string>();
  const toTab = (id: string) => {
    choose("chat");
    setTab(id);
  };
  const { forNext, setForNext, save } = useSaveSettings(open, toTab, onClose);
  const returnFocus = useReturnFocus();
  const isChanged = (open?.view.changed.length ?? 0) > 0;
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <Radix.Root open onOpenChange={(stays) => !stays && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim">
          <Radix.Content
            className="dialog"
            id="chat-settings"
            aria-describedby={undefined}
            tabIndex={-1}
            onOpenAutoFocus={focusItself}
            onCloseAutoFocus={returnFocus}
          >
            <div className="dh">
              <Radix.Title>{t("settings.title")}</Radix.Title>
              <IconButton icon={X} label={t("common.close")} onClick={onClose} />
            </div>
            <div className="settings">
              <nav aria-label={t("settings.sections")}>
                {sections.map((one) => (
                  <button key={one} type="button" className="row" aria-current={one === section || undefined} onClick={() => choose(one)}>
                    <Icon of={ICONS[one]} size="s" />
                    <span className="t">{t(`settings.section.${one}`)}</span>
                    {one === "chat" && isChanged && <span className="dot" role="img" aria-label={t("settings.notSavedYet")} />}
                  </button>
                ))}
              </nav>
              <section className="pane" aria-label={t(`settings.section.${section ?? "interface"}`)}>
                {section === "chat" && open && (
                  <form noValidate onSubmit={onSubmit}>
                    <SettingsFailure failure={open.view.failure} />
                    <SettingsFields {...open} tab={tab} onTab={setTab} />
                    {/* Enter in a field saves; the button for it stands in the footer. */}
                    <button type="submit" hidden />
                  </form>
                )}
                {section === "interface" && <InterfaceSection />}
                {section === "keys" && <KeysSection />}
                {section === "data" && <DataSection onClose={onClose} />}
              </section>
            </div>
            {open && (section === "chat" || isChanged) && (
              <div className="df wrap">
                <SettingsFooter
                  {...open}
                  confirmId="confirm"
                  cancelLabel={t("common.cancel")}
                  forNext={forNext}
                  onForNext={setForNext}
                  onCancel={onClose}
                  onSave={save}
                />
              </div>
            )}
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}
