// Into which project chats go, or out of theirs.
import { useFolders } from "@colloquy/client/react";
import type { FolderId, ThreadSummary } from "@colloquy/protocol";
import { Check, Folder as FolderIcon, FolderMinus, FolderPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Dialog } from "../../components/ui/dialog.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import type { History } from "./history-context.ts";
import { NewFolderDialog } from "./new-folder-dialog.tsx";

interface MoveDialogProps {
  readonly threads: readonly ThreadSummary[];
  readonly history: History;
  readonly onClose: () => void;
}

export function MoveDialog({ threads, history, onClose }: MoveDialogProps) {
  const { t } = useTranslation();
  const { folders } = useFolders();
  const [adding, setAdding] = useState(false);
  const move = (folderId: FolderId | null) => {
    onClose();
    history.change(threads, { folderId });
  };
  if (adding) return <NewFolderDialog onClose={onClose} onCreated={({ id }) => history.change(threads, { folderId: id })} />;
  const isIn = (folderId: FolderId) => threads.every((thread) => thread.folderId === folderId);
  return (
    <Dialog id="move-dialog" title={t("history.moveTitle")} closeLabel={t("common.close")} onClose={onClose}>
      <ul className="choose-list">
        {folders.map((folder) => (
          <li key={folder.id}>
            <button type="button" className="row" aria-current={isIn(folder.id) || undefined} onClick={() => move(folder.id)}>
              <Icon of={FolderIcon} size="s" />
              <span className="t">
                <bdi>{folder.name}</bdi>
              </span>
              {isIn(folder.id) && <Icon of={Check} size="s" />}
            </button>
          </li>
        ))}
        <li>
          <button type="button" className="row" id="move-to-new" onClick={() => setAdding(true)}>
            <Icon of={FolderPlus} size="s" />
            <span className="t">{t("history.newProject")}</span>
          </button>
        </li>
        {threads.some(({ folderId }) => folderId !== undefined) && (
          <li>
            <button type="button" className="row" id="move-out" onClick={() => move(null)}>
              <Icon of={FolderMinus} size="s" />
              <span className="t">{t("history.noProject")}</span>
            </button>
          </li>
        )}
      </ul>
    </Dialog>
  );
}
