// A list of tasks with their status, beside the chat. It belongs to the chat and to no message, is stored with it and comes back with it.
import type { StepId } from "@colloquy/protocol";
import { check, checkOptions, list, noMore, oneOf, text, word } from "../../check-given.ts";
import { givenId } from "../given.ts";
import { checkElement, Element, type ElementOptions } from "./element.ts";

/** How far a task is. */
export type TaskStatus = "ready" | "running" | "done" | "failed";

/** What a task is made of. */
export interface TaskOptions {
  /** What is to be done, in words a person reads; Markdown. */
  readonly title: string;
  /** Default `ready`. */
  readonly status?: TaskStatus;
  /** The message or step that a click leads to. */
  readonly forId?: string;
}

const TASK_OPTIONS = { title: word, status: oneOf("ready", "running", "done", "failed"), forId: text };
const TASK_HOW = 'Write new Task("Read the files"), or new Task({ title: "Read the files", status: "running" }).';

/** One task of a `TaskList`. What is set shows after `update()` of the list. */
export class Task {
  /** What is to be done, in words a person reads; Markdown. */
  title: string;
  /** How far it is. */
  status: TaskStatus;
  /** The message or step that a click leads to; undefined for none. */
  forId: StepId | undefined;

  constructor(options: TaskOptions | string);
  constructor(options: TaskOptions | string, ...more: readonly unknown[]) {
    noMore("Task", more, 'Write new Task({ title: "text", status: "running" }).');
    const given = typeof options === "string" ? { title: options } : options;
    checkOptions("Task", given ?? null, TASK_OPTIONS, TASK_HOW);
    check("Task", "title", given.title, word, TASK_HOW);
    this.title = given.title;
    this.status = given.status ?? "ready";
    this.forId = given.forId === undefined ? undefined : givenId<StepId>(given.forId, "forId");
  }

  /** As plain data. */
  toJSON(): TaskOptions {
    const { title, status, forId } = this;
    check("Task", "title", title, word, TASK_HOW);
    check("Task", "status", status, TASK_OPTIONS.status);
    return { title, status, ...(forId !== undefined && { forId: givenId(forId, "forId") }) };
  }
}

/** What a list of tasks is made of. */
export interface TaskListOptions extends Omit<ElementOptions, "display" | "size" | "language" | "mime"> {
  /** The heading above the tasks. Default: in words of the page. */
  readonly title?: string;
  /** How far the whole is, in a few words. Default "Ready". */
  readonly status?: string;
  /** The tasks, in order. */
  readonly tasks?: readonly (Task | TaskOptions | string)[];
}

const HOW = 'Write new TaskList({ tasks: ["Read the files", "Write the report"] }).';

/**
 * A list of tasks, shown beside the chat as long as it is there. Change its tasks, then call `update()`.
 *
 * @example
 * const tasks = await new TaskList({ status: "Working…" }).send();
 * const task = tasks.addTask({ title: "Read the files", status: "running" });
 * await tasks.update();
 * task.status = "done";
 * await tasks.update();
 *
 * @throws NO_CHAT_CONTEXT outside of a chat, BAD_INPUT for wrong options.
 */
export class TaskList extends Element {
  constructor(options: TaskListOptions = {}) {
    checkElement("TaskList", options, { title: text, status: text, tasks: list }, HOW);
    const tasks = (options.tasks ?? []).map(toTask);
    super({
      type: "tasklist",
      where: "TaskList",
      options,
      name: "tasks",
      ofThread: true,
      props: { status: options.status ?? "Ready", title: options.title, tasks },
    });
  }

  /** The heading above the tasks; undefined for the page's own words. */
  get title(): string | undefined {
    return this.values["title"] as string | undefined;
  }

  set title(title: string | undefined) {
    this.values["title"] = title;
  }

  /** How far the whole is, in a few words. */
  get status(): string {
    return String(this.values["status"] ?? "");
  }

  set status(status: string) {
    check("TaskList", "status", status, text);
    this.values["status"] = status;
  }

  /** The tasks, in order; change the list and the tasks as you like. */
  get tasks(): Task[] {
    const { tasks } = this.values;
    // Of a list that comes out of the store they are plain data until somebody asks.
    if (!Array.isArray(tasks) || !tasks.every((task) => task instanceof Task))
      this.values["tasks"] = Array.isArray(tasks) ? tasks.map(toTask) : [];
    return this.values["tasks"] as Task[];
  }

  /** Puts a task behind the others, and returns it. */
  addTask(task: Task | TaskOptions | string): Task {
    const added = toTask(task);
    this.tasks.push(added);
    return added;
  }
}

function toTask(task: Task | TaskOptions | string): Task {
  return task instanceof Task ? task : new Task(task);
}
