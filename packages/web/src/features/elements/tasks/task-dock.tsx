// Above the message box: how far the app's tasks are, as long as their list is not in view.
import { useOverview } from "@colloquy/client/react";
import type { Element } from "@colloquy/protocol";
import { Suspense } from "react";
import { useUi } from "../../../app/app-context.tsx";
import { lazyPart } from "../../../components/ui/lazy-part.tsx";
import { newestTaskList } from "./newest-task-list.ts";

const TaskProgress = lazyPart<{ readonly element: Element }>(async () => (await import("./task-progress.tsx")).TaskProgress);

export function TaskDock() {
  const element = useOverview(({ elements }) => newestTaskList(elements));
  const inView = useUi((state) => state.panel === "tasks");
  if (!element || inView) return null;
  return (
    <Suspense>
      <TaskProgress element={element} />
    </Suspense>
  );
}
