// The newest list of tasks, beside the chat.
import { useOverview } from "@colloquy/client/react";
import { useTranslation } from "react-i18next";
import { InPanel } from "../../../app/panel-slots.tsx";
import { newestTaskList } from "../tasks/newest-task-list.ts";
import { toTaskList } from "../tasks/task-list.ts";
import { TaskListView } from "../tasks/task-list-view.tsx";

export function TasksTab() {
  const { t } = useTranslation();
  const element = useOverview(({ elements }) => newestTaskList(elements));
  if (!element) return null;
  return (
    <>
      <InPanel slot="title">
        <bdi>{toTaskList(element).title ?? t("tasks.title")}</bdi>
      </InPanel>
      <TaskListView element={element} url={undefined} place="panel" />
    </>
  );
}
