// The way of an element into the chat and out of it. Rows EL-* are those of the feature catalogue.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Element as ElementRecord, isUuid, newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../../app/app.ts";
import { createFileSystemBlobStore } from "../../blob-storage/drivers/file-system.ts";
import { createMemoryBlobStore } from "../../blob-storage/drivers/memory.ts";
import type { WriteBatch } from "../../data/data-layer.ts";
import { createMemoryDataLayer } from "../../data/drivers/memory.ts";
import { createSqliteDataLayer } from "../../data/drivers/sqlite.ts";
import { createSqliteFile } from "../../sqlite/sqlite-file.ts";
import { doInChat } from "../../testing/do-in-chat.ts";
import { createDurableStores, createWarnings } from "../../testing/durable-stores.ts";
import { type OpenChatOptions, openChat, type TestChat } from "../../testing/open-chat.ts";
import { smallPdf, smallPng } from "../../testing/small-files.ts";
import { Message } from "../message.ts";
import { withStep } from "../step.ts";
import { Element } from "./element.ts";
import { File } from "./file.ts";
import { Image } from "./image.ts";
import { Text } from "./text.ts";

async function folder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), "colloquy-elements-"));
}

const STORES: readonly (readonly [string, () => Promise<OpenChatOptions>])[] = [
  ["memory", async () => ({ dataLayer: createMemoryDataLayer(), blobStore: createMemoryBlobStore() })],
  [
    "SQLite and files",
    async () => ({
      dataLayer: createSqliteDataLayer(createSqliteFile({ file: ":memory:" })),
      blobStore: createFileSystemBlobStore({ folder: await folder() }),
    }),
  ],
];

function elementsOf({ state }: Pick<TestChat, "state">): ElementRecord[] {
  return [...state.elements.values()];
}

/** The bytes that a page would be given. */
async function contentOf({ session }: TestChat, element: ElementRecord | undefined): Promise<Uint8Array | undefined> {
  const opened = element?.file && (await session.services.files.open(session.threadId, element.file.key));
  return opened && new Uint8Array(await new Response(opened.read.stream).arrayBuffer());
}

/** How many files a person's chat keeps. */
async function filesOf({ session }: TestChat): Promise<number> {
  return (await session.services.dataLayer.sizeOfFiles(session.owner)).count;
}

const png = smallPng();

describe("the name of an element", () => {
  it("reads as what it is: nothing in it turns its letters around, whoever gave it", async () => {
    await using done = await doInChat(async () => {
      const file = await new File({ name: "report\u202efdp.exe\u0000", bytes: png }).send();
      return file.toJSON().name;
    });
    expect(done.result).toBe("reportfdp.exe");
  });
});

