// The tasks of an app with how far each is. One that belongs to a message or a step leads there.
import { useChatClient, useOverview } from "@colloquy/client/react";
import type { StepId } from "@colloquy/protocol";
import { ArrowUpRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useUiStore } from "../../../app/app-context.tsx";
import { isNarrow } from "../../../app/ui-store.ts";
import { toPlain } from "../../../components/markdown/plain-text.ts";
import { Icon } from "../../../components/ui/icon.tsx";
import { lightUp, showMessage } from "../../find/show-message.ts";
import { useTellFailure } from "../../thread/use-tell-failure.ts";
import type { ElementViewProps } from "../element-view.ts";
import { TaskGlyph } from "./task-glyph.tsx";
import { type Task, toTaskList } from "./task-list.ts";
import { TaskTitle } from "./task-title.tsx";
import "../../../theme/parts/tasks.css";

export function TaskListView({ element }: ElementViewProps) {
  const { t } = useTranslation();
  const { status, tasks } = toTaskList(element);
  const done = tasks.filter((task) => task.status === "done").length;
  return (
    <div className="tasklist">
      <p className="task-status" role="status">
        <bdi>{status}</bdi>
        {tasks.length > 0 && <span className="num">{t("tasks.progress", { done, count: tasks.length })}</span>}
      </p>
      {tasks.length > 0 ? <Progress done={done} count={tasks.length} /> : <p className="mute">{t("tasks.empty")}</p>}
      <ol>
        {tasks.map((task, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a task is its place in the list
          <TaskRow key={index} task={task} />
        ))}
      </ol>
    </div>
  );
}

/** The words beside it say the same. */
function Progress({ done, count }: { readonly done: number; readonly count: number }) {
  return <div className="task-bar" aria-hidden style={{ "--v": done / count } as object} />;
}

function TaskRow({ task: { title, status, forId } }: { readonly task: Task }) {
  const { t } = useTranslation();
  const show = useShowStep();
  return (
    <li className={`task task-status-${status}`} aria-current={status === "running" ? "step" : undefined}>
      <TaskGlyph status={status} />
      <div className="task-title">
        <TaskTitle title={title} />
      </div>
      {forId && (
        <button
          type="button"
          className="icon sm task-go"
          data-tip={t("tasks.show")}
          aria-label={t("tasks.showNamed", { title: toPlain(title) })}
          onClick={() => show(forId)}
        >
          <Icon of={ArrowUpRight} size="s" flip />
        </button>
      )}
    </li>
  );
}

/** Leads to a step of this chat. Where the panel lies over the chat it makes room. */
function useShowStep(): (stepId: StepId) => void {
  const client = useChatClient();
  const ui = useUiStore();
  const tellFailure = useTellFailure();
  const threadId = useOverview((overview) => overview.thread.id);
  return (stepId) => {
    if (isNarrow()) ui.set({ panel: undefined });
    showMessage(client, ui, { threadId, stepId }, new AbortController().signal).then((shown) => {
      if (shown.kind === "shown") lightUp(shown.element, true);
    }, tellFailure);
  };
}
