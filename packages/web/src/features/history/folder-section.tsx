// The projects above the list: each opens its chats, and takes those that are dropped onto it.
import { useFolders } from "@colloquy/client/react";
import { type Folder, isUuid, type ThreadId } from "@colloquy/protocol";
import { Folder as FolderIcon, Plus } from "lucide-react";
import { type DragEvent, memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { OverlayPart } from "../../app/part.tsx";
import { Icon } from "../../components/ui/icon.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import type { History } from "./history-context.ts";
import type { HistoryView } from "./history-view.ts";
import { NewFolderDialog } from "./late-dialogs.ts";
import { DRAGGED_TYPE } from "./use-history.ts";

interface FolderSectionProps {
  readonly onView: (view: HistoryView) => void;
  readonly history: History;
}

export const FolderSection = memo(function FolderSection({ onView, history }: FolderSectionProps) {
  const { t } = useTranslation();
  const { folders } = useFolders();
  const [adding, setAdding] = useState(false);
  if (folders.length === 0) return null;
  return (
    <section className="folders" aria-label={t("history.projects")}>
      <div className="folders-head">
        <h2>{t("history.projects")}</h2>
        <IconButton icon={Plus} small id="new-folder" label={t("history.newProject")} onClick={() => setAdding(true)} />
      </div>
      <ul>
        {folders.map((folder) => (
          <FolderRow key={folder.id} folder={folder} history={history} onOpen={() => onView({ kind: "folder", folderId: folder.id })} />
        ))}
      </ul>
      {adding && (
        <OverlayPart onClose={() => setAdding(false)}>
          <NewFolderDialog onClose={() => setAdding(false)} />
        </OverlayPart>
      )}
    </section>
  );
});

interface FolderRowProps {
  readonly folder: Folder;
  readonly history: History;
  readonly onOpen: () => void;
}

function FolderRow({ folder, history, onOpen }: FolderRowProps) {
  const [over, setOver] = useState(false);
  const takes = (event: DragEvent) => event.dataTransfer.types.includes(DRAGGED_TYPE);
  const onDrop = (event: DragEvent) => {
    setOver(false);
    if (!takes(event)) return;
    event.preventDefault();
    const threads = readDragged(event.dataTransfer.getData(DRAGGED_TYPE));
    if (threads.length > 0) history.change(threads, { folderId: folder.id });
  };
  return (
    <li>
      <button
        type="button"
        className="row"
        id={`folder-${folder.id}`}
        data-over={over || undefined}
        onClick={onOpen}
        onDragOver={(event) => {
          if (!takes(event)) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Icon of={FolderIcon} />
        <span className="t">
          <bdi>{folder.name}</bdi>
        </span>
      </button>
    </li>
  );
}

/** Only the ids of chats were put there; whoever drops something else has none. */
function readDragged(text: string): { readonly id: ThreadId }[] {
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) ? ids.filter(isThreadId).map((id) => ({ id })) : [];
  } catch {
    return [];
  }
}

function isThreadId(value: unknown): value is ThreadId {
  return typeof value === "string" && isUuid(value);
}
