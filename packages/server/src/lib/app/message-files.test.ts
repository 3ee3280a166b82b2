import { newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { createApp } from "../../index.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createManualClock } from "../manual-clock.ts";
import { openChat, TEST_CONFIG } from "../testing/open-chat.ts";
import type { TestChat } from "../testing/test-chat.ts";
import { dispatch } from "./dispatch.ts";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const app = () => createApp({ onMessage: () => undefined });

const put = ({ session }: TestChat, content: string | Uint8Array, name: string) =>
  session.services.files.put(content, { threadId: session.threadId, owner: session.owner, name });

const target = ({ session, host }: TestChat) => ({
  session,
  driver: host.driver,
  limits: { messageLength: 1000, queuedMessages: 50 },
  leave: () => undefined,
});

async function send(chat: TestChat, text: string, files: readonly { readonly key: string }[], id = newId<StepId>()) {
  await dispatch(target(chat), { type: "sendMessage", message: { id, text, files: files.map(({ key }) => key as never) } });
  return id;
}

const shown = ({ state }: TestChat, stepId: StepId) =>
  [...state.elements.values()].filter(({ forId }) => forId === stepId).map(({ type, name, file }) => [type, name, file?.key] as const);

describe("the files of a person’s message", () => {
  it("are shown with it in their order, each as what it is, before it is acknowledged", async () => {
    await using chat = await openChat(app());
    const files = [
      await put(chat, PNG, "a.png"),
      await put(chat, "%PDF-1.7", "b.pdf"),
      await put(chat, "<svg/>", "c.svg"),
      await put(chat, Buffer.from("RIFF\0\0\0\0WAVEfmt "), "d.wav"),
      await put(chat, "text", "e.txt"),
      await put(chat, "<p>", "f.html"),
    ];
    const id = await send(chat, "look", files);
    expect(shown(chat, id)).toEqual([
      ["image", "a.png", files[0]?.key],
      ["pdf", "b.pdf", files[1]?.key],
      ["image", "c.svg", files[2]?.key],
      ["audio", "d.wav", files[3]?.key],
      ["file", "e.txt", files[4]?.key],
      ["file", "f.html", files[5]?.key],
    ]);
    const stored = await chat.session.services.dataLayer.loadElements(chat.session.threadId, { stepIds: [id] });
    expect(stored.map(({ file }) => file?.key)).toEqual(files.map(({ key }) => key));
  });

  it("may be all it has: then the chat is called by the first", async () => {
    await using chat = await openChat(app());
    await send(chat, " ", [await put(chat, PNG, "harbour.png")]);
    expect(chat.title).toBe("harbour.png");
    await expect(send(chat, " ", [])).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  it("are there once when the message is sent again", async () => {
    await using chat = await openChat(app());
    const file = await put(chat, PNG, "a.png");
    const id = newId<StepId>();
    await Promise.all([send(chat, "look", [file], id), send(chat, "look", [file], id)]);
    await send(chat, "look", [file], id);
    expect(shown(chat, id)).toHaveLength(1);
  });

  it("are refused when one of them is not of this chat, and nothing is said then", async () => {
    const stores = { dataLayer: createMemoryDataLayer(), blobStore: createMemoryBlobStore() };
    await using ada = await openChat(app(), { ...stores, owner: "visitor:ada" });
    await using bob = await openChat(undefined, { host: ada.host, owner: "visitor:bob" } as never);
    const own = await put(bob, "mine", "mine.txt");
    for (const key of [(await put(ada, "secret", "secret.txt")).key, newId()])
      await expect(send(bob, "look", [own, { key }])).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect([bob.messages, bob.state.elements.size]).toEqual([[], 0]);
  });

  it("are refused by the rules of the chat, whenever they came", async () => {
    const uploads = { ...TEST_CONFIG.uploads, accept: ["image/*"], maxFiles: 1, maxTotalSize: 100 };
    await using chat = await openChat(app(), { config: { uploads } });
    const [picture, text] = [await put(chat, PNG, "a.png"), await put(chat, "text", "a.txt")];
    await expect(send(chat, "look", [text])).rejects.toMatchObject({ code: "FILE_REFUSED" });
    await expect(send(chat, "look", [picture, text])).rejects.toMatchObject({ code: "TOO_LARGE" });
    await send(chat, "look", [picture]);
  });

  it("stay with an edit that names none, and are others where it does", async () => {
    await using chat = await openChat(app());
    const [one, two] = [await put(chat, "one", "one.txt"), await put(chat, "two", "two.txt")];
    const id = await send(chat, "look", [one]);
    const edit = async (files?: readonly { readonly key: string }[]) => {
      const newer = newId<StepId>();
      const keys = files?.map(({ key }) => key as never);
      await dispatch(target(chat), {
        type: "editMessage",
        messageId: id,
        message: { id: newer, text: "see", ...(keys && { files: keys }) },
      });
      return shown(chat, newer).map(([, name]) => name);
    };
    expect([await edit(), await edit([two]), await edit([])]).toEqual([["one.txt"], ["two.txt"], []]);
  });

  it("outlive the sweep, and go with their chat", async () => {
    const blobStore = createMemoryBlobStore();
    // A day has thousands of timers; the usual clock of a test looks after each of them whether anything real goes on.
    const clock = createManualClock();
    await using chat = await openChat(app(), { blobStore, clock });
    const { session } = chat;
    const file = await put(chat, PNG, "a.png");
    const unsent = await put(chat, PNG, "unsent.png");
    await send(chat, "look", [file]);
    await clock.advance(25 * 60 * 60 * 1000);
    await session.services.files.sweep(async () => false);
    expect(await session.services.files.find(session.threadId, file.key)).toBeDefined();
    expect(await session.services.files.find(session.threadId, unsent.key)).toBeUndefined();
    await chat.host.registry.deleteThread(session.threadId);
    expect(await session.services.files.find(session.threadId, file.key)).toBeUndefined();
    expect(await session.services.files.isStored(file.key)).toBe(false);
  });
});
