// What an app sees of its people where several nodes serve them: one chat with one life, wherever they come to and whichever node dies.
import { newId } from "@colloquy/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { OurClient } from "../../../test/our-client.ts";
import { TheirClient } from "../../../test/their-client.ts";
import { createApp, Message } from "../../index.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { createGate, type Gate } from "../testing/gate.ts";
import { Nodes, type TestNode } from "../testing/serve-nodes.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.remove());

/** What ran where, in order. */
let ran: string[] = [];
let nodes: Nodes;
let a: TestNode;
let b: TestNode;
let c: TestNode;
/** Those that end what they answer; the others work on it until they die. */
let finishing: Set<string>;
let never: Gate;

beforeEach(async () => {
  ran = [];
  finishing = new Set();
  never = createGate();
  nodes = new Nodes({ postgres, app: appOf, config: { recovery: "retry" }, leaseMs: 2_000 });
  [a, b, c] = [await nodes.serve("a"), await nodes.serve("b"), await nodes.serve("c")];
});
afterEach(async () => {
  never.open();
  await nodes[Symbol.asyncDispose]();
});

function appOf(name: string) {
  const note = (what: string) => void ran.push(`${what} at ${name}`);
  return createApp({
    onChatStart: () => note("start"),
    onChatEnd: () => note("end"),
    onDisconnect: () => note("disconnect"),
    onReconnect: () => note("reconnect"),
    onMessage: async ({ content }, { session, regenerate }) => {
      if (content === "who") return note(`${session.language} by ${session.request.headers.host}`);
      note(regenerate ? `${content} again` : content);
      const answer = new Message("");
      await answer.streamToken("So far");
      if (content === "work" && !finishing.has(name)) await never.opened;
      await answer.streamToken(`, and whole at ${name}`);
      await answer.send();
    },
  });
}

/** The same person at another node, with the handle that they were given. */
function at({ url }: TestNode, known: OurClient, auth: Record<string, unknown> = {}): OurClient {
  return new OurClient(url, { ...known.identity, handle: known.attached?.handle, ...auth });
}

async function opened(node: TestNode, auth: Record<string, unknown> = {}): Promise<OurClient> {
  const page = new OurClient(node.url, auth);
  await page.until(() => page.state !== undefined);
  return page;
}

async function follow(node: TestNode, known: OurClient, auth: Record<string, unknown> = {}): Promise<OurClient> {
  const page = at(node, known, auth);
  await page.until(() => page.state !== undefined);
  expect(page.attached?.sessionId).toBe(known.attached?.sessionId);
  return page;
}

/** To the others it is as if the power had gone. */
const die = (node: TestNode) => node.faults.cut();
/** The turns that answer messages, of the branch that is shown. */
const answers = (page: OurClient) => [...(page.state?.turns.values() ?? [])].map(({ turn }) => turn).filter(({ messageId }) => messageId);
const states = (page: OurClient) => answers(page).map(({ state }) => state);
/** How often what is shown last was tried. */
const tries = (page: OurClient) => answers(page).at(-1)?.siblingIds?.length ?? 1;

describe("an answer that the death of its node cut off", () => {
  it("is tried again once by one of the others, however many nodes have its people", async () => {
    for (const name of ["b", "c"]) finishing.add(name);
    using first = await opened(a);
    using atB = await follow(b, first);
    using atC = await follow(c, first);
    expect(await first.say("work")).toMatchObject({ ok: true });
    for (const page of [atB, atC]) await page.until(() => page.texts.includes("So far"));
    die(a);
    for (const page of [atB, atC]) await page.until(() => page.texts.some((text) => /^So far, and whole at [bc]$/.test(text)));
    expect(ran.filter((what) => what.includes("again"))).toHaveLength(1);
    for (const page of [atB, atC]) expect([states(page), tries(page)]).toEqual([["done"], 2]);
  });

  it("is tried twice over all nodes, and then offered", async () => {
    const d = await nodes.serve("d");
    using first = await opened(a);
    expect(await first.say("work")).toMatchObject({ ok: true });
    let last = await follow(b, first);
    const pages = [last];
    for (const [dead, alive, next] of [
      [a, b, c],
      [b, c, d],
    ] as const) {
      await last.until(() => last.texts.includes("So far"));
      const page = last;
      die(dead);
      await expect.poll(() => ran, { timeout: 15_000 }).toContain(`work again at ${alive.name}`);
      await page.until(() => states(page).at(-1) === "running");
      last = await follow(next, page);
      pages.push(last);
    }
    const left = last;
    die(c);
    await left.until(() => states(left).at(-1) === "interrupted" && tries(left) === 3);
    expect(ran.filter((what) => what.startsWith("work"))).toEqual(["work at a", "work again at b", "work again at c"]);
    // What the person asks for themselves is done.
    finishing.add("d");
    const turnId = answers(left).at(-1)?.id;
    expect(await left.request({ type: "regenerateTurn", turnId: turnId ?? newId() })).toMatchObject({ ok: true });
    await left.until(() => left.texts.includes("So far, and whole at d"));
    for (const page of pages) page.cut();
  });
});

