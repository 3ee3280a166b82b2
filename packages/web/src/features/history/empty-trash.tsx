// All that was deleted goes for good, after asking.
import { useChatClient } from "@colloquy/client/react";
import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { OverlayPart } from "../../app/part.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { ConfirmDialog } from "./late-dialogs.ts";

export function EmptyTrash() {
  const { t } = useTranslation();
  const client = useChatClient();
  const tell = useTellFailure();
  const [asks, setAsks] = useState(false);
  const empty = () => {
    setAsks(false);
    client.api
      .call("deleteAllThreads", { deleted: true })
      .catch(tell)
      .finally(() => client.threads.changed({ type: "threads-changed" }));
  };
  return (
    <>
      <IconButton icon={Trash2} small id="empty-trash" label={t("history.purgeAll")} onClick={() => setAsks(true)} />
      {asks && (
        <OverlayPart onClose={() => setAsks(false)}>
          <ConfirmDialog
            title={t("history.purgeAll")}
            text={t("history.purgeText")}
            action={t("history.purge")}
            onConfirm={empty}
            onClose={() => setAsks(false)}
          />
        </OverlayPart>
      )}
    </>
  );
}
