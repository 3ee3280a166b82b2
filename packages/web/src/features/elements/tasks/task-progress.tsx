// The tasks in one line above the message box, where their list is not in view. Opened, it is the list.
import { ChevronDown, ChevronUp } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import type { ElementViewProps } from "../element-view.ts";
import { TaskGlyph } from "./task-glyph.tsx";
import { currentTask, toTaskList } from "./task-list.ts";
import { TaskListView } from "./task-list-view.tsx";
import { TaskTitle } from "./task-title.tsx";

export function TaskProgress({ element }: Pick<ElementViewProps, "element">) {
  const { t } = useTranslation();
  const id = useId();
  const [open, setOpen] = useState(false);
  const list = toTaskList(element);
  const task = currentTask(list);
  if (!task) return null;
  const done = list.tasks.filter(({ status }) => status === "done").length;
  return (
    <section className="tasklist-mobile" aria-label={list.title ?? t("tasks.title")}>
      <button type="button" className="task-line" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        {open ? (
          <b className="task-title">{list.title ?? t("tasks.title")}</b>
        ) : (
          <>
            <TaskGlyph status={task.status} />
            <span className="task-title">
              <TaskTitle title={task.title} />
            </span>
            <span className="num">{t("tasks.progress", { done, count: list.tasks.length })}</span>
          </>
        )}
        <Icon of={open ? ChevronDown : ChevronUp} size="s" />
      </button>
      <div id={id} hidden={!open}>
        {open && <TaskListView element={element} url={undefined} place="inline" />}
      </div>
    </section>
  );
}
