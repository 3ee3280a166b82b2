// A list of tasks as it stands in an element.
import { type Element, isUuid, type StepId } from "@colloquy/protocol";

export const TASK_STATUSES = ["ready", "running", "done", "failed"] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];

export interface Task {
  /** Markdown, in one line. */
  readonly title: string;
  readonly status: TaskStatus;
  /** The message or step it leads to. */
  readonly forId: StepId | undefined;
}

export interface TaskList {
  /** What it is called; undefined for the page's own word. */
  readonly title: string | undefined;
  /** How far the whole is, in the app's words. */
  readonly status: string;
  readonly tasks: readonly Task[];
}

/** What an app sends may be anything: what is no task is left out. */
export function toTaskList({ props = {} }: Pick<Element, "props">): TaskList {
  const { title, status, tasks } = props;
  return {
    title: typeof title === "string" && title !== "" ? title : undefined,
    status: typeof status === "string" ? status : "",
    tasks: (Array.isArray(tasks) ? tasks : []).map(toTask).filter((task) => task !== undefined),
  };
}

function toTask(given: unknown): Task | undefined {
  if (typeof given !== "object" || given === null) return undefined;
  const { title, status, forId } = given as Partial<Record<string, unknown>>;
  if (typeof title !== "string") return undefined;
  return {
    title,
    status: TASK_STATUSES.find((known) => known === status) ?? "ready",
    forId: typeof forId === "string" && isUuid(forId) ? (forId as StepId) : undefined,
  };
}

/** The task that is worked on, else the next one, else the last. */
export function currentTask({ tasks }: TaskList): Task | undefined {
  return tasks.find(({ status }) => status === "running") ?? tasks.find(({ status }) => status === "ready") ?? tasks.at(-1);
}
