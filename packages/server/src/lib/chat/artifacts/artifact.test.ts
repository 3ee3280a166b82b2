// Documents that are worked on, as an author and a person use them.
import { toArtifactVersion } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { type App, createApp } from "../../app/app.ts";
import { createDurableStores } from "../../testing/durable-stores.ts";
import { openChat, type TestChat } from "../../testing/open-chat.ts";
import { chatContext } from "../chat-context.ts";
import { Message } from "../message.ts";
import { Artifact } from "./artifact.ts";

/** Writes what comes after "write ", and answers anything else. */
function writer(): { readonly app: App; readonly edits: string[] } {
  const app = createApp();
  const edits: string[] = [];
  app.onMessage(async (message) => {
    if (!message.content.startsWith("write ")) return void (await new Message("Yes?").send());
    const page = new Artifact({ key: "page", title: "The page", type: "markdown" });
    await page.streamFrom(message.content.slice(6));
  });
  app.onArtifactEdit(async (artifact) => void edits.push(`${artifact.key} ${artifact.version} ${artifact.by}: ${artifact.content}`));
  return { app, edits };
}

const page = (chat: TestChat) => chat.artifacts.find(({ key }) => key === "page");
const versions = (chat: TestChat) =>
  [...chat.state.elements.values()].map(toArtifactVersion).map((one) => one && `${one.version} by ${one.by}`);

