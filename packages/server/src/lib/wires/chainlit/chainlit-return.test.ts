// Chainlit's clients come back: after a broken line, with another session id, after a restart. Nobody comes to what is not theirs.
import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { echo, talker, WORDS } from "../../../../test/their-apps.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { createSqliteDataLayer } from "../../data/drivers/sqlite.ts";
import { createSqliteSessionStore } from "../../session-store/drivers/sqlite.ts";
import { createSqliteFile } from "../../sqlite/sqlite-file.ts";
import { serveApp } from "../../testing/serve-app.ts";

/** The identity that Chainlit's clients get before they connect. */
async function cookieOf(url: string): Promise<string> {
  const welcome = await fetch(`${url}/set-session-cookie`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ session_id: randomUUID() }),
  });
  const cookies = welcome.headers.getSetCookie().map((set) => set.split(";")[0]);
  return cookies.join("; ");
}

const INTERRUPTED = "This answer was interrupted. Send your message again to try once more.";

describe("Chainlit's client that comes back", () => {
  it("misses no token and gets none twice when the line is cut in the middle", async () => {
    const { app, open } = talker();
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.some((text) => text.endsWith("word99 ")));
    client.cut();
    open();
    client.reconnect();
    await client.until(() => client.texts.some((text) => text.endsWith("word199 ")) && !client.loading);
    expect(client.texts).toEqual(["go", WORDS.join("")]);
    expect(client.dropped).toEqual([]);
  });

  it("finds its thread again with another session id when a cookie says whose it is", async () => {
    await using served = await serveApp(echo());
    const cookie = await cookieOf(served.url);
    using first = new TheirClient(served.url, { cookie });
    first.send("one");
    await first.until(() => first.texts.includes("You said one") && first.threadId !== "");
    using second = new TheirClient(served.url, { cookie, threadId: first.threadId });
    await second.until(() => second.names.includes("resume_thread"));
    expect([...second.texts].sort()).toEqual([...first.texts].sort());
    expect(second.names.slice(3, 5)).toEqual(["first_interaction", "resume_thread"]);
    using stranger = new TheirClient(served.url, { threadId: first.threadId });
    await stranger.until(() => stranger.names.includes("resume_thread_error") && stranger.texts.includes("Hello!"));
    expect(stranger.texts).toEqual(["Hello!"]);
  });

  it("gets nothing of another person's chat by their session id", async () => {
    await using served = await serveApp(echo());
    const [mine, theirs] = [await cookieOf(served.url), await cookieOf(served.url)];
    using owner = new TheirClient(served.url, { cookie: mine });
    await owner.hears("Hello!");
    owner.send("my secret");
    await owner.hears("You said my secret");
    const { sessionId, threadId } = owner;
    using stranger = new TheirClient(served.url, { cookie: theirs, sessionId, threadId });
    using nobody = new TheirClient(served.url, { sessionId, threadId });
    for (const client of [stranger, nobody]) {
      await client.hears("Hello!");
      client.send("who is there");
      await client.hears("You said who is there");
      expect(client.texts).toEqual(["Hello!", "who is there", "You said who is there"]);
      expect(client.names).not.toContain("resume_thread");
    }
    expect(owner.texts).toEqual(["Hello!", "my secret", "You said my secret"]);
  });

  it("is given the whole thread after the server was started again, with what was said until then, and goes on", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "colloquy-chainlit-"));
    const stores = () => {
      const file = createSqliteFile({ file: path.join(folder, "chats.sqlite") });
      return { dataLayer: createSqliteDataLayer(file), sessionStore: createSqliteSessionStore(file) };
    };
    const first = await serveApp(talker().app, stores());
    using client = new TheirClient(first.url);
    client.send("go");
    await client.until(() => client.texts.some((text) => text.endsWith("word99 ")) && client.threadId !== "");
    const { threadId } = client;
    await first.close();
    const { app, open } = talker();
    open();
    await using second = await serveApp(app, stores());
    client.reconnect(second.url);
    await client.until(() => client.names.includes("resume_thread") && !client.loading);
    // In the thread's order: what ended the turn stands beside its run.
    expect(client.texts).toEqual(expect.arrayContaining(["go", WORDS.slice(0, 100).join(""), INTERRUPTED]));
    expect(client.payloads[client.names.lastIndexOf("first_interaction")]).toEqual({ interaction: "resume", thread_id: threadId });
    client.send("once more");
    await client.hears(WORDS.join(""));
    expect(client.texts.filter((text) => text !== INTERRUPTED)).toEqual(["go", WORDS.slice(0, 100).join(""), "once more", WORDS.join("")]);
    expect(client.count("resume_thread")).toBe(1);
    expect(client.dropped).toEqual([]);
  });

  it("begins a new chat after clear_session", async () => {
    await using served = await serveApp(echo());
    using first = new TheirClient(served.url);
    first.send("one");
    await first.until(() => first.texts.includes("You said one"));
    first.socket.emit("clear_session");
    first.socket.disconnect();
    using second = new TheirClient(served.url);
    await second.until(() => second.texts.includes("Hello!"));
    expect(second.texts).toEqual(["Hello!"]);
  });
});
