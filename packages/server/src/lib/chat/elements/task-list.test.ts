// Lists of tasks. Rows EL-* are those of the feature catalogue.
import { describe, expect, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { doInChat } from "../../testing/do-in-chat.ts";
import { createDurableStores } from "../../testing/durable-stores.ts";
import { openChat } from "../../testing/open-chat.ts";
import { Message } from "../message.ts";
import { userSession } from "../user-session.ts";
import { Task, TaskList } from "./task-list.ts";

describe("a list of tasks", () => {
  it("belongs to the chat and shows how far each task is, as it changes (EL-16)", async () => {
    await using done = await doInChat(async ({ session }) => {
      const step = await new Message("Reading").send();
      const list = await new TaskList({ title: "Work", status: "Working…", tasks: ["Read"] }).send();
      const seen = [session.state.threadElements.map(({ props }) => props)];
      const report = list.addTask({ title: "Report", status: "running", forId: step.id });
      for (const task of list.tasks) task.status = "done";
      list.status = "Done";
      await list.update();
      seen.push(session.state.threadElements.map(({ props }) => props));
      return { seen, stepId: step.id, sameTask: list.tasks[1] === report, forId: list.forId };
    });
    const { seen, stepId, sameTask, forId } = done.result;
    expect(seen).toEqual([
      [{ title: "Work", status: "Working…", tasks: [{ title: "Read", status: "ready" }] }],
      [
        {
          title: "Work",
          status: "Done",
          tasks: [
            { title: "Read", status: "done" },
            { title: "Report", status: "done", forId: stepId },
          ],
        },
      ],
    ]);
    expect([sameTask, forId]).toEqual([true, undefined]);
  });

  it("is sent again with its id by a later turn, and is still one list", async () => {
    const app = createApp({
      onMessage: async (message) => {
        const id = userSession.get("tasks") as string | undefined;
        const list = new TaskList({ ...(id && { id }), tasks: [new Task({ title: message.content, status: "running" })] });
        userSession.set("tasks", list.id);
        await list.send();
      },
    });
    await using chat = await openChat(app);
    await chat.send("one");
    await chat.send("two");
    expect(chat.state.threadElements).toMatchObject([{ type: "tasklist", props: { tasks: [{ title: "two" }] } }]);
  });

  it("comes back with its chat after a restart", async () => {
    const open = await createDurableStores();
    const app = createApp({ onMessage: async () => void (await new TaskList({ tasks: ["Read"] }).send()) });
    const first = await openChat(app, { ...open(), owner: "visitor:1" });
    await first.send("go");
    const { threadId } = first.session;
    const [before] = first.state.threadElements;
    await first[Symbol.asyncDispose]();
    await using second = await openChat(app, { ...open(), owner: "visitor:1", threadId });
    expect(before).toMatchObject({ type: "tasklist", props: { tasks: [{ title: "Read", status: "ready" }] } });
    expect(second.state.threadElements).toEqual([before]);
  });

  it("refuses what is no task", async () => {
    await doInChat(async () => {
      expect(() => new Task({ title: "" })).toThrow(/title must be a text that is not empty/);
      expect(() => new Task({ title: "a", status: "broken" as never })).toThrow(/status must be one of "ready"/);
      expect(() => new TaskList({ tasks: [{ titel: "a" } as never] })).toThrow(/no option "titel"/);
      const list = new TaskList({ tasks: ["a"] });
      for (const task of list.tasks) task.status = "finished" as never;
      await expect(list.send()).rejects.toThrow(/status must be one of/);
    });
  });
});