describe("an artifact", () => {
  it("is a message with its content, which also clients read that know no documents", async () => {
    await using chat = await openChat(writer().app);
    await chat.send("write # Hello");
    expect(page(chat)).toMatchObject({ key: "page", title: "The page", type: "markdown", version: 1, by: "app", content: "# Hello" });
    expect(chat.messages.at(-1)).toMatchObject({ type: "assistant_message", text: "# Hello", id: page(chat)?.stepId });
  });

  it("has a next version each time it is written anew, and none when nothing changed", async () => {
    const app = createApp();
    const numbers: number[] = [];
    app.onMessage(async () => {
      const code = new Artifact({ key: "code", type: "code", language: "ts", content: "let a;" });
      await code.send();
      await code.send();
      numbers.push(code.version);
      code.content = "let b;";
      await code.update();
      numbers.push(code.version);
      for (const piece of ["let", " c;"]) await code.streamToken(piece);
      await code.send();
      numbers.push(code.version);
    });
    await using chat = await openChat(app);
    await chat.send("go");
    expect(numbers).toEqual([1, 2, 3]);
    expect(chat.artifacts).toMatchObject([{ key: "code", version: 3, language: "ts", content: "let c;" }]);
    expect(chat.messages.slice(1).map(({ text }) => text)).toEqual(["let a;", "let b;", "let c;"]);
  });

  it("that was kept in the user session goes on in a later turn with its next version", async () => {
    const app = createApp();
    app.onMessage(async (message, { userSession }) => {
      const kept = (userSession.get("doc") as Artifact | undefined) ?? new Artifact({ key: "doc", type: "markdown" });
      userSession.set("doc", kept);
      await kept.streamToken(message.content);
      if (message.content !== "left open") await kept.send();
    });
    await using chat = await openChat(app);
    await chat.send("left open");
    await chat.send("second");
    expect(versions(chat)).toEqual(["1 by app", "2 by app"]);
    expect(chat.artifacts[0]?.content).toBe("second");
  });

  it("is edited by the person, and the app is told and reads it", async () => {
    const { app, edits } = writer();
    let read: string | undefined;
    app.onStop(() => undefined);
    await using chat = await openChat(app);
    await chat.send("write one");
    await chat.editArtifact("page", "one, mended");
    expect(edits).toEqual(["page 2 person: one, mended"]);
    app.onMessage(async () => void (read = (await Artifact.get("page"))?.content));
    await chat.send("what stands there?");
    expect(read).toBe("one, mended");
    expect(versions(chat)).toEqual(["1 by app", "2 by person"]);
  });

  it("cannot be edited while the app writes it, nor under an id that is none of its versions", async () => {
    const app = createApp();
    app.onMessage(async (message) => {
      const doc = new Artifact({ key: "doc", type: "markdown" });
      await doc.streamToken(message.content);
      if (message.content !== "wait") return void (await doc.send());
      await expect(chat.editArtifact("doc", "mine")).rejects.toMatchObject({ code: "OVERLOADED" });
      await doc.send();
    });
    const chat = await openChat(app);
    await chat.send("wait");
    await expect(chat.editArtifact("other", "x")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(chat.editArtifact("doc", "x".repeat(300_000))).rejects.toMatchObject({ code: "TOO_LARGE" });
    expect(versions(chat)).toEqual(["1 by app"]);
    await chat[Symbol.asyncDispose]();
  });

  it("does not go back to a version that never was", async () => {
    const { app } = writer();
    await using chat = await openChat(app);
    await chat.send("write one");
    await chat.editArtifact("page", "two");
    await expect(chat.editArtifact("page", "three", { restoredFrom: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await chat.editArtifact("page", "one", { restoredFrom: 1 });
    expect(versions(chat)).toEqual(["1 by app", "2 by person", "3 by person"]);
  });

  it("belongs to the branch it was written on", async () => {
    const { app } = writer();
    await using chat = await openChat(app);
    await chat.send("write first");
    const asked = chat.messages[0];
    if (!asked) throw new Error("Nothing was sent.");
    await chat.edit(asked.id as Parameters<TestChat["edit"]>[0], "write other");
    expect(chat.artifacts).toMatchObject([{ key: "page", version: 2, content: "other" }]);
    let listed: string[] = [];
    app.onMessage(async () => void (listed = (await Artifact.list()).map(({ version, content }) => `${version} ${content}`)));
    await chat.send("list");
    expect(listed).toEqual(["2 other"]);
  });

  it("is found when its turn has left the window, and after a restart", async () => {
    const stores = await createDurableStores();
    const { app } = writer();
    const first = await openChat(app, { ...stores(), owner: "visitor:a" });
    await first.send("write long ago");
    await first.editArtifact("page", "mended long ago");
    for (let n = 0; n < 22; n++) await first.send(`message ${n}`);
    expect(first.artifacts).toEqual([]);
    const seen: (string | undefined)[] = [];
    const look = async () => {
      const found = await Artifact.get("page");
      seen.push(found && `${found.version} ${found.by} ${found.content}`);
    };
    app.onMessage(look);
    await first.send("look");
    await first[Symbol.asyncDispose]();
    await using again = await openChat(app, { ...stores(), owner: "visitor:a", threadId: first.session.threadId });
    await again.send("look again");
    expect(seen).toEqual(["2 person mended long ago", "2 person mended long ago"]);
  });
});

describe("what a model is told of documents", () => {
  const told = async (artifacts?: "newest" | "all" | "none") =>
    (await chatContext.toOpenAI(artifacts ? { artifacts } : {})).map(({ role, content }) => `${role}: ${content}`);

  it("is the newest version of each, the older ones by name, and edits as the person's words", async () => {
    const { app } = writer();
    const seen: string[][] = [];
    await using chat = await openChat(app);
    await chat.send("write one");
    await chat.editArtifact("page", "two");
    app.onMessage(async () => void seen.push(await told(), await told("all"), await told("none")));
    await chat.send("now?");
    const first = '[This is the document "The page" (key "page", markdown, version 1).]';
    const second = '[I edited the document "The page" (key "page", markdown, version 2).]';
    const left = " [Its content is left out here.]";
    const around = (...middle: string[]) => ["user: write one", ...middle, "user: now?"];
    expect(seen).toEqual([
      around(`assistant: ${first}${left}`, `user: ${second}\n\ntwo`),
      around(`assistant: ${first}\n\none`, `user: ${second}\n\ntwo`),
      around(`assistant: ${first}${left}`, `user: ${second}${left}`),
    ]);
  });
});
