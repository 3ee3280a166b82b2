import { ChatClient, memoryStorage } from "@colloquy/client";
import { newId } from "@colloquy/protocol";
import { register as authors, Counter } from "prom-client";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../../../test/free-port.ts";
import { Person } from "../../../test/person.ts";
import { createApp } from "../app/app.ts";
import { askConfirm } from "../chat/asks/ask-confirm.ts";
import { Message } from "../chat/message.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { serveApp } from "../testing/serve-app.ts";

const TOKEN = "a-token-of-sixteen";

/** The samples of a page by their names with labels, as a scraper takes them. */
function samplesOf(page: string): ReadonlyMap<string, number> {
  const lines = page.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]));
}

async function scrape(url: string, token: string | undefined = TOKEN): Promise<ReadonlyMap<string, number>> {
  const answer = await fetch(url, { headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toMatch(/^application\/openmetrics-text; version=1\.0\.0/);
  const page = await answer.text();
  expect(page.endsWith("# EOF\n")).toBe(true);
  return samplesOf(page);
}

/** What stands there is the page, or a word that nobody built it. */
async function expectNone(url: string): Promise<void> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.headers.get("content-type")).not.toContain("openmetrics");
  expect(await answer.text()).not.toContain("colloquy_");
}

const answering = () => createApp({ onMessage: (message) => new Message(`re ${message.content}`).send() });
const serve = (config: ColloquyConfig, app = answering()) => serveApp(app, { config });