describe.each(STORES)("an element of a message, kept in %s", (_name, stores) => {
  it("is shown with it, behind it in the same write, and its content is what was given (EL-2)", async () => {
    const options = await stores();
    const batches: WriteBatch[] = [];
    const { dataLayer } = options;
    const watched =
      dataLayer &&
      Object.assign(Object.create(dataLayer) as typeof dataLayer, {
        write: (batch: WriteBatch) => {
          batches.push(batch);
          return dataLayer.write(batch);
        },
      });
    await using done = await doInChat(
      async () => {
        const image = new Image({ bytes: png, name: "dot.png", alt: "A red dot" });
        const message = await new Message({ content: "Here:", elements: [image] }).send();
        return { image, message };
      },
      { ...options, ...(watched && { dataLayer: watched }) },
    );
    const { image, message } = done.result;
    const [element] = elementsOf(done.chat);
    expect(element).toEqual({
      id: image.id,
      forId: message.id,
      type: "image",
      name: "dot.png",
      display: "inline",
      mime: "image/png",
      file: { key: expect.stringMatching(/^[0-9a-f-]{36}$/), size: png.byteLength },
      props: { alt: "A red dot", width: 2, height: 2 },
    });
    expect(done.chat.state.steps.get(message.id)?.elements).toEqual([element]);
    expect(await contentOf(done.chat, element)).toEqual(png);
    await done.chat.session.recorder.flush();
    const written = batches.find(({ elements }) => elements?.length);
    expect(written?.steps?.map(({ id }) => id)).toContain(message.id);
    expect(written?.elements).toEqual([element]);
    expect(await done.chat.session.services.dataLayer.loadElement(done.chat.session.threadId, image.id)).toEqual(element);
    expect([image.mime, image.size, image.forId, message.elements[0]]).toEqual(["image/png", png.byteLength, message.id, image]);
    expect(await image.bytes()).toEqual(png);
  });

  it("that is sent again without a change is one element and one file (EL-3)", async () => {
    await using done = await doInChat(
      async () => {
        const image = new Image({ bytes: png, alt: "A dot" });
        const message = await new Message({ content: "Here", elements: [image] }).send();
        await message.send();
        await image.send();
        await Promise.all([image.update(), image.update()]);
        return image;
      },
      await stores(),
    );
    expect(elementsOf(done.chat)).toHaveLength(1);
    expect(await filesOf(done.chat)).toBe(1);
    expect(done.result.name).toBe("image.png");
  });

  it("shows new content in its place after an update, and what it showed before is kept no more (EL-3)", async () => {
    const other = smallPng(3, 3);
    await using done = await doInChat(
      async ({ session }) => {
        const image = await new Image({ bytes: png, alt: "A dot" }).send();
        const before = [...session.state.elements.values()][0]?.file?.key;
        image.source = { bytes: other };
        image.alt = "A larger dot";
        const during = session.state.elements.get(image.id);
        await image.update();
        return { before, during };
      },
      await stores(),
    );
    const [element, ...rest] = elementsOf(done.chat);
    expect(rest).toEqual([]);
    expect(done.result.during?.file?.key).toBe(done.result.before);
    expect(element).toMatchObject({ props: { alt: "A larger dot" }, file: { size: other.byteLength } });
    expect(await contentOf(done.chat, element)).toEqual(other);
    const { files } = done.chat.session.services;
    expect(await files.open(done.chat.session.threadId, done.result.before as never)).toBeUndefined();
    expect(await files.isStored(done.result.before as never)).toBe(false);
    expect(await filesOf(done.chat)).toBe(1);
  });

  it("that is removed is gone with its content, and can be sent once more (EL-4)", async () => {
    await using done = await doInChat(
      async ({ session }) => {
        const image = await new Image({ bytes: png, alt: "A dot" }).send();
        await image.remove();
        const { count } = await session.services.dataLayer.sizeOfFiles(session.owner);
        const shown = session.state.elements.size;
        await image.remove();
        await image.send();
        return { count, shown };
      },
      await stores(),
    );
    expect(done.result).toEqual({ count: 0, shown: 0 });
    expect(await contentOf(done.chat, elementsOf(done.chat)[0])).toEqual(png);
  });

  it("comes and goes with the list of its message (EL-2)", async () => {
    await using done = await doInChat(
      async ({ session }) => {
        const first = new Text({ name: "first", content: "one" });
        const second = new Text({ name: "second", content: "two" });
        const message = await new Message({ content: "Texts", elements: [first] }).send();
        message.elements.push(second);
        const pushed = session.state.steps.get(message.id)?.elements.map(({ name }) => name);
        await message.update();
        const both = session.state.steps.get(message.id)?.elements.map(({ name }) => name);
        message.elements = message.elements.filter((element) => element !== first);
        await message.update();
        return { pushed, both, last: session.state.steps.get(message.id)?.elements.map(({ name }) => name) };
      },
      await stores(),
    );
    expect(done.result).toEqual({ pushed: ["first"], both: ["first", "second"], last: ["second"] });
    expect(await filesOf(done.chat)).toBe(1);
  });

  it("goes with its message", async () => {
    await using done = await doInChat(
      async () => {
        const message = await new Message({ content: "Soon gone", elements: [new Text({ content: "too" })] }).send();
        await message.remove();
      },
      await stores(),
    );
    expect(elementsOf(done.chat)).toEqual([]);
    expect(await filesOf(done.chat)).toBe(0);
  });
});

