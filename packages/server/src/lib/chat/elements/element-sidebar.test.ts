// The panel beside the chat. Rows EL-* are those of the feature catalogue.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { createFileSystemBlobStore } from "../../blob-storage/drivers/file-system.ts";
import { doInChat } from "../../testing/do-in-chat.ts";
import { createDurableStores } from "../../testing/durable-stores.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";
import { smallPng } from "../../testing/small-files.ts";
import { Message } from "../message.ts";
import { elementSidebar } from "./element-sidebar.ts";
import { Image } from "./image.ts";
import { TaskList } from "./task-list.ts";
import { Text } from "./text.ts";

/** What the panel shows: its title and the names of its elements. */
function panelOf({
  state,
}: Pick<TestChat["session"], "state">):
  | { readonly title?: string | undefined; readonly canvas?: boolean; readonly names: readonly string[] }
  | null
  | undefined {
  const { sidePanel } = state.surface;
  if (!sidePanel) return sidePanel;
  const { title, canvas, elementIds } = sidePanel;
  return {
    ...(title !== undefined && { title }),
    ...(canvas && { canvas }),
    names: elementIds.map((id) => state.elements.get(id)?.name ?? "gone"),
  };
}

const text = (name: string) => new Text({ name, content: name });

describe("the sidebar", () => {
  it("opens with a title, is filled, and closes with an empty list (EL-17, EL-18)", async () => {
    await using done = await doInChat(async ({ session }) => {
      const seen: unknown[] = [];
      await elementSidebar.setTitle("Sources");
      seen.push(panelOf(session));
      await elementSidebar.setElements([text("a"), text("b")]);
      seen.push(panelOf(session));
      await elementSidebar.setTitle("Results");
      seen.push(panelOf(session));
      await elementSidebar.setElements([]);
      seen.push(panelOf(session));
      await elementSidebar.setElements([text("c")]);
      await elementSidebar.close();
      seen.push(panelOf(session));
      return { seen, files: (await session.services.dataLayer.sizeOfFiles(session.owner)).count };
    });
    expect(done.result.seen).toEqual([
      { title: "Sources", names: [] },
      { title: "Sources", names: ["a", "b"] },
      { title: "Results", names: ["a", "b"] },
      null,
      null,
    ]);
    // What it does not show any more is kept nowhere.
    expect([done.chat.state.elements.size, done.result.files]).toEqual([0, 0]);
  });

  it("shows both of two fillings without a key, one after the other (EL-18)", async () => {
    await using done = await doInChat(async ({ session }) => {
      await elementSidebar.setElements([text("first")]);
      const first = panelOf(session);
      await elementSidebar.setElements([text("second")]);
      return [first, panelOf(session)];
    });
    expect(done.result).toEqual([{ names: ["first"] }, { names: ["second"] }]);
  });

  it("stays as it is for the same key, until the title is set anew (EL-17, EL-18)", async () => {
    await using done = await doInChat(async ({ session }) => {
      await elementSidebar.setElements([text("a")], { key: "k" });
      await elementSidebar.setElements([text("b")], { key: "k" });
      const same = panelOf(session);
      await elementSidebar.setTitle("New");
      await elementSidebar.setElements([text("c")], { key: "k" });
      return [same, panelOf(session), session.state.elements.size];
    });
    expect(done.result).toEqual([{ names: ["a"] }, { title: "New", names: ["c"] }, 1]);
  });

  it("becomes a canvas by that title (EL-17)", async () => {
    await using done = await doInChat(async ({ session }) => {
      await elementSidebar.setTitle("canvas");
      await elementSidebar.setElements([text("board")]);
      const canvas = panelOf(session);
      await elementSidebar.setTitle("Board");
      return [canvas, panelOf(session)];
    });
    expect(done.result).toEqual([
      { canvas: true, names: ["board"] },
      { title: "Board", names: ["board"] },
    ]);
  });

  it("stays open when an inline picture comes (EL-18)", async () => {
    await using done = await doInChat(async ({ session }) => {
      await elementSidebar.setElements([text("a")]);
      await new Message({ content: "Look", elements: [new Image({ bytes: smallPng(), alt: "A dot" })] }).send();
      return panelOf(session);
    });
    expect(done.result).toEqual({ names: ["a"] });
  });

  it("can show what a message shows too, and does not take it from there", async () => {
    await using done = await doInChat(async ({ session }) => {
      const shared = text("shared");
      const message = await new Message({ content: "Look", elements: [shared] }).send();
      const tasks = await new TaskList({ tasks: ["a"] }).send();
      await elementSidebar.setElements([shared, tasks]);
      const filled = panelOf(session);
      await elementSidebar.close();
      return {
        filled,
        left: session.state.steps.get(message.id)?.elements.map(({ name }) => name),
        thread: session.state.threadElements.map(({ type }) => type),
      };
    });
    expect(done.result).toEqual({ filled: { names: ["shared", "tasks"] }, left: ["shared"], thread: ["tasklist"] });
  });

  it("is there after a reload and after a restart, with its content", async () => {
    const open = await createDurableStores();
    const app = createApp({
      onMessage: async () => {
        await elementSidebar.setTitle("Notes");
        await elementSidebar.setElements([text("kept")], { key: "k" });
      },
    });
    const folder = await mkdtemp(path.join(tmpdir(), "colloquy-"));
    const stores = () => ({ ...open(), blobStore: createFileSystemBlobStore({ folder }), owner: "visitor:1" });
    const first = await openChat(app, stores());
    await first.send("go");
    const { id: sessionId, threadId } = first.session;
    await first[Symbol.asyncDispose]();
    const restarted = await openChat(app, { ...stores(), sessionId, threadId });
    expect(panelOf(restarted.session)).toEqual({ title: "Notes", names: ["kept"] });
    const [element] = restarted.state.threadElements;
    const opened = element?.file && (await restarted.session.services.files.open(threadId, element.file.key));
    expect(await new Response(opened?.read.stream).text()).toBe("kept");
    await restarted[Symbol.asyncDispose]();
  });
});