describe("who reads metrics", () => {
  it("is nobody, without settings", async () => {
    await using served = await serve({});
    expect(served.server.routes.filter((route) => route.includes("metrics"))).toEqual([]);
    expect(served.server.metricsPort).toBeUndefined();
    await expectNone(served.url);
  });

  it("is who shows the token, at the server's own port", async () => {
    await using served = await serve({ metrics: { token: TOKEN }, rootPath: "/chat" });
    const at = `${served.url}/metrics`;
    for (const authorization of [undefined, "", TOKEN, `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, "Bearer", `Basic ${TOKEN}`]) {
      const answer = await fetch(at, { headers: authorization === undefined ? {} : { authorization } });
      expect([authorization, answer.status, answer.headers.get("www-authenticate")]).toEqual([authorization, 401, "Bearer"]);
      expect(await answer.text()).not.toContain("colloquy_");
    }
    expect((await scrape(at)).get("colloquy_ready")).toBe(1);
  });

  it("reads there which release of the app runs, and nothing where it says none", async () => {
    const releases: unknown[] = [];
    for (const release of ["1.4.2", undefined]) {
      await using served = await serveApp(answering(), {
        config: { metrics: { token: TOKEN } },
        ...(release !== undefined && { release }),
      });
      const samples = await scrape(`${served.url}/metrics`);
      releases.push([...samples.keys()].find((name) => name.startsWith("colloquy_build_info"))?.match(/release="(.*?)"/)?.[1]);
    }
    expect(releases).toEqual(["1.4.2", ""]);
  });

  it("is who shows the token where people must sign in, and no person", async () => {
    const app = answering();
    app.passwordAuth(() => ({ identifier: "ada" }));
    await using served = await serve({ metrics: { token: TOKEN } }, app);
    const { cookie } = await served.signIn({ identifier: "ada" });
    expect((await fetch(`${served.url}/metrics`, { headers: { cookie } })).status).toBe(401);
    expect((await scrape(`${served.url}/metrics`)).get("colloquy_ready")).toBe(1);
  });

  it("is who reaches a port of their own, which answers nothing else; the server's own then has none", async () => {
    await using served = await serve({ metrics: { port: 0 } });
    const own = `http://127.0.0.1:${served.server.metricsPort}`;
    expect((await scrape(`${own}/metrics`, undefined)).get("colloquy_ready")).toBe(1);
    for (const at of ["/", "/healthz", "/api/threads", "/metrics/x"]) expect([at, (await fetch(`${own}${at}`)).status]).toEqual([at, 404]);
    expect((await fetch(`${own}/metrics`, { method: "POST" })).status).toBe(405);
    await expectNone(served.url);
  });

  it("is asked for the token at that port too, where there is one", async () => {
    await using served = await serve({ metrics: { port: 0, token: TOKEN } });
    const own = `http://127.0.0.1:${served.server.metricsPort}/metrics`;
    expect((await fetch(own)).status).toBe(401);
    expect((await scrape(own)).get("colloquy_ready")).toBe(1);
    await expectNone(served.url);
  });

  it("is at the address that metrics.host names; a port that is taken, or a host that is none of this machine, keeps the server from starting", async () => {
    const port = await freePort();
    {
      await using served = await serve({ metrics: { port, host: "127.0.0.2" } });
      expect(served.server.metricsPort).toBe(port);
      await scrape(`http://127.0.0.2:${port}/metrics`, undefined);
      await expect(fetch(`http://127.0.0.1:${port}/metrics`)).rejects.toThrow();
      await expect(serve({ metrics: { port, host: "127.0.0.2" } })).rejects.toMatchObject({
        code: "BAD_CONFIG",
        message: `Metrics cannot be served at 127.0.0.2:${port}.`,
      });
    }
    await expect(serve({ metrics: { port, host: "192.0.2.1" } })).rejects.toMatchObject({ code: "BAD_CONFIG" });
    // It is free again: the server that could not start has let go of everything.
    await using again = await serve({ metrics: { port, host: "127.0.0.2" } });
    expect(again.server.metricsPort).toBe(port);
  });

  it("refuses a token that can be guessed", async () => {
    await expect(serve({ metrics: { token: "short" } })).rejects.toMatchObject({ code: "BAD_CONFIG" });
  });
});

describe("metrics say", () => {
  it("which chats are live, who is connected and what runs, by counts that go up and down again", async () => {
    let goOn: () => void = () => undefined;
    let waits: () => void = () => undefined;
    const waiting = new Promise<void>((resolve) => (waits = resolve));
    const app = createApp({
      onMessage: async ({ content }) => {
        if (content === "ask") await askConfirm("Which?");
        if (content === "fail") throw new Error("no");
        if (content === "wait") {
          await new Promise<void>((resolve) => {
            goOn = resolve;
            waits();
          });
        }
        await new Message("done").send();
      },
    });
    await using served = await serve({ metrics: { token: TOKEN } }, app);
    const read = () => scrape(`${served.url}/metrics`);
    const before = await read();
    expect(before.get('colloquy_sessions{role="owner"}')).toBe(0);
    expect(before.get('colloquy_sessions{role="follower"}')).toBe(0);
    expect(before.get("colloquy_connections")).toBe(0);

    using person = new Person(served.url);
    await person.ask("hello");
    const idle = await read();
    expect(idle.get('colloquy_sessions{role="owner"}')).toBe(1);
    expect(idle.get("colloquy_connections")).toBe(1);
    expect(idle.get('colloquy_turns{state="running"}')).toBe(0);
    expect(idle.get('colloquy_turns_ended_total{state="done"}')).toBe(1);

    person.client.sendMessage("wait");
    await waiting;
    person.client.sendMessage("fail");
    await expect.poll(async () => (await read()).get('colloquy_turns{state="queued"}')).toBe(1);
    expect((await read()).get('colloquy_turns{state="running"}')).toBe(1);
    goOn();
    await expect.poll(async () => (await read()).get('colloquy_turns_ended_total{state="failed"}')).toBe(1);

    person.client.sendMessage("ask");
    await expect.poll(async () => (await read()).get("colloquy_asks_open")).toBe(1);
    const last = await read();
    expect(last.get("colloquy_facts_total")).toBeGreaterThan(idle.get("colloquy_facts_total") ?? 0);
    expect(last.get("colloquy_frames_sent_total")).toBeGreaterThan(idle.get("colloquy_frames_sent_total") ?? 0);

    const another = new ChatClient({ url: served.url, storage: memoryStorage(), transport: "stream" });
    another.connect();
    await expect.poll(async () => (await read()).get("colloquy_connections")).toBe(2);
    expect((await read()).get("colloquy_frames_sent_total")).toBeGreaterThan(last.get("colloquy_frames_sent_total") ?? 0);

    person.client.close();
    another.close();
    await expect.poll(async () => (await read()).get("colloquy_connections")).toBe(0);
  });

  it("how long the stores take and how often they fail, and when nothing can be written", async () => {
    const memory = createMemoryDataLayer();
    let isAway = false;
    const write: typeof memory.write = (batch) => (isAway ? Promise.reject(new Error("away")) : memory.write(batch));
    const dataLayer = new Proxy(memory, { get: (layer, name) => (name === "write" ? write : Reflect.get(layer, name, layer)) });
    await using served = await serveApp(answering(), { config: { metrics: { token: TOKEN } }, dataLayer });
    const read = () => scrape(`${served.url}/metrics`);
    using person = new Person(served.url);
    await person.ask("hello");
    await expect.poll(async () => (await read()).get('colloquy_store_write_seconds_count{what="chat"}')).toBeGreaterThan(0);
    await expect.poll(async () => (await read()).get('colloquy_store_write_seconds_count{what="session"}')).toBeGreaterThan(0);
    expect((await read()).get("colloquy_store_failures_total")).toBe(0);
    isAway = true;
    person.client.sendMessage("again");
    await expect.poll(async () => (await read()).get("colloquy_store_in_trouble"), { timeout: 10_000 }).toBe(1);
    const away = await read();
    expect(away.get("colloquy_store_failures_total")).toBeGreaterThan(1);
    expect(away.get("colloquy_store_waiting")).toBeGreaterThan(0);
    isAway = false;
    await expect.poll(async () => (await read()).get("colloquy_store_in_trouble"), { timeout: 10_000 }).toBe(0);
  });

  it("how the process is: memory, processor, event loop", async () => {
    await using served = await serve({ metrics: { token: TOKEN } });
    const found = await scrape(`${served.url}/metrics`);
    for (const name of ["process_resident_memory_bytes", "process_cpu_seconds_total", "nodejs_eventloop_lag_p99_seconds"])
      expect(found.has(name), name).toBe(true);
  });

  it("what the author counts with the same library, whose own page stays as it is; where a name is taken, ours is told", async () => {
    onTestFinished(() => authors.clear());
    new Counter({ name: "orders_total", help: "Orders." }).inc(3);
    new Counter({ name: "colloquy_facts_total", help: "Not ours." }).inc(1_000_000);
    await using served = await serve({ metrics: { token: TOKEN } });
    for (let times = 0; times < 2; times += 1) {
      const found = await scrape(`${served.url}/metrics`);
      expect(found.get("orders_total")).toBe(3);
      expect(found.get("colloquy_facts_total")).toBeLessThan(1_000_000);
    }
    expect(await authors.metrics()).toContain("orders_total 3");
  });

  it("as many lines as before, whoever comes: no label grows", async () => {
    await using served = await serve({ metrics: { token: TOKEN } });
    const names = async () => [...(await scrape(`${served.url}/metrics`)).keys()].filter((name) => name.startsWith("colloquy_")).sort();
    const before = await names();
    for (let people = 0; people < 5; people += 1) {
      using person = new Person(served.url);
      await person.ask(newId());
    }
    expect(await names()).toEqual(before);
  });
});
