// The example of elements shows each kind; a test of its look is a browser's.
import path from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { getDefaultApp, resetDefaultApp } from "../packages/server/src/lib/app/app.ts";
import { openChat } from "../packages/server/src/testing.ts";
import { repository } from "./doc-pages.ts";

const appDir = path.join(repository, "examples/elements");
afterEach(() => resetDefaultApp());

describe("the elements example", () => {
  it("shows one of each kind, where it is asked for, and says what it was sent", async () => {
    resetDefaultApp();
    await import("../examples/elements/app.ts");
    await using chat = await openChat(getDefaultApp(), { appDir });
    await chat.send("all");
    expect(chat.errors).toEqual([]);
    expect(chat.elements(chat.messages.at(-1)).map(({ name, type, mime }) => [name, type, mime])).toEqual([
      ["the boat", "image", "image/png"],
      ["the drawing", "image", "image/svg+xml"],
      ["the notes", "text", "text/plain"],
      ["the query", "text", "text/plain"],
      ["the report", "pdf", "application/pdf"],
      ["the horn", "audio", expect.stringContaining("wav")],
      ["the film", "video", "video/webm"],
      ["boats.csv", "file", "text/csv"],
      ["the boats", "dataframe", "application/json"],
      ["the sailings", "chart", undefined],
      ["the curve", "plotly", "application/json"],
    ]);
    for (const [word, display] of [
      ["pdf on a page", "page"],
      ["table at the side", "side"],
    ] as const) {
      expect(await chat.send(word)).toMatch(/^Here: the (report|boats)\.$/);
      expect(chat.elements(chat.messages.at(-1))).toMatchObject([{ display }]);
    }
    expect(await chat.send("tasks")).toBe("Cross the bay: done.");
    expect(chat.elements().find(({ type }) => type === "tasklist")?.props).toMatchObject({
      status: "Arrived",
      tasks: [{ status: "done" }, { status: "done" }, { status: "done" }],
    });
    await chat.send("panel");
    expect([chat.sidebar?.title, chat.sidebar?.elements.length]).toEqual(["From the app", 1]);
    await chat.send("canvas");
    expect(chat.sidebar).toMatchObject({ title: undefined, canvas: true });
    await chat.send("close");
    expect(chat.sidebar).toBeUndefined();
    expect(await chat.send("", { files: [{ name: "a.csv", content: "a,b" }] })).toBe("You sent:\n\n- a.csv: text/csv, 3 bytes");
    expect(chat.errors).toEqual([]);
  });
});
