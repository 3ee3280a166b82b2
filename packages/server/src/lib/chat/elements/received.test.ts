// What people send, in the hands of the app. Rows MS-*, UP-* and US-* are those of the feature catalogue.
import { existsSync } from "node:fs";
import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { createFileSystemBlobStore } from "../../blob-storage/drivers/file-system.ts";
import { createMemoryBlobStore } from "../../blob-storage/drivers/memory.ts";
import { createDurableStores } from "../../testing/durable-stores.ts";
import { openChat } from "../../testing/open-chat.ts";
import { smallPdf, smallPng } from "../../testing/small-files.ts";
import { chatContext } from "../chat-context.ts";
import { Message } from "../message.ts";
import type { Element } from "./element.ts";
import { File } from "./file.ts";
import { Image } from "./image.ts";
import { Pdf } from "./pdf.ts";
import { Text } from "./text.ts";

const png = smallPng();
const pdf = smallPdf("Hello");
const sent = [
  { name: "dot.png", content: png },
  { name: "report.pdf", content: pdf },
  { name: "data.csv", content: "a,b\n1,2" },
];

describe("a file that a person sends", () => {
  it("reaches the handler with its name, its type, its size and its content, as its kind (MS-16, UP-1)", async () => {
    const seen: unknown[] = [];
    const app = createApp({
      onMessage: async ({ elements }) => {
        for (const element of elements) {
          const { name, mime, size, url } = element;
          seen.push([name, mime, size, (await element.bytes()).byteLength, url?.includes("/api/threads/"), element.display]);
        }
        seen.push(elements.map((element) => [element instanceof Image, element instanceof Pdf, element instanceof File]));
        const [, , csv] = elements;
        seen.push([await csv?.text(), new TextDecoder().decode(await new Response(await csv?.stream()).arrayBuffer())]);
      },
    });
    await using chat = await openChat(app);
    await chat.send("", { files: sent });
    expect(chat.errors).toEqual([]);
    expect(seen).toEqual([
      ["dot.png", "image/png", png.byteLength, png.byteLength, true, "inline"],
      ["report.pdf", "application/pdf", pdf.byteLength, pdf.byteLength, true, "inline"],
      ["data.csv", "text/csv", 7, 7, true, "inline"],
      [
        [true, false, false],
        [false, true, false],
        [false, false, true],
      ],
      ["a,b\n1,2", "a,b\n1,2"],
    ]);
  });

  it.each([
    ["a store with files", async () => createFileSystemBlobStore({ folder: await mkdtemp(path.join(tmpdir(), "colloquy-")) })],
    ["a store without", async () => createMemoryBlobStore()],
  ])("has a path with its name for programs, which is gone after the turn, in %s (US-54)", async (_name, create) => {
    const seen: { at: string; again: string; content: Buffer }[] = [];
    const kept: Element[] = [];
    const app = createApp({
      onMessage: async ({ elements }) => {
        for (const element of elements) {
          const at = await element.path();
          seen.push({ at, again: await element.path(), content: await readFile(at) });
        }
        kept.push(...elements);
      },
    });
    await using chat = await openChat(app, { blobStore: await create() });
    await chat.send("look", {
      files: [
        { name: "dot.png", content: png },
        { name: "dot.png", content: pdf },
      ],
    });
    expect(chat.errors).toEqual([]);
    expect(seen.map(({ at, again, content }) => [path.basename(at), at === again, new Uint8Array(content)])).toEqual([
      ["dot.png", true, png],
      ["dot.png", true, pdf],
    ]);
    expect(new Set(seen.map(({ at }) => at)).size).toBe(2);
    expect(seen.map(({ at }) => existsSync(path.dirname(path.dirname(at))))).toEqual([false, false]);
    // What it led to is still there.
    expect(await kept[0]?.bytes()).toEqual(png);
    await expect(kept[0]?.path()).rejects.toThrow(/this turn is over/);
  });

  it("is known to the messages of the chat, also long before the window and after a restart", async () => {
    const open = await createDurableStores();
    const folder = await mkdtemp(path.join(tmpdir(), "colloquy-"));
    const stores = () => ({ ...open(), blobStore: createFileSystemBlobStore({ folder }), owner: "visitor:1" });
    const echo = createApp({
      onMessage: async ({ content }) => void (await new Message({ content, elements: [new Text({ name: content, content })] }).send()),
    });
    const first = await openChat(echo, stores());
    await first.send("with files", { files: sent });
    for (let count = 0; count < 25; count++) await first.send(`m${count}`);
    const { threadId } = first.session;
    await first[Symbol.asyncDispose]();
    let told: unknown;
    const app = createApp({
      onMessage: async () => {
        const messages = await chatContext.get();
        const [asked, answered] = messages;
        const last = messages.at(-2);
        const [text] = answered?.elements ?? [];
        if (text instanceof Text) text.content = "changed";
        await answered?.update();
        told = [
          asked?.elements.map(({ name }) => name),
          await asked?.elements[2]?.text(),
          last?.elements.map(({ name }) => name),
          await text?.text(),
        ];
      },
    });
    await using second = await openChat(app, { ...stores(), threadId });
    await second.send("what was there?");
    expect(second.errors).toEqual([]);
    expect(told).toEqual([["dot.png", "report.pdf", "data.csv"], "a,b\n1,2", ["m24"], "changed"]);
    await second.session.recorder.flush();
    expect(second.messages.at(-1)?.text).toBe("what was there?");
  });

  it("is refused where the chat takes none, and of a kind that it does not take (UP-1, UP-3)", async () => {
    const { uploads } = (await import("../../testing/open-chat.ts")).TEST_CONFIG;
    await using none = await openChat(createApp(), { config: { uploads: { ...uploads, enabled: false } } });
    await expect(none.send("look", { files: sent })).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    await using pictures = await openChat(createApp(), { config: { uploads: { ...uploads, accept: ["image/*"] } } });
    await expect(pictures.send("look", { files: [{ name: "photo.png", content: pdf }] })).rejects.toMatchObject({ code: "FILE_REFUSED" });
  });
});

describe("a test chat", () => {
  it("shows the elements of a message with their content, and the panel", async () => {
    const app = createApp({
      onMessage: async ({ elements }) => {
        const { elementSidebar } = await import("./element-sidebar.ts");
        await elementSidebar.setTitle("Notes");
        await elementSidebar.setElements([new Text({ name: "notes", content: "beside" })]);
        await new Message({ content: "Here", elements: [new Text({ name: "answer", content: `${elements.length} files` })] }).send();
      },
    });
    await using chat = await openChat(app);
    expect(chat.sidebar).toBeUndefined();
    await chat.send("look", { files: sent });
    const [asked, answered] = chat.messages;
    expect(asked && chat.elements(asked).map(({ name, type }) => [name, type])).toEqual([
      ["dot.png", "image"],
      ["report.pdf", "pdf"],
      ["data.csv", "file"],
    ]);
    const [shown] = chat.elements(answered);
    expect([shown?.name, await shown?.text()]).toEqual(["answer", "3 files"]);
    expect(chat.elements()).toHaveLength(5);
    expect([chat.sidebar?.title, await chat.sidebar?.elements[0]?.text()]).toEqual(["Notes", "beside"]);
  });
});
