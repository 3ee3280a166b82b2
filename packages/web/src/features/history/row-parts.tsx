// The name of a chat in the list, and its menu. While an answer is written in it only the time of the line changes, which neither shows: they are
// not drawn again then.
import type { ThreadSummary } from "@colloquy/protocol";
import { Check, Ellipsis } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { Icon } from "../../components/ui/icon.tsx";
import { Menu } from "../../components/ui/menu.tsx";
import type { History } from "./history-context.ts";
import { toRowMenu } from "./row-menu.ts";
import { isSameLine } from "./same-line.ts";

export interface LineProps {
  readonly thread: ThreadSummary;
  readonly history: History;
  /** Tab stops here. */
  readonly stop: boolean;
  readonly name: string;
}

interface RowNameProps extends LineProps {
  readonly chosen: boolean | undefined;
  readonly current: boolean;
  readonly markId: string;
}

export const RowName = memo(function RowName({ thread, history, chosen, current, stop, name, markId }: RowNameProps) {
  const id = `thread-${thread.id}`;
  const tabIndex = stop ? 0 : -1;
  const onClick = (event: MouseEvent) => {
    if (!history.press(thread, event)) return;
    event.preventDefault();
  };
  const words = <bdi>{name}</bdi>;
  if (chosen !== undefined)
    return (
      // biome-ignore lint/a11y/useSemanticElements: the whole line is what is ticked, with the keys that every line has
      <button
        type="button"
        className="t link"
        role="checkbox"
        aria-checked={chosen}
        aria-describedby={markId}
        id={id}
        tabIndex={tabIndex}
        onClick={onClick}
      >
        <span className="tickbox" aria-hidden>
          {chosen && <Icon of={Check} size="s" />}
        </span>
        {words}
      </button>
    );
  if (thread.deletedAt !== undefined)
    return (
      <button type="button" className="t link" id={id} tabIndex={tabIndex} aria-describedby={markId} onClick={onClick}>
        {words}
      </button>
    );
  return (
    <Link
      className="t link"
      id={id}
      tabIndex={tabIndex}
      to={`/thread/${thread.id}`}
      aria-current={current ? "page" : undefined}
      aria-describedby={markId}
      draggable={history.marks}
      onDragStart={(event) => history.drag(event, thread)}
      onClick={onClick}
    >
      {words}
    </Link>
  );
}, isSameLine);

export const RowMenu = memo(function RowMenu({ thread, history, stop, name }: LineProps) {
  const { t, i18n } = useTranslation();
  return (
    <Menu
      dir={i18n.dir()}
      icon={Ellipsis}
      small
      tabIndex={stop ? 0 : -1}
      label={t("history.more", { name })}
      className="more thread-options"
      items={toRowMenu(t, thread, history)}
    />
  );
}, isSameLine);
