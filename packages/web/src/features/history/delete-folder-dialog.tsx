// A project goes, its chats stay: that is said before.
import { useFolders } from "@colloquy/client/react";
import type { Folder } from "@colloquy/protocol";
import { useTranslation } from "react-i18next";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { ConfirmDialog } from "./confirm-dialog.tsx";

interface DeleteFolderDialogProps {
  readonly folder: Folder;
  readonly onClose: () => void;
  readonly onDeleted: () => void;
}

export function DeleteFolderDialog({ folder, onClose, onDeleted }: DeleteFolderDialogProps) {
  const { t } = useTranslation();
  const { store } = useFolders();
  const tell = useTellFailure();
  const remove = () => {
    onClose();
    onDeleted();
    store.remove(folder.id).catch(tell);
  };
  return (
    <ConfirmDialog
      title={t("history.deleteProject")}
      text={t("history.deleteProjectText", { name: folder.name })}
      action={t("history.delete")}
      onConfirm={remove}
      onClose={onClose}
    />
  );
}
