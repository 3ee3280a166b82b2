import { newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { currentTask, toTaskList } from "./task-list.ts";

describe("A list of tasks", () => {
  it("is what an app sent, without what is no task", () => {
    const forId = newId();
    const tasks = [
      { title: "Read", status: "done", forId },
      { title: "Write", status: "dancing", forId: "x" },
      "no",
      null,
      { status: "done" },
    ];
    expect(toTaskList({ props: { status: "Working", tasks } })).toEqual({
      title: undefined,
      status: "Working",
      tasks: [
        { title: "Read", status: "done", forId },
        { title: "Write", status: "ready", forId: undefined },
      ],
    });
    expect(toTaskList({})).toEqual({ title: undefined, status: "", tasks: [] });
  });

  it.each([
    [["done", "ready", "running"], 2],
    [["done", "ready", "ready"], 1],
    [["done", "failed"], 1],
  ])("of %j shows task %i in one line", (statuses, at) => {
    const list = toTaskList({ props: { tasks: statuses.map((status, index) => ({ title: String(index), status })) } });
    expect(currentTask(list)?.title).toBe(String(at));
  });
});
