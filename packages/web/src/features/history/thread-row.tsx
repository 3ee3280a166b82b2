// One chat in the list: a link with what is to be said of it, and its menu. While several are chosen it is something to tick.
import { useOverview } from "@colloquy/client/react";
import type { ThreadSummary } from "@colloquy/protocol";
import { Pin } from "lucide-react";
import { type MouseEvent, memo, useId } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../components/ui/icon.tsx";
import { toLocale } from "../thread/times.ts";
import type { History } from "./history-context.ts";
import { RenameField } from "./rename-field.tsx";
import { RowMenu, RowName } from "./row-parts.tsx";
import type { RowPlace } from "./thread-rows.tsx";

interface ThreadRowProps extends RowPlace {
  readonly thread: ThreadSummary;
  readonly history: History;
  readonly renaming: boolean;
  /** Undefined while nothing is chosen. */
  readonly chosen: boolean | undefined;
}

export const ThreadRow = memo(function ThreadRow({ thread, history, renaming, chosen, place, total, top, stop }: ThreadRowProps) {
  const { t } = useTranslation();
  // What the line says of itself is heard with its name by who walks through the list.
  const markId = useId();
  const current = useOverview((overview) => overview.thread.id === thread.id);
  const name = thread.name ?? t("shell.untitled");
  const line = {
    "data-place": place,
    "aria-setsize": total,
    "aria-posinset": place + 1,
    style: { insetBlockStart: top },
  };
  if (renaming)
    return (
      <li className="row" {...line}>
        <RenameField
          name={name}
          label={t("history.newName")}
          onSave={(wanted) => history.rename(thread, wanted)}
          onDone={(byKeyboard) => history.endRename(thread, byKeyboard)}
        />
      </li>
    );
  const onContextMenu = (event: MouseEvent<HTMLElement>) => {
    const button = event.currentTarget.querySelector<HTMLElement>(".thread-options");
    if (!button || (event.target as Element).closest("input")) return;
    event.preventDefault();
    button.focus();
    // As the key that opens it does: its first line has the focus then.
    button.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true }));
  };
  const unread = thread.unread === true && !current;
  return (
    <li
      className={`row ${unread ? "unread" : ""}`}
      data-current={current || undefined}
      data-chosen={chosen || undefined}
      onContextMenu={onContextMenu}
      {...line}
    >
      <RowName thread={thread} history={history} chosen={chosen} current={current} stop={stop} name={name} markId={markId} />
      <RowMark id={markId} thread={thread} keptDays={history.keepDeletedDays} current={current} unread={unread} />
      {chosen === undefined && <RowMenu thread={thread} history={history} stop={stop} name={name} />}
    </li>
  );
});

interface RowMarkProps {
  readonly id: string;
  readonly thread: ThreadSummary;
  readonly keptDays: number;
  readonly current: boolean;
  readonly unread: boolean;
}

/** What a chat says of itself, one thing at a time: it waits for an answer, it works, it has news, it is pinned, or how long it is still there. */
function RowMark({ id, thread, keptDays, current, unread }: RowMarkProps) {
  const { t, i18n } = useTranslation();
  // The open chat knows it by itself, and sooner.
  const busy = useOverview((overview) => (current ? overview.busy : thread.running === true));
  const waits = useOverview((overview) => (current ? overview.asks.length > 0 : thread.waits === true));
  if (thread.deletedAt !== undefined) {
    const days = new Intl.NumberFormat(toLocale(i18n.language), { style: "unit", unit: "day", unitDisplay: "long" });
    return (
      <span className="aside" id={id}>
        {days.format(daysLeft(thread.deletedAt, keptDays, Date.now()))}
      </span>
    );
  }
  if (waits) return <span className="dot wait" id={id} role="img" aria-label={t("ask.waits", { count: 1 })} />;
  if (busy) return <span className="spin" id={id} role="img" aria-label={t("chat.working")} />;
  if (unread) return <span className="dot" id={id} role="img" aria-label={t("history.unread")} />;
  if (thread.pinnedAt === undefined) return null;
  return (
    <span className="pinned" id={id} role="img" aria-label={t("history.pinned")}>
      <Icon of={Pin} size="s" />
    </span>
  );
}

function daysLeft(deletedAt: string, keptDays: number, now: number): number {
  return Math.max(1, Math.ceil((Date.parse(deletedAt) - now) / 86_400_000 + keptDays));
}
