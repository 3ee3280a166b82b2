// Requests over HTTP at a node that neither runs the chat nor has anybody connected to it: they are answered as anywhere.
import { newId } from "@colloquy/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OurClient } from "../../../test/our-client.ts";
import { TheirClient } from "../../../test/their-client.ts";
import { Action, askFile, createApp, Message, Text } from "../../index.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { loadSecret } from "../config/secret.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { createMemoryRelayDriver, MemoryHub } from "../relay/drivers/memory.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { Faults } from "../relay/testing/faults.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "0".repeat(64) }, dev: true });

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.remove());

/** What ran where. */
let ran: string[] = [];
/** Runs the chats, and another that nobody is connected to. */
let home: ServedApp;
let other: ServedApp;
/** What is wrong with the lines of the other one. */
let faults: Faults;

beforeEach(async () => {
  ran = [];
  const hub = new MemoryHub();
  const blobStore = createMemoryBlobStore();
  const options = { url: postgres.url, schema: `e${newId().replaceAll("-", "")}` };
  faults = new Faults();
  const node = (name: string, relay = createMemoryRelayDriver(hub)) =>
    serveApp(appOf(name), {
      keys,
      dataLayer: createPostgresDataLayer(options),
      sessionStore: createPostgresSessionStore(options),
      blobStore,
      config: { uploads: { enabled: false } },
      relay: createRelay(relay),
    });
  home = await node("home");
  other = await node("other", faults.around(createMemoryRelayDriver(hub)));
});
afterEach(async () => {
  await Promise.allSettled([home.close(), other.close()]);
});

function appOf(name: string) {
  const app = createApp({
    onChatStart: async () =>
      void (await new Message({ content: "Hello", elements: [new Text({ name: "note", content: "a note" })] }).send()),
    onMessage: async ({ content }) => {
      if (content === "file") return void (await new Message(`got ${(await askFile("Which?", { accept: ["text/*"] }))?.[0]?.name}`).send());
      await new Message({ content: `${content} at ${name}`, actions: [new Action({ name: "press", label: "Press" })] }).send();
    },
    onFeedback: ({ rating }) => void ran.push(`${rating} at ${name}`),
    authorRename: (author) => (author === "Assistant" ? `Renamed by ${name}` : author),
  });
  app.actionCallback("press", () => `pressed at ${name}`);
  return app;
}

/** Asks the node that has nothing to do with the chat, as whoever has this page. */
async function ask(page: OurClient, method: string, path: string, body?: unknown): Promise<[number, unknown]> {
  const headers = { origin: other.url, "x-client-key": String(page.identity.clientKey) };
  const json = body === undefined || body instanceof FormData ? {} : { "content-type": "application/json" };
  const sent = body === undefined || body instanceof FormData ? body : JSON.stringify(body);
  const answer = await fetch(`${other.url}${path}`, {
    method,
    headers: { ...headers, ...json },
    ...(sent !== undefined && { body: sent }),
  });
  return [answer.status, await answer.json()];
}

async function opened(): Promise<OurClient> {
  const page = new OurClient(home.url);
  await page.until(() => page.texts.includes("Hello"));
  return page;
}

const threadOf = (page: OurClient) => `/api/threads/${page.attached?.threadId}`;
const stepIdOf = (page: OurClient, text: string) =>
  [...(page.state?.steps.values() ?? [])].find(({ texts }) => texts.output?.read() === text)?.step.id;

