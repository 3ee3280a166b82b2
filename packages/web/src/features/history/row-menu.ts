// The menu of a chat in the list. What the app's storage cannot do is not in it.
import type { ThreadSummary } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import {
  Archive,
  ArchiveRestore,
  CircleDot,
  Download,
  FolderInput,
  ListChecks,
  MailOpen,
  Pencil,
  Pin,
  PinOff,
  RotateCcw,
  Share2,
  Tags,
  Trash2,
} from "lucide-react";
import type { MenuEntry } from "../../components/ui/menu-entry.ts";
import type { History } from "./history-context.ts";

export function toRowMenu(t: TFunction, thread: ThreadSummary, history: History): readonly MenuEntry[] {
  const { marks } = history;
  const one = [thread];
  const choose: MenuEntry = {
    kind: "command",
    id: "select-thread",
    icon: ListChecks,
    label: t("history.select"),
    movesFocus: true,
    run: () => history.choose(thread),
  };
  if (thread.deletedAt !== undefined)
    return [
      {
        kind: "command",
        id: "restore-thread",
        icon: RotateCcw,
        label: t("history.restore"),
        run: () => history.change(one, { deleted: false }),
      },
      choose,
      { kind: "line" },
      { kind: "command", id: "purge-thread", icon: Trash2, label: t("history.purge"), danger: true, run: () => history.ask("purge", one) },
    ];
  const pinned = thread.pinnedAt !== undefined;
  const archived = thread.archivedAt !== undefined;
  const unread = thread.unread === true;
  const marking: readonly MenuEntry[] = [
    {
      kind: "command",
      id: "pin-thread",
      icon: pinned ? PinOff : Pin,
      label: t(pinned ? "history.unpin" : "history.pin"),
      run: () => history.change(one, { pinned: !pinned }),
    },
    {
      kind: "command",
      id: "read-thread",
      icon: unread ? MailOpen : CircleDot,
      label: t(unread ? "history.markRead" : "history.markUnread"),
      run: () => history.change(one, { read: unread }),
    },
    { kind: "command", id: "move-thread", icon: FolderInput, label: t("history.move"), run: () => history.ask("folder", one) },
    { kind: "command", id: "tag-thread", icon: Tags, label: t("history.tags"), run: () => history.ask("tags", one) },
  ];
  const archiving: MenuEntry = {
    kind: "command",
    id: "archive-thread",
    icon: archived ? ArchiveRestore : Archive,
    label: t(archived ? "history.unarchive" : "history.archive"),
    run: () => history.change(one, { archived: !archived }),
  };
  const sharing: MenuEntry = {
    kind: "command",
    id: "share-thread",
    icon: Share2,
    label: t("share.open"),
    movesFocus: true,
    run: () => history.share(thread),
  };
  return [
    {
      kind: "command",
      id: "rename-thread",
      icon: Pencil,
      label: t("history.rename"),
      keys: "F2",
      movesFocus: true,
      run: () => history.beginRename(thread),
    },
    ...(marks ? marking : []),
    {
      kind: "command",
      id: "export-thread",
      icon: Download,
      label: t("export.open"),
      movesFocus: true,
      run: () => history.exportChat(thread),
    },
    ...(history.sharing ? [sharing] : []),
    ...(marks ? [choose] : []),
    { kind: "line" },
    ...(marks ? [archiving] : []),
    { kind: "command", id: "delete-thread", icon: Trash2, label: t("history.delete"), danger: true, run: () => history.remove(one) },
  ];
}
