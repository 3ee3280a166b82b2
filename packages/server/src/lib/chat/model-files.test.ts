// The files of people, as a model is given them.
import { describe, expect, it } from "vitest";
import { createApp } from "../app/app.ts";
import { inHandler } from "../testing/in-handler.ts";
import { openChat } from "../testing/open-chat.ts";
import { smallPdf, smallPng } from "../testing/small-files.ts";
import type { TestFile } from "../testing/test-elements.ts";
import { chatContext } from "./chat-context.ts";
import { Image } from "./elements/image.ts";
import { Message } from "./message.ts";
import type { ModelContextOptions } from "./model-messages.ts";

const png = smallPng();
const pdf = smallPdf("Hello");
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** What a model is given in the turn after one in which files were sent. */
async function given(files: readonly TestFile[], options: ModelContextOptions = {}, text = "Look at these") {
  const app = createApp({ onMessage: async () => undefined });
  await using chat = await openChat(app);
  await chat.send(text, { files });
  return await inHandler(app, chat, async () => ({
    openAI: await chatContext.toOpenAI(options),
    model: await chatContext.toModelMessages(options),
  }));
}

describe("a model is given", () => {
  it("pictures and PDFs as parts and texts as text with their name, behind what was said", async () => {
    const { openAI, model } = await given([
      { name: "dot.png", content: png },
      { name: "report.pdf", content: pdf },
      { name: "notes.md", content: "# Notes" },
    ]);
    const notes = '[The file "notes.md":]\n# Notes\n[End of the file.]';
    expect(openAI).toEqual([
      {
        role: "user",
        content: [
          { type: "text", text: "Look at these" },
          { type: "image_url", image_url: { url: `data:image/png;base64,${base64(png)}` } },
          { type: "file", file: { filename: "report.pdf", file_data: `data:application/pdf;base64,${base64(pdf)}` } },
          { type: "text", text: notes },
        ],
      },
      { role: "user", content: "next" },
    ]);
    expect(model).toEqual([
      {
        role: "user",
        content: [
          { type: "text", text: "Look at these" },
          { type: "image", image: png, mediaType: "image/png" },
          { type: "file", data: pdf, mediaType: "application/pdf", filename: "report.pdf" },
          { type: "text", text: notes },
        ],
      },
      { role: "user", content: "next" },
    ]);
  });

  it("files that came without a word", async () => {
    const { openAI, model } = await given([{ name: "dot.png", content: png }], {}, "");
    expect(openAI[0]).toEqual({
      role: "user",
      content: [{ type: "image_url", image_url: { url: expect.stringContaining("data:image/png") } }],
    });
    expect(model[0]).toEqual({ role: "user", content: [{ type: "image", image: png, mediaType: "image/png" }] });
  });

  it("none of them, pictures alone, or those that are wished for", async () => {
    const files = [
      { name: "dot.png", content: png },
      { name: "report.pdf", content: pdf },
    ];
    const plain = await given(files, { files: false });
    expect(plain.openAI[0]).toEqual({ role: "user", content: "Look at these" });
    expect(plain.model[0]).toEqual({ role: "user", content: "Look at these" });
    const types = async (options: ModelContextOptions) => {
      const { model } = await given(files, options);
      return Array.isArray(model[0]?.content) && model[0].content.map(({ type }) => type);
    };
    expect(await types({ files: "images" })).toEqual(["text", "image"]);
    expect(await types({ files: (file) => file.name === "report.pdf" && file.size === pdf.byteLength })).toEqual(["text", "file"]);
    expect(await types({ files: { only: () => true } })).toEqual(["text", "image", "file"]);
    await expect(given(files, { files: (async () => true) as never })).rejects.toThrow(/must be true or false, not a promise/);
  });

  it("the name of what is too large or of a kind that it does not read", async () => {
    const texts = async (files: readonly TestFile[], options: ModelContextOptions) => {
      const { openAI } = await given(files, options);
      const [first] = openAI;
      return first?.role === "user" && Array.isArray(first.content)
        ? first.content.slice(1).map((part) => (part.type === "text" ? part.text : part.type))
        : undefined;
    };
    expect(
      await texts(
        [
          { name: "dot.png", content: png },
          { name: "other.png", content: png },
        ],
        { files: { bytes: png.byteLength + 1 } },
      ),
    ).toEqual(["image_url", `[The file "other.png" (image/png, ${png.byteLength} bytes) is attached, and too large to be read here.]`]);
    expect(await texts([{ name: 'odd\nname".bin', content: Uint8Array.of(0, 1, 2) }], {})).toEqual([
      '[The file "oddname_.bin" (application/octet-stream) is attached, and cannot be read here.]',
    ]);
    expect(await texts([{ name: "long.txt", content: "héllo 😀 wörld" }], { files: { textLength: 7 } })).toEqual([
      '[The file "long.txt":]\nhéllo \n[The rest of the file was left out here.]',
    ]);
    expect(await texts([{ name: "old.txt", content: Uint8Array.of(0x63, 0x61, 0x66, 0xe9) }], {})).toEqual([
      '[The file "old.txt":]\ncafé\n[End of the file.]',
    ]);
  });

  it("the files of the newest message first, where there is no room for all", async () => {
    const app = createApp({ onMessage: async () => undefined });
    await using chat = await openChat(app);
    for (const name of ["first.png", "second.png"]) await chat.send(name, { files: [{ name, content: png }] });
    const messages = await inHandler(app, chat, () => chatContext.toOpenAI({ files: { bytes: png.byteLength } }));
    expect(messages.map(({ content }) => Array.isArray(content) && content.map(({ type }) => type))).toEqual([
      ["text", "text"],
      ["text", "image_url"],
      false,
    ]);
  });

  it("no pictures that the app itself has shown", async () => {
    const app = createApp({
      onMessage: async () => void (await new Message({ content: "Here", elements: [new Image({ bytes: png, alt: "A dot" })] }).send()),
    });
    await using chat = await openChat(app);
    await chat.send("show me");
    const messages = await inHandler(app, chat, () => chatContext.toModelMessages());
    expect(messages.map(({ content }) => content)).toEqual(["show me", "Here", "next"]);
  });

  it("no empty message, where the app has shown a picture without a word", async () => {
    const app = createApp({ onMessage: async () => void (await new Image({ bytes: png, alt: "A dot" }).send()) });
    await using chat = await openChat(app);
    await chat.send("show me");
    const messages = await inHandler(app, chat, async () => [await chatContext.toOpenAI(), await chatContext.toModelMessages()]);
    for (const given of messages) expect(given.map(({ content }) => content)).toEqual(["show me", "next"]);
  });
});
