// Where the app wants it so, leaving a chat for a new one asks once.
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { useNavigation } from "./use-navigation.ts";

export function NewChatDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const { features } = useConfig();
  const { beginNewChat } = useNavigation();
  const footer = (
    <>
      <button type="button" className="btn" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="btn primary" id="confirm" onClick={() => beginNewChat()}>
        {t("shell.newChat")}
      </button>
    </>
  );
  return (
    <Dialog id="new-chat-dialog" title={t("history.newTitle")} closeLabel={t("common.close")} footer={footer} onClose={onClose}>
      <p>{features.history ? t("history.newText") : t("history.newTextHidden")}</p>
    </Dialog>
  );
}
