// Which chats the sidebar shows: all, the archived, the deleted ones, or those with a tag.
import { useChatClient, useFolders } from "@colloquy/client/react";
import type { TagCount } from "@colloquy/protocol";
import { Archive, FolderPlus, ListFilter, MessagesSquare, Tag, Trash2 } from "lucide-react";
import { useCallback, useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { useConfig } from "../../app/app-context.tsx";
import { OverlayPart } from "../../app/part.tsx";
import { Menu } from "../../components/ui/menu.tsx";
import type { MenuEntry } from "../../components/ui/menu-entry.ts";
import { type HistoryView, keyOf } from "./history-view.ts";
import { NewFolderDialog } from "./late-dialogs.ts";

interface ViewMenuProps {
  readonly view: HistoryView;
  readonly onView: (view: HistoryView) => void;
}

/** A menu is read to its end. */
const MOST_TAGS = 30;

/** Who has no chats has no tags: they are not asked for. */
export function ViewMenu(props: ViewMenuProps) {
  const { threads } = useChatClient();
  // Nothing but that: the list changes while an answer is written.
  const subscribe = useCallback((listener: () => void) => threads.subscribe(listener), [threads]);
  const hasAny = useSyncExternalStore(subscribe, () => threads.getView().threads.length > 0);
  return hasAny ? <WithTags {...props} /> : <Views {...props} tags={[]} />;
}

function WithTags(props: ViewMenuProps) {
  const { tags } = useFolders();
  return <Views {...props} tags={tags} />;
}

function Views({ view, onView, tags }: ViewMenuProps & { readonly tags: readonly TagCount[] }) {
  const { t, i18n } = useTranslation();
  const { keepDeletedDays } = useConfig();
  const [adding, setAdding] = useState(false);
  const choice = (to: HistoryView, icon: typeof Tag, label: string): MenuEntry => ({
    kind: "choice",
    id: `view-${keyOf(to)}`,
    icon,
    label,
    chosen: keyOf(to) === keyOf(view),
    run: () => onView(to),
  });
  const items: readonly MenuEntry[] = [
    choice({ kind: "all" }, MessagesSquare, t("history.view.all")),
    choice({ kind: "archived" }, Archive, t("history.view.archived")),
    ...(keepDeletedDays > 0 ? [choice({ kind: "deleted" }, Trash2, t("history.view.deleted"))] : []),
    ...(tags.length > 0 ? [{ kind: "line" } as const, { kind: "title", id: "tags", label: t("history.tagsTitle") } as const] : []),
    ...tags.slice(0, MOST_TAGS).map(({ tag }) => choice({ kind: "tag", tag }, Tag, tag)),
    { kind: "line" },
    { kind: "command", id: "add-folder", icon: FolderPlus, label: t("history.newProject"), movesFocus: true, run: () => setAdding(true) },
  ];
  return (
    <>
      <Menu dir={i18n.dir()} icon={ListFilter} id="history-views" label={t("history.views")} items={items} />
      {adding && (
        <OverlayPart onClose={() => setAdding(false)}>
          <NewFolderDialog onClose={() => setAdding(false)} />
        </OverlayPart>
      )}
    </>
  );
}
