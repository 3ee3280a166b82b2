// A chat over Chainlit's wire against a real server: greeting, answers, steps, stop.
import { newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { echo, talker, WORDS } from "../../../../test/their-apps.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import type { Shown } from "../../../../test/their-steps.ts";
import { createApp, Message, sleep, withStep } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

describe("Chainlit's client", () => {
  it("is given text in pieces that its page can keep up with, and none of it late", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const reply = new Message("");
      for (let n = 0; n < 200; n++) {
        await reply.streamToken(`w${n} `);
        await sleep(2);
      }
      await reply.send();
    });
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    const started = performance.now();
    client.send("go");
    await client.until(() => client.texts.some((text) => text.endsWith("w199 ")) && !client.loading);
    const took = performance.now() - started;
    const pieces = client.names.filter((name) => name === "stream_token").length;
    expect(pieces).toBeGreaterThan(3);
    expect(pieces).toBeLessThan(took / 50 + 3);
    expect(client.texts.at(-1)).toBe(Array.from({ length: 200 }, (_, n) => `w${n} `).join(""));
    expect(client.dropped).toEqual([]);
  });

  it("may say what the page around it has to say: the app sees that no person said it", async () => {
    const app = createApp();
    app.onMessage(async ({ type, content }) => void (await new Message(`${type}: ${content}`).send()));
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("the cart is empty", { type: "system_message" });
    await client.hears("system_message: the cart is empty");
    client.send("hello", { type: "assistant_message" });
    await client.hears("user_message: hello");
  });

  it("is told three clears first, then greeted inside of a run", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && client.names.at(-1) === "task_end");
    expect(client.names.slice(0, 3)).toEqual(["task_end", "clear_ask", "clear_call_fn"]);
    const run = [...client.steps.values()].find(({ name }) => name === "on_chat_start");
    expect(run?.end).toEqual(expect.any(String));
    expect(client.dropped).toEqual([]);
  });

  it("is answered under a run of its own message, which is not echoed, and told of the first interaction once", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && !client.loading);
    const id = client.send("one");
    await client.until(() => client.texts.includes("You said one") && !client.loading);
    client.send("two");
    await client.until(() => client.texts.includes("You said two") && !client.loading);
    expect(client.texts).toEqual(["Hello!", "one", "You said one", "two", "You said two"]);
    expect(client.names.filter((name) => name === "first_interaction")).toHaveLength(1);
    const run = [...client.steps.values()].find(({ parentId }) => parentId === id);
    expect(run).toMatchObject({ name: "on_message", type: "run", end: expect.any(String) });
    expect(client.payloads.filter((payload) => (payload as { id?: string }).id === id)).toEqual([]);
    expect(client.dropped).toEqual([]);
  });

  it("gets the first token inside of stream_start, and the whole text at the end", async () => {
    const { app, open } = talker();
    open();
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.includes(WORDS.join("")) && !client.loading);
    const start = client.payloads[client.names.indexOf("stream_start")] as Shown;
    expect(start).toMatchObject({ streaming: true });
    expect(start.output.startsWith("word0 ")).toBe(true);
    const last = client.payloads.findLast((payload) => (payload as Shown).id === start.id) as Shown;
    expect(last).toMatchObject({ output: WORDS.join(""), streaming: false });
  });

  it("sees steps inside of steps, parents first", async () => {
    const app = createApp();
    app.onMessage(async () => {
      await withStep({ name: "outer", type: "tool" }, () => withStep({ name: "inner", type: "tool" }, () => "done"));
      await new Message("ready").send();
    });
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.includes("ready") && !client.loading);
    const named = (name: string) => [...client.steps.values()].find((step) => step.name === name);
    expect(named("inner")).toMatchObject({ parentId: named("outer")?.id, end: expect.any(String), output: "done" });
    expect(named("outer")?.parentId).toBe(named("on_message")?.id);
    expect(client.dropped).toEqual([]);
  });

  it("stops an answer and keeps what was said", async () => {
    const { app } = talker();
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.some((text) => text.endsWith("word99 ")));
    client.stop();
    await client.hears("Stopped.");
    expect(client.texts).toContain(WORDS.slice(0, 100).join(""));
    expect([...client.steps.values()].every(({ streaming }) => !streaming)).toBe(true);
  });

  it.each([
    ["the first language of the browser", "de-AT,de;q=0.9,en;q=0.8", undefined, "Angehalten."],
    ["English when it has none of ours", "is", undefined, "Stopped."],
    ["the one language the app allows", "de", "fr", "Arrêté."],
  ])("reads that an answer was stopped in %s, live and from the history", async (_what, accepted, language, notice) => {
    const { app } = talker();
    await using served = await serveApp(app, { config: { ...(language && { language }) } });
    const welcome = await fetch(`${served.url}/set-session-cookie`, { method: "POST", body: JSON.stringify({ session_id: newId() }) });
    const cookie = welcome.headers
      .getSetCookie()
      .map((set) => set.split(";")[0])
      .join("; ");
    using client = new TheirClient(served.url, { cookie, language: accepted });
    client.send("go");
    await client.until(() => client.texts.some((text) => text.endsWith("word99 ")) && client.threadId !== "");
    client.stop();
    await client.hears(notice);
    using again = new TheirClient(served.url, { cookie, language: accepted, threadId: client.threadId });
    await again.until(() => again.names.includes("resume_thread") && again.texts.includes(notice));
    const idIn = ({ steps }: TheirClient) => [...steps.values()].find(({ output }) => output === notice)?.id;
    const stored = async () => {
      const answer = await fetch(`${served.url}/project/thread/${client.threadId}`, { headers: { cookie, "accept-language": accepted } });
      return ((await answer.json()) as { steps: Shown[] }).steps.find(({ output }) => output === notice)?.id;
    };
    await expect.poll(stored).toEqual(expect.any(String));
    expect([idIn(again), await stored()]).toEqual([idIn(client), idIn(client)]);
  });

  it("spins again when a message that waited gets its turn after a stop", async () => {
    const { app, open } = talker();
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.some((text) => text.endsWith("word99 ")));
    client.send("and again");
    await client.until(() => client.count("first_interaction") === 1);
    client.stop();
    expect(client.loading).toBe(false);
    await client.until(() => client.texts.includes("Stopped."));
    await client.until(() => client.loading && client.count("task_start") === 2);
    open();
    await client.until(() => client.texts.includes(WORDS.join("")) && !client.loading);
    expect(client.names.at(-1)).toBe("task_end");
  });
});
