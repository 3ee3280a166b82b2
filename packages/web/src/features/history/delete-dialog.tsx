// Where nothing that is deleted is kept, it asks once, and then the chat is gone at once: here, in other tabs and on the server.
import type { ThreadSummary } from "@colloquy/protocol";
import { use } from "react";
import { useTranslation } from "react-i18next";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";
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
  const deletions = use(useAppContext().deletions.load());
  const remove = () => {
    const next = neighbourOf(thread);
    onClose();
    const deletion = deletions.begin(thread.id);
    onDeleted();
    deletion.finish().then(
      () => ui.toast({ tone: "success", title: t("history.deleted"), text: `“${name}”` }),
      (error: Error) => ui.toast({ tone: "error", title: t("history.deleteFailed"), text: error.message }),
    );
    // The row is gone, and the focus with it, unless a new chat took it.
    requestAnimationFrame(() => document.activeElement === document.body && next?.focus());
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
      <p>
        <b>
          <bdi>{name}</bdi>
        </b>
      </p>
      <p>{t("history.purgeText")}</p>
    </Dialog>
  );
}

/** Where the keyboard goes on when this row is gone: the next one, else the one before, else to a new chat. */
function neighbourOf({ id }: ThreadSummary): HTMLElement | null {
  const rows = [...document.querySelectorAll<HTMLElement>("#thread-history .row > a")];
  const at = rows.findIndex((row) => row.id === `thread-${id}`);
  return rows[at + 1] ?? rows[at - 1] ?? document.getElementById("new-chat-button");
}
