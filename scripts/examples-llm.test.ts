// The example with a language model answers questions about what is attached: a model of our own looks at what it got.
import { afterEach, describe, expect, it, vi } from "vitest";
import { serveModel } from "../e2e/support/model-server.ts";
import { getDefaultApp, resetDefaultApp } from "../packages/server/src/lib/app/app.ts";
import { smallPdf, smallPng } from "../packages/server/src/lib/testing/small-files.ts";
import { openChat } from "../packages/server/src/testing.ts";

afterEach(() => {
  resetDefaultApp();
  vi.unstubAllEnvs();
});

interface Part {
  readonly type: string;
  readonly text?: string;
  readonly image_url?: { readonly url: string };
  readonly file?: { readonly filename: string; readonly file_data: string };
}

/** What the model sees: the size that stands in the picture, the words that stand in the PDF, and what the texts say. */
function look(content: unknown): string {
  if (typeof content === "string") return `the words ${content}`;
  return (content as readonly Part[])
    .map(({ text, image_url, file }) => {
      if (text !== undefined) return `the words ${text}`;
      if (file) return `the PDF ${file.filename} with ${/\((.*)\) Tj/.exec(bytesOf(file.file_data).toString("latin1"))?.[1]}`;
      const picture = bytesOf(image_url?.url ?? "");
      return `a picture of ${picture.readUInt32BE(16)} by ${picture.readUInt32BE(20)}`;
    })
    .join("; ");
}

function bytesOf(url: string): Buffer {
  return Buffer.from(url.replace(/^data:(image\/png|application\/pdf);base64,/, ""), "base64");
}

describe("the llm example", () => {
  it("answers a question about an attached picture and PDF, and still knows them in the next turn", async () => {
    await using model = await serveModel(({ body }) => [
      { content: "I see " },
      { content: look(body.messages.find(({ role }) => role === "user")?.content) },
    ]);
    vi.stubEnv("OPENAI_BASE_URL", model.url);
    vi.stubEnv("OPENAI_API_KEY", "sk-test");
    resetDefaultApp();
    await import("../examples/llm/app.ts");
    await using chat = await openChat(getDefaultApp(), { clock: "real" });
    const files = [
      { name: "small.png", content: smallPng(7, 5) },
      { name: "report.pdf", content: smallPdf("Boats in March") },
      { name: "notes.txt", content: "Bring rope." },
    ];
    const seen =
      'I see the words What is this?; a picture of 7 by 5; the PDF report.pdf with Boats in March; the words [The file "notes.txt":]\nBring rope.\n[End of the file.]';
    expect(await chat.send("What is this?", { files })).toBe(seen);
    expect(await chat.send("Are you sure?")).toBe(seen);
    expect(chat.errors).toEqual([]);
    expect(model.requests).toHaveLength(2);
  });
});
