// What can be done with the chats that are chosen, below the list.
import { Archive, ArchiveRestore, FolderInput, Pin, RotateCcw, Tags, Trash2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { rovingKeys } from "../../components/ui/roving-keys.ts";
import { focusRowSoon } from "./find-row.ts";
import type { History } from "./history-context.ts";
import type { Chosen } from "./use-chosen.ts";

export function ChosenBar({ chosen, history }: { readonly chosen: Chosen; readonly history: History }) {
  const { t } = useTranslation();
  const { threads } = chosen;
  const { view } = history;
  const clear = () => {
    const last = threads.at(-1);
    chosen.clear();
    if (last) focusRowSoon(last.id);
  };
  const archived = view.kind === "archived";
  const allPinned = threads.every(({ pinnedAt }) => pinnedAt !== undefined);
  return (
    <div className="chosen-bar">
      <div className="chosen-count">
        <span role="status">{t("history.chosen", { number: threads.length })}</span>
        <IconButton icon={X} small id="clear-chosen" label={t("history.clearChosen")} onClick={clear} />
      </div>
      <div className="chosen-tools" role="toolbar" aria-label={t("history.chosen", { number: threads.length })} onKeyDown={rovingKeys}>
        {view.kind === "deleted" ? (
          <>
            <IconButton
              icon={RotateCcw}
              id="restore-chosen"
              label={t("history.restore")}
              onClick={() => history.change(threads, { deleted: false })}
            />
            <IconButton
              icon={Trash2}
              className="danger"
              id="purge-chosen"
              label={t("history.purge")}
              onClick={() => history.ask("purge", threads)}
            />
          </>
        ) : (
          <>
            <IconButton
              icon={Pin}
              id="pin-chosen"
              label={t(allPinned ? "history.unpin" : "history.pin")}
              onClick={() => history.change(threads, { pinned: !allPinned })}
            />
            <IconButton icon={FolderInput} id="move-chosen" label={t("history.move")} onClick={() => history.ask("folder", threads)} />
            <IconButton icon={Tags} id="tag-chosen" label={t("history.tags")} onClick={() => history.ask("tags", threads)} />
            <IconButton
              icon={archived ? ArchiveRestore : Archive}
              id="archive-chosen"
              label={t(archived ? "history.unarchive" : "history.archive")}
              onClick={() => history.change(threads, { archived: !archived })}
            />
            <IconButton
              icon={Trash2}
              className="danger"
              id="delete-chosen"
              label={t("history.delete")}
              onClick={() => history.remove(threads)}
            />
          </>
        )}
      </div>
    </div>
  );
}