describe("a node that has nothing to do with a chat", () => {
  it("reads what is shown in it before anything was said, for its owner alone", async () => {
    using page = await opened();
    const path = `${threadOf(page)}/elements/${[...(page.state?.elements.keys() ?? [])][0]}`;
    expect(await ask(page, "GET", path)).toEqual([200, { element: expect.objectContaining({ name: "note" }) }]);
    using stranger = await opened();
    expect((await ask(stranger, "GET", path))[0]).toBe(404);
  });

  it("reads what was said just now, under the names that its app gives", async () => {
    using page = await opened();
    await page.say("one");
    await page.until(() => page.texts.includes("one at home"));
    const [status, body] = await ask(page, "GET", threadOf(page));
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain("one at home");
    expect(JSON.stringify(body)).toContain("Renamed by home");
    expect(JSON.stringify(body)).not.toContain("Renamed by other");
  });

  it("still reads what is stored while it reaches no other node", async () => {
    using page = await opened();
    await page.say("one");
    await page.until(() => page.texts.includes("one at home"));
    expect((await ask(page, "GET", threadOf(page)))[0]).toBe(200);
    faults.cut();
    const [status, body] = await ask(page, "GET", threadOf(page));
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain("one at home");
    faults.mend();
  });

  it("takes a rating, which the app hears of where the chat runs", async () => {
    using page = await opened();
    await page.say("one");
    await page.until(() => page.texts.includes("one at home") && page.state?.queue.length === 0);
    const stepId = stepIdOf(page, "one at home");
    const path = `${threadOf(page)}/messages/${stepId}/feedback`;
    await expect.poll(async () => (await ask(page, "PUT", path, { rating: "up" }))[0]).toBe(200);
    await expect.poll(() => ran).toEqual(["up at home"]);
    await page.until(() => page.state?.steps.get(stepId ?? newId())?.mark?.feedback?.rating === "up");
    expect((await ask(page, "PUT", path, { rating: "up", tags: ["none of them"] }))[0]).toBe(400);
  });

  it("takes files while a question there waits for some, by what the question takes", async () => {
    using page = await opened();
    const upload = (name: string, type: string) => {
      const form = new FormData();
      form.append("file", new File(["text"], name, { type }));
      return ask(page, "POST", `${threadOf(page)}/files`, form);
    };
    expect(JSON.stringify(await upload("a.txt", "text/plain"))).toContain("NOT_SUPPORTED");
    void page.say("file");
    await page.until(() => page.state?.asks.size === 1);
    const [status, file] = await upload("a.txt", "text/plain");
    expect(status).toBe(201);
    const [ask1] = page.state?.asks.values() ?? [];
    const answer = { kind: "file" as const, files: [(file as { key: never }).key] };
    expect(await page.request({ type: "answerAsk", askId: ask1?.id ?? newId(), answer })).toMatchObject({ ok: true });
    await page.until(() => page.texts.includes("got a.txt"));
  });

  it("does a request that was posted to it where the chat runs, and follows nothing for it", async () => {
    using page = await opened();
    const request = { type: "sendMessage", message: { id: newId(), text: "posted" } };
    const handle = page.attached?.handle;
    expect(await ask(page, "POST", "/api/requests", { handle, request })).toEqual([200, expect.objectContaining({ ok: true })]);
    await page.until(() => page.texts.includes("posted at home"));
    expect(other.server.host.registry.followed).toEqual([]);
    using stranger = await opened();
    expect((await ask(stranger, "POST", "/api/requests", { handle, request }))[0]).toBe(404);
  });

  it("presses a button for Chainlit's client", async () => {
    using client = new TheirClient(home.url);
    await client.hears("Hello");
    client.send("one");
    await client.until(() => client.actions.length > 0 && client.texts.includes("one at home"));
    const at = { fetch: (path: string, init: RequestInit) => fetch(other.url + path, init) };
    expect(await client.press("Press", at)).toEqual([200, { success: true, response: "pressed at home" }]);
  });

  it("deletes all chats of a person, also those that run elsewhere", async () => {
    using page = await opened();
    await page.say("one");
    await page.until(() => page.texts.includes("one at home"));
    const [session] = home.server.host.registry.sessions;
    const count = await other.server.host.registry.putAllAway(session?.owner ?? "", new Date().toISOString());
    expect(count).toBe(1);
    await page.closed;
    expect(home.server.host.registry.sessions).toEqual([]);
  });

  it("gives the chats of a visitor to the user that they signed in as, and their pages come back", async () => {
    using page = await opened();
    await page.say("one");
    await page.until(() => page.texts.includes("one at home"));
    const [session] = home.server.host.registry.sessions;
    const cut = page.closed;
    await other.server.host.registry.moveOwner(session?.owner ?? "", "user:ada");
    await cut;
    expect(session?.owner).toBe("user:ada");
    expect(await other.server.host.registry.ownerOf(session?.threadId ?? newId())).toBe("user:ada");
  });
});