describe("what a handler sees of who is connected", () => {
  it("is the request of the newest connection, at whichever node", async () => {
    using first = await opened(a, { language: "en-GB" });
    await first.say("who");
    using second = await follow(b, first, { language: "de" });
    await second.say("who");
    // What is written at the one node is of the connection that came last.
    await first.say("who");
    using third = await follow(a, first, { language: "fr" });
    await third.say("who");
    const host = ({ port }: TestNode) => `127.0.0.1:${port}`;
    await expect
      .poll(() => ran.filter((what) => what.includes(" by ")))
      .toEqual([`en-GB by ${host(a)} at a`, `de by ${host(b)} at a`, `de by ${host(b)} at a`, `fr by ${host(a)} at a`]);
  });

  it("is nobody when the node of its last people dies, and somebody when they come to another", async () => {
    using first = await opened(a);
    await first.say("one");
    using second = await follow(b, first);
    first.cut();
    await second.say("two");
    expect(ran).not.toContain("disconnect at a");
    die(b);
    await expect.poll(() => ran, { timeout: 15_000 }).toContain("disconnect at a");
    using third = await follow(c, first);
    await third.until(() => third.texts.length === 4);
    await expect.poll(() => ran).toContain("reconnect at a");
    expect(ran.filter((what) => what.startsWith("start"))).toEqual(["start at a"]);
  });

  it("ends with the last one who leaves on purpose, wherever that is", async () => {
    using first = await opened(a);
    await first.say("one");
    using second = await follow(b, first);
    await first.request({ type: "leave" });
    await second.say("two");
    expect(ran).not.toContain("end at a");
    await second.request({ type: "leave" });
    await expect.poll(() => ran).toContain("end at a");
    expect(ran).not.toContain("disconnect at a");
  });
});

describe("a chat of Chainlit's client that has just begun", () => {
  it("is found at any node by the id of its page", async () => {
    const who = new Browser(a.url);
    await who.post("/set-session-cookie", { session_id: newId() });
    using first = new TheirClient(a.url, { cookie: who.cookie });
    await first.until(() => first.socket.connected);
    // At once, as when its first line is cut.
    using second = new TheirClient(c.url, { cookie: who.cookie, sessionId: first.sessionId });
    await second.until(() => second.socket.connected);
    second.send("one");
    for (const page of [first, second]) await page.hears("So far, and whole at a");
    expect(ran.filter((what) => what.startsWith("start"))).toEqual(["start at a"]);
  });
});

describe("who came by the handle of a page", () => {
  it("is known by it at every node from then on", async () => {
    const asked = { owner: "visitor:ada", handle: "visitor:ada page", clientType: "webapp" };
    const { chat } = await a.server.host.registry.open(asked);
    expect((await c.server.host.registry.open(asked)).chat.id).toBe(chat.id);
  });
});

describe("a page that comes back to another node", () => {
  it("is told what it missed, and not all of the chat, as at the node that it left", async () => {
    using first = await opened(a);
    await first.say("one");
    await first.until(() => first.texts.includes("So far, and whole at a"));
    using second = await follow(c, first);
    first.cut();
    await second.say("two");
    await second.until(() => states(second).filter((state) => state === "done").length === 2);
    for (const node of [b, a]) {
      const before = first.frames.length;
      first.comeBack(node.url);
      await first.until(() => states(first).filter((state) => state === "done").length === 2);
      await first.until(() => first.frames.length > before + 1);
      expect(first.frames.slice(before)).not.toContain("snapshot");
      expect(first.texts).toEqual(second.texts);
      first.cut();
    }
  });

  it("is told all of it when the chat was opened anew since", async () => {
    using first = await opened(a);
    await first.say("one");
    await first.until(() => first.texts.includes("So far, and whole at a"));
    first.cut();
    await a.close();
    using second = at(b, first);
    await second.until(() => second.texts.includes("So far, and whole at a"));
    const before = first.frames.length;
    first.comeBack(c.url);
    await first.until(() => first.frames.slice(before).includes("snapshot"));
  });
});
