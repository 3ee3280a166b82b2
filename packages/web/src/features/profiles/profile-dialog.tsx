// The chosen profile begins a chat of its own: asked once, because the open chat is left.
import { useTranslation } from "react-i18next";
import { useConfig, useUi } from "../../app/app-context.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useChooseProfile } from "./use-choose-profile.ts";
import { nameOf } from "./use-profile.ts";

export function ProfileDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { features } = useConfig();
  const profile = useUi((state) => state.profileAsked);
  const { begin } = useChooseProfile();
  if (!profile) return null;
  const name = nameOf(profile);
  const footer = (
    <>
      <span className="sp" />
      <button type="button" className="btn" onClick={onClose}>
        {t("profiles.stay")}
      </button>
      <button type="button" className="btn primary" id="confirm" onClick={() => begin(profile)}>
        {t("shell.newChat")}
      </button>
    </>
  );
  return (
    <Dialog id="new-chat-dialog" title={t("profiles.newTitle", { name })} closeLabel={t("common.close")} footer={footer} onClose={onClose}>
      <p>{t(features.history ? "profiles.newText" : "profiles.newTextHidden", { name })}</p>
    </Dialog>
  );
}
