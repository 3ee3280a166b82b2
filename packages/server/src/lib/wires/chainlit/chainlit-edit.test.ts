// Edits over Chainlit's wire: the client goes on using the old id, and takes away what follows before it asks.
import { describe, expect, it } from "vitest";
import { echo, talker, WORDS } from "../../../../test/their-apps.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { serveApp } from "../../testing/serve-app.ts";

describe("Chainlit's client that edits", () => {
  it("edits the same message twice, and what followed is gone", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && !client.loading);
    const id = client.send("one");
    await client.until(() => client.texts.includes("You said one") && !client.loading);
    client.send("more");
    await client.until(() => client.texts.includes("You said more") && !client.loading);
    client.edit(id, "two");
    await client.until(() => client.texts.includes("You said two") && !client.loading);
    expect(client.texts).toEqual(["Hello!", "two", "You said two"]);
    client.edit(id, "three");
    await client.until(() => client.texts.includes("You said three") && !client.loading);
    expect(client.texts).toEqual(["Hello!", "three", "You said three"]);
  });

  it("has everything again when an edit is refused, and may then make another", async () => {
    await using served = await serveApp(echo(), { config: { limits: { messageLength: 30 } } });
    using client = new TheirClient(served.url);
    await client.hears("Hello!");
    const id = client.send("one");
    await client.hears("You said one");
    client.send("later");
    await client.hears("You said later");
    const before = client.texts;
    client.edit(id, "much more than thirty characters of text");
    expect(client.texts).toEqual(["Hello!", "one"]);
    await client.until(() => client.texts.at(-1)?.startsWith("A message may have 30 characters. ") === true && !client.loading);
    expect(client.texts.slice(0, -1)).toEqual(before);
    client.edit(id, "two");
    await client.hears("You said two");
    expect(client.texts).toEqual(["Hello!", "two", "You said two"]);
    client.edit(id, "again much more than thirty characters");
    await client.until(() => client.texts.at(-1)?.startsWith("A message may have 30 characters. ") === true && !client.loading);
    expect(client.texts.slice(0, -1)).toEqual(["Hello!", "two", "You said two"]);
    expect(client.dropped).toEqual([]);
  });

  it("finds what was stopped below the message's old id, and loses it with the next edit", async () => {
    const { app, open } = talker();
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    const id = client.send("one");
    const half = WORDS.slice(0, 100).join("");
    await client.until(() => client.texts.includes(half));
    client.edit(id, "two");
    await client.until(() => client.steps.get(id)?.output === "two" && client.texts.includes(half));
    client.stop();
    await client.hears("Stopped.");
    expect(client.texts).toEqual(["two", half, "Stopped."]);
    expect([...client.steps.values()].find(({ output }) => output === "Stopped.")?.parentId).toBe(id);
    open();
    client.edit(id, "three");
    await client.hears(WORDS.join(""));
    expect(client.texts).toEqual(["three", WORDS.join("")]);
  });
});
