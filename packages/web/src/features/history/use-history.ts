// What can be done with chats in the list, and what it asks before.
import type { ThreadList, ThreadMarks } from "@colloquy/client";
import { useChatClient } from "@colloquy/client/react";
import type { FolderId, ThreadId, ThreadSummary } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useConfig, useUiStore } from "../../app/app-context.tsx";
import { findVisible, focusRowSoon } from "./find-row.ts";
import type { History, HistoryQuestion, NamedThread } from "./history-context.ts";
import type { HistoryView } from "./history-view.ts";
import { UNDO_MS } from "./undo-ms.ts";
import { type Chosen, useChosen } from "./use-chosen.ts";
import { useNavigation } from "./use-navigation.ts";

/** What is dragged from the list onto a folder. */
export const DRAGGED_TYPE = "application/x-colloquy-chats";

export interface Asked {
  readonly question: HistoryQuestion;
  readonly threads: readonly ThreadSummary[];
}

export interface HistoryState {
  readonly history: History;
  readonly chosen: Chosen;
  readonly renaming: ThreadId | undefined;
  readonly asked: Asked | undefined;
  readonly closeQuestion: () => void;
}

export function useHistory(list: ThreadList, view: HistoryView): HistoryState {
  const { t } = useTranslation();
  const ui = useUiStore();
  const { folders } = useChatClient();
  const { features, keepDeletedDays } = useConfig();
  const { marks, sharing = false } = features;
  const navigation = useNavigation();
  const chosen = useChosen(list);
  const [renaming, setRenaming] = useState<ThreadId>();
  const [asked, setAsked] = useState<Asked>();
  // The lines keep one object; what it does is always the newest.
  const now = useRef({ t, list, chosen, navigation });
  useEffect(() => {
    now.current = { t, list, chosen, navigation };
  });
  const history = useMemo((): History => {
    const fail = (error: Error) => ui.toast({ tone: "error", title: now.current.t("history.changeFailed"), text: error.message });
    const change = (threads: readonly NamedThread[], wanted: ThreadMarks) => {
      const ids = threads.map(({ id }) => id);
      const keepsFocus = focusAfter(ids);
      now.current.chosen.clear();
      now.current.list
        .change(ids, wanted)
        .then(() => tellChange(threads, wanted))
        .catch(fail);
      keepsFocus();
    };
    const tellChange = (threads: readonly NamedThread[], wanted: ThreadMarks) => {
      const back = undoOf(wanted);
      if (!back) {
        const told = whereTo(now.current.t, wanted, (id) => folders.getView().folders.find((folder) => folder.id === id)?.name);
        if (told) ui.toast({ tone: "success", ...told });
        return;
      }
      const { t: say, navigation: go } = now.current;
      const ids = threads.map(({ id }) => id);
      const wasOpen = wanted.deleted ? threads.find(({ id }) => go.leaveGone((open) => open === id)) : undefined;
      const undo = () => {
        now.current.list
          .change(ids, back)
          .then(() => wasOpen && now.current.navigation.openAgain(wasOpen.id))
          .catch(fail);
      };
      const name = threads[0]?.name ?? say("shell.untitled");
      ui.toast({
        tone: "success",
        title: titleOf(say, wanted, threads.length),
        text: threads.length === 1 ? `“${name}”` : `“${name}” +${threads.length - 1}`,
        lasts: UNDO_MS,
        action: { label: say("settings.undo"), run: undo },
      });
    };
    return {
      view,
      marks,
      sharing,
      keepDeletedDays,
      change,
      remove: (threads) => {
        if (marks && keepDeletedDays > 0) change(threads, { deleted: true });
        else setAsked({ question: threads.length === 1 ? "delete" : "purge", threads });
      },
      ask: (question, threads) => setAsked({ question, threads }),
      beginRename: ({ id }) => setRenaming(id),
      rename: ({ id }, name) =>
        void now.current.list
          .rename(id, name)
          .catch((error: Error) => ui.toast({ tone: "error", title: now.current.t("history.renameFailed"), text: error.message })),
      endRename: ({ id }, byKeyboard) => {
        setRenaming(undefined);
        if (byKeyboard) focusRowSoon(id);
      },
      exportChat: ({ id }) => ui.set({ dialog: "export", exporting: id, drawer: false }),
      share: ({ id }) => ui.set({ dialog: "share", sharing: { threadId: id }, drawer: false }),
      choose: (thread) => {
        now.current.chosen.toggle(thread);
        focusRowSoon(thread.id);
      },
      press: (thread, event) => {
        const { chosen: those } = now.current;
        if (marks && event.shiftKey) those.reach(thread);
        else if (marks && (event.ctrlKey || event.metaKey)) those.toggle(thread);
        else if (those.threads.length > 0) those.toggle(thread);
        else if (thread.deletedAt !== undefined) those.toggle(thread);
        else {
          ui.set({ drawer: false });
          return false;
        }
        return true;
      },
      drag: (event, thread) => {
        const { chosen: those } = now.current;
        const threads = those.has(thread.id) ? those.threads : [thread];
        event.dataTransfer.setData(DRAGGED_TYPE, JSON.stringify(threads.map(({ id }) => id)));
        event.dataTransfer.effectAllowed = "copyMove";
      },
    };
  }, [ui, folders, marks, sharing, keepDeletedDays, view]);
  return { history, chosen, renaming, asked, closeQuestion: () => setAsked(undefined) };
}

/** What has become of chats that were sorted: it shows nowhere else. */
function whereTo(
  t: TFunction,
  { folderId, addTags = [], removeTags = [] }: ThreadMarks,
  nameOf: (folderId: FolderId) => string | undefined,
): { readonly title: string; readonly text: string } | undefined {
  if (folderId === null) return { title: t("history.movedOut"), text: "" };
  if (folderId !== undefined) return { title: t("history.moved"), text: nameOf(folderId) ?? "" };
  if (addTags.length + removeTags.length === 0) return undefined;
  return { title: t("history.tagsTitle"), text: [...addTags.map((tag) => `+ ${tag}`), ...removeTags.map((tag) => `− ${tag}`)].join(", ") };
}

/** What takes a change back, where people are offered that. */
function undoOf({ deleted, archived }: ThreadMarks): ThreadMarks | undefined {
  if (deleted) return { deleted: false };
  return archived === undefined ? undefined : { archived: !archived };
}

function titleOf(t: TFunction, { deleted, archived }: ThreadMarks, count: number): string {
  if (deleted) return t("data.deleted", { count });
  return t(archived ? "history.view.archived" : "history.unarchived");
}

/** Where the keyboard goes on when these lines are gone: the next one, else the one before, else to a new chat. */
function focusAfter(ids: readonly ThreadId[]): () => void {
  const rows = [...document.querySelectorAll<HTMLElement>("#thread-history li .link")].filter((row) => row.checkVisibility());
  const gone = new Set(ids.map((id) => `thread-${id}`));
  const at = rows.findIndex(({ id }) => gone.has(id));
  const next = rows.slice(at).find(({ id }) => !gone.has(id)) ?? rows.slice(0, Math.max(at, 0)).findLast(({ id }) => !gone.has(id));
  const nextId = next?.id ?? "new-chat-button";
  return () =>
    requestAnimationFrame(() => {
      // What is ticked is another element than what is opened: it is looked up once it is drawn.
      if (at >= 0 && document.activeElement === document.body) findVisible(nextId)?.focus({ preventScroll: true });
    });
}