describe("content", () => {
  it("comes from a path, which is relative to the folder of the app, and names the element", async () => {
    const appDir = await folder();
    await writeFile(path.join(appDir, "dot.png"), png);
    await using done = await doInChat(
      async () => {
        await new Message({ content: "1", elements: [new Image({ path: "dot.png", alt: "A dot" })] }).send();
        await new Message({ content: "2", elements: [new Image({ path: new URL(`file://${appDir}/dot.png`), alt: "A dot" })] }).send();
      },
      { appDir },
    );
    for (const element of elementsOf(done.chat)) {
      expect(element).toMatchObject({ name: "dot.png", mime: "image/png" });
      expect(await contentOf(done.chat, element)).toEqual(png);
    }
  });

  it("comes from a stream, an iterable, a Blob, a File and a Response", async () => {
    await using done = await doInChat(async () => {
      const stream = new Blob([png.slice()]).stream();
      const iterable = (async function* () {
        yield png.slice(0, 10);
        yield png.slice(10);
      })();
      const response = new Response(png.slice());
      Object.defineProperty(response, "url", { value: "https://pictures.example/a%20dot.png?size=1" });
      const elements = [
        new Image({ stream, name: "stream", alt: "A dot" }),
        new Image({ stream: iterable, name: "iterable", alt: "A dot" }),
        new Image({ blob: new Blob([png.slice()]), alt: "A dot" }),
        new Image({ blob: new globalThis.File([png.slice()], "named.png"), alt: "A dot" }),
        new Image({ response, alt: "A dot" }),
      ];
      await new Message({ content: "All", elements }).send();
    });
    expect(elementsOf(done.chat).map(({ name }) => name)).toEqual(["stream", "iterable", "image.png", "named.png", "a dot.png"]);
    for (const element of elementsOf(done.chat)) expect(await contentOf(done.chat, element)).toEqual(png);
  });

  it("of an address is never fetched, and nothing is stored (EL-2)", async () => {
    const fetched: string[] = [];
    const egress = {
      fetch: async (url: string | URL) => {
        fetched.push(String(url));
        return new Response(png.slice());
      },
      close: async () => undefined,
    };
    await using done = await doInChat(
      async () => {
        const image = new Image({ url: "https://pictures.example/dot.png", alt: "A dot" });
        await new Message({ content: "There", elements: [image] }).send();
        await expect(image.bytes()).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
      },
      { egress },
    );
    expect(elementsOf(done.chat)).toMatchObject([{ name: "dot.png", url: "https://pictures.example/dot.png" }]);
    expect(elementsOf(done.chat)[0]).not.toHaveProperty("file");
    expect([fetched, await filesOf(done.chat)]).toEqual([[], 0]);
  });

  it("of an address that is to be copied is fetched through the guard, once, and kept", async () => {
    const fetched: [string, number | undefined][] = [];
    const egress = {
      fetch: async (url: string | URL, init?: { readonly maxBytes?: number }) => {
        fetched.push([String(url), init?.maxBytes]);
        return String(url).endsWith("gone.png") ? new Response("no", { status: 404 }) : new Response(png.slice());
      },
      close: async () => undefined,
    };
    await using done = await doInChat(
      async () => {
        const image = await new Image({ url: "https://pictures.example/dot.png", copy: true, alt: "A dot" }).send();
        await image.update();
        await expect(new Image({ url: "https://pictures.example/gone.png", copy: true, alt: "Gone" }).send()).rejects.toThrow(
          /answered with 404/,
        );
      },
      { egress },
    );
    expect(fetched).toEqual([
      ["https://pictures.example/dot.png", 64 * 1024 * 1024],
      ["https://pictures.example/gone.png", 64 * 1024 * 1024],
    ]);
    expect(await contentOf(done.chat, elementsOf(done.chat)[0])).toEqual(png);
    expect(elementsOf(done.chat)[0]).not.toHaveProperty("url");
  });

  it("that is not there says what is missing, and only while developing where it was looked for", async () => {
    const appDir = await folder();
    const send = () => new Image({ path: "cat.png", alt: "A cat" }).send();
    const developing = await doInChat(send, { appDir }).catch((error: unknown) => error);
    expect(developing).toMatchObject({
      code: "BAD_INPUT",
      message: "Image: there is no file cat.png that can be read.",
      fix: expect.stringContaining(path.join(appDir, "cat.png")),
    });
    const production = await doInChat(send, { appDir, config: { production: true } }).catch((error: unknown) => error);
    expect(production).toMatchObject({ fix: "Paths are relative to the folder of the app." });
    await expect(doInChat(() => new File({ path: "." }).send(), { appDir })).rejects.toThrow(/is no file/);
  });

  it("of another kind is refused before it is shown, and nothing of it stays", async () => {
    await using done = await doInChat(async () => {
      await expect(new Image({ bytes: smallPdf("no"), name: "cat.png", alt: "A cat" }).send()).rejects.toMatchObject({
        code: "BAD_INPUT",
        message: "Image: this is application/pdf, and no picture.",
      });
    });
    expect([elementsOf(done.chat), await filesOf(done.chat)]).toEqual([[], 0]);
  });

  it("of a stream can be sent once, and says so the second time", async () => {
    await doInChat(async () => {
      const file = await new File({ name: "a", stream: new Blob(["a"]).stream() }).send();
      await file.remove();
      await expect(file.send()).rejects.toThrow(/read before and is not kept/);
    });
  });

  it("is none, or several at once, is told when it is made", async () => {
    await doInChat(() => {
      const loose = Image as unknown as new (options: object) => Image;
      expect(() => new loose({ alt: "A cat" })).toThrow(/Image: there is no content/);
      expect(() => new loose({ alt: "A cat", path: "a.png", url: "https://b.example" })).toThrow(/several contents: path and url/);
      expect(() => new loose({ alt: "A cat", path: "a.png", copy: true })).toThrow(/copy goes with url/);
      for (const url of [
        "data:image/png;base64,AAAA",
        "javascript:alert(1)",
        "cat.png",
        "//elsewhere.example/cat.png",
        "file:///etc/passwd",
      ])
        expect(() => new Image({ url, alt: "A cat" })).toThrow(/is not an address on the web/);
    });
  });
});

