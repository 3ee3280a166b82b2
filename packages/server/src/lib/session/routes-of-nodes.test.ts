// More that is asked over HTTP at a node that neither runs a chat nor has anybody connected to it: shared chats, pictures of other servers, files and
// elements, by our routes and by Chainlit's.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { newId, type Share, type SharedChat, type StepId, type ThreadId } from "@colloquy/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Browser, type Connection } from "../../../test/browser.ts";
import { TheirClient } from "../../../test/their-client.ts";
import { CustomElement, createApp, Message, Plotly, Text } from "../../index.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { Nodes, type TestNode } from "../testing/serve-nodes.ts";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
/** Another server of the internet. */
const pictures = createServer((_, response) => void response.setHeader("content-type", "image/png").end(PNG));

let postgres: TestPostgres;
let sea: string;
beforeAll(async () => {
  postgres = await startPostgres();
  await new Promise<void>((resolve) => pictures.listen(0, "127.0.0.1", resolve));
  sea = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/sea.png`;
}, 60_000);
afterAll(async () => {
  pictures.close();
  await postgres?.remove();
});

/** What ran where. */
let ran: string[] = [];
let nodes: Nodes;
/** Runs the chats, and one that has nothing to do with them. */
let home: TestNode;
let other: TestNode;
const opened: Disposable[] = [];

beforeEach(async () => {
  ran = [];
  nodes = new Nodes({
    postgres,
    app: appOf,
    config: {
      auth: { allowVisitors: true },
      features: { allowThreadSharing: true, shareWithAnyone: true },
      egressAllow: ["127.0.0.1/32"],
      uploads: { accept: ["text/*"] },
    },
  });
  [home, other] = [await nodes.serve("home"), await nodes.serve("other")];
});
afterEach(async () => {
  // Nothing that was asked there has made it follow anything.
  const followed = other.server.host.registry.followed.length;
  for (const one of opened.splice(0)) one[Symbol.dispose]();
  await nodes[Symbol.asyncDispose]();
  expect(followed).toBe(0);
});

function appOf(name: string) {
  const app = createApp({
    passwordAuth: ({ username }) => ({ identifier: username }),
    onChatStart: () =>
      new Message({ content: `Look: ![The sea](${sea})`, elements: [new Text({ name: "note", content: "a note" })] }).send(),
    onMessage: async ({ content, elements }) => {
      const files = elements.map((element) => element.name).join();
      const ticket = new CustomElement({ name: "Ticket", props: { seats: 2 } });
      const plot = new Plotly({ name: "plot", figure: { data: [], layout: { title: `plot of ${name}` } } });
      await new Message({
        content: `${content}${files && ` with ${files}`} at ${name}`,
        elements: content === "show" ? [ticket, plot] : [],
      }).send();
    },
    onFeedback: ({ rating }) => void ran.push(`${rating} at ${name}`),
  });
  return app;
}

function keep<One extends Disposable>(one: One): One {
  opened.push(one);
  return one;
}

interface Person {
  readonly connection: Connection;
  /** The same browser, whose requests the other node gets. */
  readonly elsewhere: Browser;
  say(text: string): Promise<void>;
}

async function person(): Promise<Person> {
  const browser = keep(new Browser(home.url));
  await browser.signIn(newId(), "x");
  const connection = await browser.connect();
  const { threadId } = connection.attached;
  const say = async (text: string) => {
    await connection.socket.emitWithAck("request", { type: "sendMessage", message: { id: newId<StepId>(), text } });
    await expect.poll(() => textsAt(home, threadId)).toContain(`${text} at home`);
    await expect.poll(() => home.server.host.registry.byThread(threadId)?.turns.running.length).toBe(0);
  };
  return { connection, elsewhere: keep(Browser.with(browser.cookie, other.url)), say };
}

function stepsAt(node: TestNode, threadId: ThreadId) {
  return [...(node.server.host.registry.byThread(threadId)?.state.steps.values() ?? [])];
}

function textsAt(node: TestNode, threadId: ThreadId): string[] {
  return stepsAt(node, threadId).map(({ texts }) => texts.output?.read() ?? "");
}

describe("a shared chat at a node that has nothing to do with it", () => {
  async function read(share: Share): Promise<SharedChat> {
    const [status, body] = await keep(new Browser(other.url)).get(`/api/shared/${share.id}`);
    expect(status).toBe(200);
    return (body as { chat: SharedChat }).chat;
  }

  async function share(who: Person, wishes: object): Promise<Share> {
    const [status, body] = await who.elsewhere.post(`/api/threads/${who.connection.attached.threadId}/shares`, wishes);
    expect([status, body]).toMatchObject([200, { share: { id: expect.any(String) } }]);
    return (body as { share: Share }).share;
  }

  it("is read as it is there: one that is followed grows with it, one that was taken once does not", async () => {
    const ada = await person();
    await ada.say("one");
    const [live, once] = [await share(ada, { live: true }), await share(ada, {})];
    for (const link of [live, once]) expect(JSON.stringify(await read(link))).toContain("one at home");
    await ada.say("two");
    // What was read a moment ago is not read again for each who looks.
    await expect.poll(async () => JSON.stringify(await read(live)), { timeout: 10_000 }).toContain("two at home");
    expect(JSON.stringify(await read(once))).not.toContain("two at home");
    // Taken back at one node it leads nowhere at any.
    const { threadId } = ada.connection.attached;
    expect((await ada.elsewhere.fetch(`/api/threads/${threadId}/shares/${live.id}`, { method: "DELETE" })).status).toBe(200);
    for (const node of [home, other]) expect((await keep(new Browser(node.url)).get(`/api/shared/${live.id}`))[0]).toBe(404);
  });

  it("becomes a chat of one's own there, and no chat that runs elsewhere is written over", async () => {
    const [ada, bob] = [await person(), await person()];
    await ada.say("one");
    const link = await share(ada, { live: true });
    const threadId = newId<ThreadId>();
    expect(await bob.elsewhere.post(`/api/shared/${link.id}/copy`, { threadId })).toEqual([200, { threadId }]);
    const [, copy] = await bob.elsewhere.get(`/api/threads/${threadId}`);
    expect(JSON.stringify(copy)).toContain("one at home");
    // Bob's own chat, in which nothing was said yet: nothing of it is stored.
    const taken = await bob.elsewhere.post(`/api/shared/${link.id}/copy`, { threadId: bob.connection.attached.threadId });
    expect(taken[0]).toBe(400);
    expect((await bob.elsewhere.post(`/api/shared/${link.id}/copy`, { threadId: ada.connection.attached.threadId }))[0]).not.toBe(200);
  });
});

describe("a picture of another server", () => {
  it("is fetched by any node for a message that names it, before anything was said and afterwards, and for its owner only", async () => {
    const [ada, bob] = [await person(), await person()];
    const { threadId } = ada.connection.attached;
    await expect.poll(() => textsAt(home, threadId).join()).toContain(sea);
    const named = stepsAt(home, threadId).find(({ texts }) => texts.output?.read().includes(sea));
    const address = (url: string) => `/api/threads/${threadId}/image?step=${named?.step.id}&url=${encodeURIComponent(url)}`;
    for (const said of [undefined, "one"]) {
      if (said !== undefined) await ada.say(said);
      const picture = await ada.elsewhere.fetch(address(sea));
      expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/png"]);
      expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG);
      expect((await ada.elsewhere.fetch(address(`${sea}?other`))).status).toBe(404);
      expect((await bob.elsewhere.fetch(address(sea))).status).toBe(404);
    }
  });
});

describe("a file for a chat in which nothing was said yet", () => {
  it("is taken by any node, kept by the sweep, and goes with the first message", async () => {
    const ada = await person();
    const { threadId } = ada.connection.attached;
    const form = new FormData();
    form.append("file", new Blob(["text"], { type: "text/plain" }), "a.txt");
    const answer = await ada.elsewhere.fetch(`/api/threads/${threadId}/files`, { method: "POST", body: form });
    expect(answer.status).toBe(201);
    const { key } = (await answer.json()) as { key: string };
    expect(await (await ada.elsewhere.fetch(`/api/threads/${threadId}/files/${key}`)).text()).toBe("text");
    // Its chat may still go on with it, says whoever sweeps; also while nobody can be asked.
    const { registry } = other.server.host;
    expect(await registry.isHeld(threadId)).toBe(true);
    other.faults.cut();
    expect(await registry.isHeld(newId<ThreadId>())).toBe(true);
    other.faults.mend();
    await expect.poll(() => registry.isHeld(newId<ThreadId>()), { timeout: 10_000 }).toBe(false);
    const message = { id: newId<StepId>(), text: "one", files: [key] };
    await ada.connection.socket.emitWithAck("request", { type: "sendMessage", message });
    await expect.poll(() => textsAt(home, threadId)).toContain("one with a.txt at home");
  });
});

describe("Chainlit's routes at a node that has nothing to do with the chat", () => {
  it("take a file for it, read what is in it, and rate an answer", async () => {
    using client = new TheirClient(home.url);
    await client.until(() => client.texts.length > 0);
    const who = new Browser(other.url);
    const form = new FormData();
    form.append("file", new Blob(["text"], { type: "text/plain" }), "a.txt");
    const put = await who.fetch(`/project/file?session_id=${client.sessionId}`, { method: "POST", body: form });
    expect(put.status).toBe(200);
    const { id } = (await put.json()) as { id: string };
    const file = await who.fetch(`/project/file/${id}?session_id=${client.sessionId}`);
    expect([file.status, await file.text()]).toEqual([200, "text"]);
    expect((await who.fetch(`/project/file/${id}?session_id=${newId()}`)).status).toBe(401);
    client.send("one", { fileReferences: [{ id }] });
    await client.hears("one with a.txt at home");
    const answer = [...client.steps.values()].find(({ output }) => output === "one with a.txt at home");
    const json = { "content-type": "application/json" };
    const rate = (method: string, body: object) => who.fetch("/feedback", { method, headers: json, body: JSON.stringify(body) });
    const feedback = { forId: answer?.id, value: 1, threadId: client.threadId };
    const rated = await rate("PUT", { feedback, sessionId: client.sessionId });
    expect(rated.status).toBe(200);
    await expect.poll(() => ran).toEqual(["up at home"]);
    const { feedbackId } = (await rated.json()) as { feedbackId: string };
    expect((await rate("DELETE", { feedbackId })).status).toBe(200);
    await expect.poll(() => ran).toEqual(["up at home", "none at home"]);
  });

  it("make what an element shows, and change and remove one", async () => {
    using client = new TheirClient(home.url);
    client.send("show");
    await client.until(() => client.elements.some(({ name }) => name === "plot") && client.elements.some(({ name }) => name === "Ticket"));
    const who = new Browser(other.url);
    const plot = client.elements.find(({ name }) => name === "plot");
    const figure = await who.fetch(plot?.url ?? "/nothing");
    expect([figure.status, await figure.text()]).toEqual([200, expect.stringContaining("plot of home")]);
    const ask = async (method: string, element: object) => {
      const body = JSON.stringify({ element, sessionId: client.sessionId });
      const answer = await who.fetch("/project/element", { method, headers: { "content-type": "application/json" }, body });
      return [answer.status, await answer.json()];
    };
    const ticket = client.elements.find(({ name }) => name === "Ticket");
    expect(await ask("PUT", { ...ticket, props: { seats: 3 } })).toEqual([200, { success: true }]);
    await client.until(() => JSON.stringify(client.elements).includes('"seats":3'));
    expect(await ask("DELETE", { ...ticket })).toEqual([200, { success: true }]);
    await client.until(() => !client.elements.some(({ name }) => name === "Ticket"));
  });
});
