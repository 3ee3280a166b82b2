// Which chats are shown when it is not all of them, and the way back to all.
import { useFolders } from "@colloquy/client/react";
import { ArrowLeft, Ellipsis, Pencil, Trash2 } from "lucide-react";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { OverlayPart } from "../../app/part.tsx";
import { IconButton } from "../../components/ui/icon-button.tsx";
import { Menu } from "../../components/ui/menu.tsx";
import { useTellFailure } from "../thread/use-tell-failure.ts";
import { EmptyTrash } from "./empty-trash.tsx";
import { ALL, type HistoryView } from "./history-view.ts";
import { DeleteFolderDialog } from "./late-dialogs.ts";
import { RenameField } from "./rename-field.tsx";

interface ViewHeadProps {
  readonly view: HistoryView;
  readonly onView: (view: HistoryView) => void;
  /** There are chats in it. */
  readonly hasAny: boolean;
}

export const ViewHead = memo(function ViewHead({ view, onView, hasAny }: ViewHeadProps) {
  const { t, i18n } = useTranslation();
  const { folders, store } = useFolders();
  const tell = useTellFailure();
  const [mode, setMode] = useState<"rest" | "rename" | "delete">("rest");
  const folder = view.kind === "folder" ? folders.find(({ id }) => id === view.folderId) : undefined;
  const title =
    view.kind === "folder" ? (folder?.name ?? t("history.projects")) : view.kind === "tag" ? view.tag : t(`history.view.${view.kind}`);
  return (
    <div className="view-head">
      <IconButton icon={ArrowLeft} small flip id="all-chats" label={t("history.back")} onClick={() => onView(ALL)} />
      {folder && mode === "rename" ? (
        <RenameField
          name={folder.name}
          label={t("history.projectName")}
          onSave={(name) => store.rename(folder.id, name).catch(tell)}
          onDone={() => setMode("rest")}
        />
      ) : (
        <h2>
          <bdi>{title}</bdi>
        </h2>
      )}
      {folder && mode !== "rename" && (
        <Menu
          dir={i18n.dir()}
          icon={Ellipsis}
          small
          id="folder-options"
          label={t("history.more", { name: folder.name })}
          items={[
            {
              kind: "command",
              id: "rename-folder",
              icon: Pencil,
              label: t("history.rename"),
              movesFocus: true,
              run: () => setMode("rename"),
            },
            { kind: "line" },
            {
              kind: "command",
              id: "delete-folder",
              icon: Trash2,
              label: t("history.deleteProject"),
              danger: true,
              run: () => setMode("delete"),
            },
          ]}
        />
      )}
      {view.kind === "deleted" && hasAny && <EmptyTrash />}
      {folder && mode === "delete" && (
        <OverlayPart onClose={() => setMode("rest")}>
          <DeleteFolderDialog folder={folder} onClose={() => setMode("rest")} onDeleted={() => onView(ALL)} />
        </OverlayPart>
      )}
    </div>
  );
});
