// The person's chats in the sidebar: those of one view, with their folders above them and what can be done with several below.
import type { ThreadsView } from "@colloquy/client";
import { useChatClient, useThreads } from "@colloquy/client/react";
import type { ThreadSummary } from "@colloquy/protocol";
import { type KeyboardEvent, useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { OverlayPart } from "../../app/part.tsx";
import { ChosenBar } from "./chosen-bar.tsx";
import { FolderSection } from "./folder-section.tsx";
import { HistorySkeleton } from "./history-skeleton.tsx";
import { type HistoryView, keyOf, toFilter } from "./history-view.ts";
import { HistoryQuestions } from "./late-dialogs.ts";
import { ThreadRow } from "./thread-row.tsx";
import { ThreadRows } from "./thread-rows.tsx";
import { type HistoryState, useHistory } from "./use-history.ts";
import { ViewHead } from "./view-head.tsx";
import "../../theme/parts/history.css";

interface HistoryProps {
  readonly view: HistoryView;
  readonly onView: (view: HistoryView) => void;
}

export function History({ view, onView }: HistoryProps) {
  const client = useChatClient();
  const key = keyOf(view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which view it is
  const list = useMemo(() => (view.kind === "all" ? client.threads : client.threads.where(toFilter(view))), [client, key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which view it is
  const stableView = useMemo(() => view, [key]);
  const { list: _list, ...threads } = useThreads(list);
  const state = useHistory(list, stableView);
  const scroller = useRef<HTMLDivElement>(null);
  const { history, chosen, renaming, asked, closeQuestion } = state;
  // Who has no chats has nothing to sort: nothing more is asked for.
  const hasAny = threads.threads.length > 0;
  const onKey = (event: KeyboardEvent, thread: ThreadSummary, to?: ThreadSummary) => {
    if (keyDone(event, thread, to, state)) event.preventDefault();
  };
  return (
    <>
      <div className="threads" id="thread-history" ref={scroller}>
        {view.kind === "all" ? (
          history.marks && hasAny && <FolderSection onView={onView} history={history} />
        ) : (
          <ViewHead view={stableView} onView={onView} hasAny={hasAny} />
        )}
        <Lines view={threads} kind={view.kind} onRetry={() => void list.refresh()}>
          <ThreadRows key={key} list={list} view={threads} scroller={scroller} choosing={chosen.threads.length > 0} onKey={onKey}>
            {(thread, place) => (
              <ThreadRow
                key={thread.id}
                {...place}
                thread={thread}
                history={history}
                renaming={renaming === thread.id}
                chosen={chosen.threads.length > 0 ? chosen.has(thread.id) : undefined}
              />
            )}
          </ThreadRows>
        </Lines>
      </div>
      {chosen.threads.length > 0 && <ChosenBar chosen={chosen} history={history} />}
      {asked && (
        <OverlayPart onClose={closeQuestion}>
          <HistoryQuestions asked={asked} list={list} history={history} onClose={closeQuestion} onDone={chosen.clear} />
        </OverlayPart>
      )}
    </>
  );
}

interface LinesProps {
  readonly view: ThreadsView;
  readonly kind: HistoryView["kind"];
  readonly onRetry: () => void;
  readonly children: React.ReactNode;
}

/** The lines, or why there are none. */
function Lines({ view: { threads, total, loading, error }, kind, onRetry, children }: LinesProps) {
  const { t } = useTranslation();
  const failed = error && (
    <div className="hint" role="status">
      <p>{t("history.failed")}</p>
      <button type="button" className="btn sm" onClick={onRetry}>
        {t("common.tryAgain")}
      </button>
    </div>
  );
  if (threads.length > 0 || (total ?? 0) > 0)
    return (
      <>
        {children}
        {failed}
      </>
    );
  if (loading) return <HistorySkeleton />;
  if (failed) return failed;
  const empty = {
    all: "history.empty",
    folder: "history.emptyFolder",
    tag: "history.emptyTag",
    archived: "history.emptyArchived",
    deleted: "history.emptyDeleted",
  } as const;
  return <p className="hint">{t(empty[kind])}</p>;
}

/** Keys on a line, besides those that walk: true when it was one of ours. */
function keyDone(
  { key, shiftKey, ctrlKey, metaKey }: KeyboardEvent,
  thread: ThreadSummary,
  to: ThreadSummary | undefined,
  state: HistoryState,
): boolean {
  const { history, chosen } = state;
  const { marks } = history;
  if (to) {
    if (!shiftKey || !marks) return false;
    if (chosen.threads.length === 0) chosen.toggle(thread);
    chosen.reach(to);
    return true;
  }
  if (key === "F2" && thread.deletedAt === undefined) history.beginRename(thread);
  else if (key === "Delete" && chosen.threads.length > 0 && thread.deletedAt === undefined) history.remove(chosen.threads);
  else if (key === "Delete" && thread.deletedAt === undefined) history.remove([thread]);
  else if (key === " " && marks && (chosen.threads.length === 0 || ctrlKey || metaKey)) history.choose(thread);
  else if (key === "Escape" && chosen.threads.length > 0) chosen.clear();
  else return false;
  return true;
}
