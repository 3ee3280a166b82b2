// Deleting is for good, so it asks once.
import { useThreads } from "@colloquy/client/react";
import type { ThreadSummary } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../app/app-context.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";

interface DeleteDialogProps {
  readonly thread: ThreadSummary;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

export function DeleteDialog({ thread, name, onClose, onDeleted }: DeleteDialogProps) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { list } = useThreads();
  const remove = () => {
    onClose();
    list.remove(thread.id).then(
      () => {
        ui.toast({ tone: "success", title: t("history.deleted"), text: `“${name}”` });
        onDeleted();
      },
      (error: Error) => ui.toast({ tone: "error", title: t("history.deleteFailed"), text: error.message }),
    );
  };
  const footer = (
    <>
      <button type="button" className="btn" onClick={onClose}>
        {t("common.cancel")}
      </button>
      <button type="button" className="btn danger" id="confirm" onClick={remove}>
        {t("history.delete")}
      </button>
    </>
  );
  return (
    <Dialog title={t("history.deleteTitle")} closeLabel={t("common.close")} footer={footer} onClose={onClose}>
      <p dir="auto">{t("history.deleteText", { name })}</p>
    </Dialog>
  );
}
