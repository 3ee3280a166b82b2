// Deleting asks once, and can be undone for as long as the note about it stands there.
import type { ThreadSummary } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { useAppContext, useUiStore } from "../../app/app-context.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { UNDO_MS } from "./deletions.ts";

interface DeleteDialogProps {
  readonly thread: ThreadSummary;
  readonly name: string;
  readonly onClose: () => void;
  /** True when it was the chat that is open. */
  readonly onDeleted: () => boolean;
  /** It is there again, having been open. */
  readonly onOpenAgain: () => void;
}

export function DeleteDialog({ thread, name, onClose, onDeleted, onOpenAgain }: DeleteDialogProps) {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { deletions } = useAppContext();
  const remove = () => {
    const next = neighbourOf(thread);
    onClose();
    const deletion = deletions.begin(thread.id);
    const wasOpen = onDeleted();
    const undo = () => {
      deletion.undo();
      if (wasOpen) onOpenAgain();
    };
    ui.toast({
      tone: "success",
      title: t("history.deleted"),
      text: `“${name}”`,
      lasts: UNDO_MS,
      action: { label: t("settings.undo"), run: undo },
      onGone: () =>
        void deletion.finish().catch((error: Error) => ui.toast({ tone: "error", title: t("history.deleteFailed"), text: error.message })),
    });
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
      <p dir="auto">{t("history.deleteText", { name })}</p>
    </Dialog>
  );
}

/** Where the keyboard goes on when this row is gone: the next one, else the one before, else to a new chat. */
function neighbourOf({ id }: ThreadSummary): HTMLElement | null {
  const rows = [...document.querySelectorAll<HTMLElement>("#thread-history .row > a")];
  const at = rows.findIndex((row) => row.id === `thread-${id}`);
  return rows[at + 1] ?? rows[at - 1] ?? document.getElementById("new-chat-button");
}