describe("an element that is sent by itself", () => {
  it("is shown with the message it is for (EL-2)", async () => {
    await using done = await doInChat(async () => {
      const first = await new Message("first").send();
      await new Message("second").send();
      await new Text({ content: "a" }).send({ forId: first.id });
      return first.id;
    });
    expect(elementsOf(done.chat)).toMatchObject([{ forId: done.result }]);
  });

  it("is shown with what was said last, and with the step where that is the last thing", async () => {
    await using done = await doInChat(async () => {
      const message = await new Message("said").send();
      const inTurn = await new Text({ content: "a" }).send();
      const inStep = await withStep("Draw", async (step) => {
        const text = await new Text({ content: "b" }).send();
        return [text.forId, step.id];
      });
      const inMessage = await withStep("Say", async () => {
        const inner = await new Message("inner").send();
        const text = await new Text({ content: "c" }).send();
        return [text.forId, inner.id];
      });
      return { pairs: [[inTurn.forId, message.id], inStep, inMessage] };
    });
    for (const [forId, expected] of done.result.pairs) expect(forId).toBe(expected);
  });

  it("brings a message of its own without text where nothing was said yet", async () => {
    await using done = await doInChat(() => new Text({ name: "notes", content: "a" }).send());
    expect(done.chat.messages.map(({ type, text }) => [type, text])).toEqual([
      ["user_message", "do it"],
      ["assistant_message", ""],
    ]);
    expect(done.chat.state.steps.get(done.chat.messages.at(-1)?.id as never)?.elements).toMatchObject([{ name: "notes" }]);
  });

  it("for a message that is not there is refused, and the chat goes on", async () => {
    await using done = await doInChat(async () => {
      const unsent = new Message("later");
      await expect(new Text({ content: "a" }).send({ forId: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(new Text({ content: "a" }).send({ forId: unsent.id })).rejects.toMatchObject({
        code: "NOT_FOUND",
        fix: /elements: \[element\]/,
      });
      await unsent.send();
    });
    await done.chat.session.recorder.flush();
    expect(done.chat.messages.at(-1)?.text).toBe("later");
  });

  it("moves to another message when it is sent for that", async () => {
    await using done = await doInChat(async ({ session }) => {
      const text = new Text({ content: "a" });
      const first = await new Message({ content: "first", elements: [text] }).send();
      const second = await new Message("second").send();
      await text.send({ forId: second.id });
      await first.update();
      return [first.id, second.id].map((id) => session.state.steps.get(id)?.elements.length);
    });
    expect(done.result).toEqual([0, 1]);
  });
});

describe("an element", () => {
  it("that was made and never sent is told of, unless its message was", async () => {
    const { logger, warnings } = createWarnings();
    const app = createApp({
      onMessage: async () => {
        new Text({ content: "forgotten" });
        await new Message({ content: "sent", elements: [new Text({ content: "sent too" })] }).send();
        JSON.stringify(new Text({ content: "data" }));
      },
    });
    await using chat = await openChat(app, { logger });
    await chat.send("go");
    expect(warnings.filter((warning) => /was made/.test(warning))).toEqual([
      expect.stringMatching(/an element was made and never sent.*element\.test\.ts:\d+/),
    ]);
  });

  it("cannot be made outside of a chat", () => {
    expect(() => new Text({ content: "a" })).toThrow(expect.objectContaining({ code: "NO_CHAT_CONTEXT" }));
  });

  it("is shown with a step from its begin on, and with what was added at its end", async () => {
    await using done = await doInChat(async ({ session }) => {
      let begun: string[] = [];
      const step = await withStep({ name: "Read", elements: [new Text({ name: "in", content: "a" })] }, async (open) => {
        begun = session.state.steps.get(open.id)?.elements.map(({ name }) => name) ?? [];
        open.elements.push(new Text({ name: "out", content: "b" }));
        return open.id;
      });
      return { begun, ended: session.state.steps.get(step)?.elements.map(({ name }) => name) };
    });
    expect(done.result).toEqual({ begun: ["in"], ended: ["in", "out"] });
  });

  it("and its content come back with the chat after a restart", async () => {
    const stores = await createDurableStores();
    const blobs = await folder();
    const open = () => ({ ...stores(), blobStore: createFileSystemBlobStore({ folder: blobs }), owner: "visitor:1" });
    const first = await openChat(
      createApp({ onMessage: () => new Message({ content: "Here", elements: [new Image({ bytes: png, alt: "A dot" })] }).send() as never }),
      open(),
    );
    await first.send("go");
    const { threadId } = first.session;
    const before = elementsOf(first);
    await first[Symbol.asyncDispose]();
    const app = createApp({ onMessage: async () => undefined });
    await using second = await openChat(app, { ...open(), threadId });
    expect(elementsOf(second)).toEqual(before);
    expect(await contentOf(second, elementsOf(second)[0])).toEqual(png);
  });

  it("has Chainlit's names as plain data (EL-1)", async () => {
    await using done = await doInChat(async ({ session }) => {
      const image = await new Image({ bytes: png, name: "dot.png", size: "large", display: "side", alt: "A dot" }).send();
      return { json: JSON.parse(JSON.stringify(image)) as Record<string, unknown>, image, threadId: session.threadId };
    });
    const { json, image, threadId } = done.result;
    const key = elementsOf(done.chat)[0]?.file?.key;
    expect(json).toEqual({
      id: image.id,
      threadId,
      forId: image.forId,
      type: "image",
      name: "dot.png",
      display: "side",
      url: null,
      chainlitKey: key,
      objectKey: key,
      size: "large",
      language: null,
      mime: "image/png",
      page: null,
      autoPlay: null,
      playerConfig: null,
      props: { alt: "A dot", width: 2, height: 2 },
      file: { key, size: png.byteLength },
    });
    expect([isUuid(image.id), image instanceof Element, image.displaySize]).toEqual([true, true, "large"]);
  });
});
