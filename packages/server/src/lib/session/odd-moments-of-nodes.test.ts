// What several nodes are asked at the same moment, or in the moment in which all changes: it happens once, and the chat goes on.
import {
  type ClientRequest,
  fromSnapshot,
  newId,
  type RequestReply,
  type StepId,
  type ThreadId,
  toArtifactVersion,
  toSnapshot,
} from "@colloquy/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { OurClient } from "../../../test/our-client.ts";
import { StreamClient } from "../../../test/stream-client.ts";
import { Artifact, askUser, createApp, Message } from "../../index.ts";
import { answerRequests, REQUEST_CALL } from "../app/ask-chat.ts";
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
let goOn: Gate;

beforeEach(async () => {
  ran = [];
  goOn = createGate();
  nodes = new Nodes({ postgres, app: appOf, leaseMs: 2_000 });
  [a, b, c] = [await nodes.serve("a"), await nodes.serve("b"), await nodes.serve("c")];
});
afterEach(async () => {
  goOn.open();
  await nodes[Symbol.asyncDispose]();
});

function appOf(name: string) {
  return createApp({
    onMessage: async ({ content }, { signal }) => {
      ran.push(`${content} at ${name}`);
      if (content === "write") return void (await new Artifact({ key: "doc", type: "markdown", content: "Hello" }).send());
      if (content === "ask") return void (await new Message(`You are ${(await askUser("Who?"))?.content}`).send());
      const answer = new Message("");
      await answer.streamToken("So far");
      if (content.startsWith("wait")) await goOn.opened;
      if (signal.aborted) return;
      await answer.streamToken(`, ${content} done`);
      await answer.send();
    },
    onArtifactEdit: ({ version, content }) => void ran.push(`edit ${version} (${content}) at ${name}`),
  });
}

async function opened(node: TestNode, auth: Record<string, unknown> = {}): Promise<OurClient> {
  const page = new OurClient(node.url, auth);
  await page.until(() => page.state !== undefined);
  return page;
}

async function follow(node: TestNode, known: OurClient): Promise<OurClient> {
  const page = await opened(node, { ...known.identity, handle: known.attached?.handle });
  expect(page.attached?.sessionId).toBe(known.attached?.sessionId);
  return page;
}

/** A request by POST, at any node. */
async function post({ url }: TestNode, page: OurClient, request: ClientRequest): Promise<RequestReply> {
  const answer = await fetch(`${url}/api/requests`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url, "x-client-key": String(page.identity.clientKey) },
    body: JSON.stringify({ handle: page.attached?.handle, request }),
  });
  const said = (await answer.json()) as RequestReply;
  return answer.ok ? said : { ok: false, error: said as never };
}

const count = (page: { readonly texts: readonly string[] }, text: string) => page.texts.filter((one) => one === text).length;
const message = (text: string, id = newId<StepId>()): ClientRequest => ({ type: "sendMessage", message: { id, text } });
const documents = ({ state }: OurClient) =>
  [...(state?.elements.values() ?? [])].map(toArtifactVersion).filter((version) => version !== undefined);
const codeOf = (reply: RequestReply) => (reply.ok ? "ok" : reply.error.code);

describe("The same at two nodes at once", () => {
  it("is one message, where its chat runs elsewhere, and where nobody runs it", async () => {
    using first = await opened(a);
    await first.say("one");
    await first.until(() => count(first, "So far, one done") === 1);
    const two = message("two");
    expect((await Promise.all([post(b, first, two), post(c, first, two), post(a, first, two)])).map(codeOf)).toEqual(["ok", "ok", "ok"]);
    await first.until(() => count(first, "So far, two done") === 1);
    first.cut();
    await a.close();
    const three = message("three");
    expect((await Promise.all([post(b, first, three), post(c, first, three)])).map(codeOf)).toEqual(["ok", "ok"]);
    using second = await opened(c, { ...first.identity, handle: first.attached?.handle });
    await second.until(() => count(second, "So far, three done") === 1);
    expect(["one", "two", "three"].map((text) => count(second, text))).toEqual([1, 1, 1]);
    expect(ran.map((what) => what.split(" ")[0])).toEqual(["one", "two", "three"]);
  });

  it("is one answer to a question, and the other comes too late", async () => {
    using first = await opened(a);
    using atB = await follow(b, first);
    using atC = await follow(c, first);
    void first.say("ask");
    for (const page of [atB, atC]) await page.until(() => page.state?.asks.size === 1);
    const [ask] = atB.state?.asks.values() ?? [];
    const answer = (text: string): ClientRequest => ({
      type: "answerAsk",
      askId: ask?.id ?? newId(),
      answer: { kind: "text", stepId: newId(), text },
    });
    const replies = await Promise.all([atB.request(answer("Ada")), atC.request(answer("Bob"))]);
    expect(replies.map(codeOf).toSorted()).toEqual(["ASK_CLOSED", "ok"]);
    const who = replies[0]?.ok ? "Ada" : "Bob";
    for (const page of [first, atB, atC]) await page.until(() => count(page, `You are ${who}`) === 1);
    expect([count(atC, "Ada"), count(atC, "Bob")]).toEqual(who === "Ada" ? [1, 0] : [0, 1]);
  });

  it("is one edit and one new answer", async () => {
    using first = await opened(a);
    using atB = await follow(b, first);
    using atC = await follow(c, first);
    await first.say("one");
    for (const page of [first, atB, atC]) await page.until(() => count(page, "So far, one done") === 1);
    const [asked] = [...(atB.state?.steps.values() ?? [])].filter(({ step }) => step.type === "user_message");
    const edit: ClientRequest = { type: "editMessage", messageId: asked?.step.id ?? newId(), message: { id: newId(), text: "better" } };
    expect((await Promise.all([atB.request(edit), atC.request(edit)])).map(codeOf)).toEqual(["ok", "ok"]);
    for (const page of [atB, atC]) await page.until(() => count(page, "So far, better done") === 1);
    const turn = [...(atB.state?.turns.values() ?? [])].at(-1)?.turn;
    const again: ClientRequest = { type: "regenerateTurn", turnId: turn?.id ?? newId(), newTurnId: newId() };
    expect((await Promise.all([atB.request(again), atC.request(again)])).map(codeOf)).toEqual(["ok", "ok"]);
    await expect.poll(() => ran.length).toBe(3);
    await atB.say("last");
    await atB.until(() => count(atB, "So far, last done") === 1);
    expect(ran.map((what) => what.split(" ")[0])).toEqual(["one", "better", "better", "last"]);
  });
});

describe("The same edit of a document", () => {
  /** A page at the first node, with a document, and what another content for it is asked for with. */
  async function written(): Promise<{ readonly page: OurClient; readonly edit: ClientRequest }> {
    const page = await opened(a);
    await page.say("write");
    await page.until(() => documents(page).length === 1);
    const [first] = documents(page);
    return { page, edit: { type: "editArtifact", baseId: first?.stepId ?? newId(), stepId: newId(), content: "Hello, you" } };
  }

  it("at several nodes at once is one version, and the app is told once", async () => {
    const { page, edit } = await written();
    using first = page;
    using atB = await follow(b, first);
    const { registry, driver } = a.server.host;
    const { threadId } = first.attached ?? {};
    const answer = answerRequests({ registry, driver, limits: { messageLength: 1_000, queuedMessages: 10 } });
    const request = { threadId, owner: registry.byThread(threadId as ThreadId)?.owner, request: edit };
    // As from two nodes, in one turn of its loop; others follow a moment later.
    const replies = await Promise.all([answer(request), answer(request), post(b, first, edit), post(c, first, edit), post(a, first, edit)]);
    expect(replies.map(codeOf)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    await first.say("last");
    for (const one of [first, atB]) await one.until(() => count(one, "So far, last done") === 1);
    expect(documents(atB).map(({ version, by }) => `${version} by ${by}`)).toEqual(["1 by app", "2 by person"]);
    expect(ran).toEqual(["write at a", "edit 2 (Hello, you) at a", "last at a"]);
  });

  it("long after, at a node that has taken the chat over, is the version that there is", async () => {
    const { page, edit } = await written();
    using first = page;
    expect(codeOf(await post(a, first, edit))).toBe("ok");
    for (let said = 0; said < 22; said += 1) await first.say(`message ${said}`);
    await first.until(() => count(first, "So far, message 21 done") === 1);
    first.cut();
    await a.close();
    expect((await Promise.all([post(b, first, edit), post(c, first, edit)])).map(codeOf)).toEqual(["ok", "ok"]);
    using again = await opened(c, { ...first.identity, handle: first.attached?.handle });
    await again.say("last");
    await again.until(() => count(again, "So far, last done") === 1);
    expect(documents(again)).toEqual([]);
    expect(ran.filter((what) => what.startsWith("edit"))).toEqual(["edit 2 (Hello, you) at a"]);
  });
});

describe("In the moment in which it changes", () => {
  it("a stop at another node, as the answer ends, stops it or comes too late, and the chat goes on", async () => {
    using first = await opened(a);
    using atB = await follow(b, first);
    for (let round = 0; round < 8; round += 1) {
      const gate = createGate();
      goOn = gate;
      await first.say(`wait ${round}`);
      await atB.until(() => [...(atB.state?.turns.values() ?? [])].some(({ turn }) => turn.state === "running"));
      const turnId = [...(atB.state?.turns.values() ?? [])].find(({ turn }) => turn.state === "running")?.turn.id;
      const stopped = atB.request({ type: "stopTurn", ...(turnId && { turnId }) });
      for (let turn = 0; turn < round; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      gate.open();
      expect((await stopped).ok).toBe(true);
      for (const page of [first, atB])
        await page.until(() => [...(page.state?.turns.values() ?? [])].every(({ turn }) => turn.endedAt !== undefined));
      const ends = [first, atB].map((page) => page.state?.turns.get(turnId ?? newId())?.turn.state);
      expect(ends[0]).toBe(ends[1]);
      expect(await atB.say(`after ${round}`)).toMatchObject({ ok: true });
      for (const page of [first, atB]) await page.until(() => count(page, `So far, after ${round} done`) === 1);
    }
  });

  it("an edit at another node while the one that runs the chat dies is done once, by whoever takes over", async () => {
    using first = await opened(a);
    using atB = await follow(b, first);
    await first.say("one");
    for (const page of [first, atB]) await page.until(() => count(page, "So far, one done") === 1);
    await a.server.host.registry.commit(first.attached?.threadId as ThreadId);
    const [asked] = [...(atB.state?.steps.values() ?? [])].filter(({ step }) => step.type === "user_message");
    const edit: ClientRequest = { type: "editMessage", messageId: asked?.step.id ?? newId(), message: { id: newId(), text: "better" } };
    a.faults.cut();
    expect(codeOf(await post(b, first, edit))).toBe("ok");
    expect(codeOf(await post(c, first, edit))).toBe("ok");
    using late = await opened(c, { ...first.identity, handle: first.attached?.handle });
    await late.until(() => count(late, "So far, better done") === 1);
    expect(ran.filter((what) => what.startsWith("better"))).toHaveLength(1);
  });

  it("a chat that is deleted at one node, while it answers at another and is written to at a third, is gone at all", async () => {
    using first = await opened(b);
    using atC = await follow(c, first);
    await first.say("one");
    await first.until(() => count(first, "So far, one done") === 1);
    await first.say("wait");
    await atC.until(() => atC.texts.includes("So far"));
    const threadId = first.attached?.threadId;
    const key = { "x-client-key": String(first.identity.clientKey) };
    const form = new FormData();
    form.append("file", new Blob(["text"], { type: "text/plain" }), "a.txt");
    const [deleted, said, put] = await Promise.all([
      fetch(`${a.url}/api/threads/${threadId}`, { method: "DELETE", headers: { ...key, origin: a.url } }),
      post(c, first, message("too late?")),
      fetch(`${c.url}/api/threads/${threadId}/files`, { method: "POST", headers: { ...key, origin: c.url }, body: form }),
    ]);
    expect(deleted.status).toBe(200);
    expect(["ok", "SESSION_ENDED", "NOT_FOUND", "CHAT_DELETED"]).toContain(codeOf(said));
    expect([201, 404, 409, 410]).toContain(put.status);
    goOn.open();
    for (const node of [a, b, c]) {
      const headers = { ...key, origin: node.url };
      expect((await fetch(`${node.url}/api/threads/${threadId}`, { headers })).status).toBeGreaterThanOrEqual(400);
      const list = await fetch(`${node.url}/api/threads`, { headers });
      expect(JSON.stringify(await list.json())).not.toContain(threadId);
    }
  });
});

describe("What the owner of a chat has not stated", () => {
  it("is not believed where it is followed", async () => {
    using first = await opened(a);
    using atB = await follow(b, first);
    await first.say("one");
    await atB.until(() => count(atB, "So far, one done") === 1);
    const { threadId } = first.attached ?? {};
    const session = a.server.host.registry.byThread(threadId as ThreadId);
    const lie = () => session?.owned?.append([{ type: "thread-set", seq: session.state.seq + 50, thread: { name: "A lie" } }]);
    lie();
    await first.say("two");
    for (const page of [first, atB]) await page.until(() => count(page, "So far, two done") === 1);
    expect([atB.state?.seq, atB.state?.thread.name]).toEqual([session?.state.seq, "one"]);
  });
});

describe("A relay that is ahead of the database, as when a backup was put back", () => {
  it("keeps no chat shut", async () => {
    using first = await opened(a);
    await first.say("one");
    await first.until(() => count(first, "So far, one done") === 1);
    first.cut();
    await a.close();
    const { threadId } = first.attached ?? {};
    const ahead = await b.server.host.services.calls.relay.claim(threadId as ThreadId, 5_000, { snapshot: () => "{}", onFenced() {} });
    if (!("owned" in ahead)) throw new Error("the chat was not given back");
    await ahead.owned.release();
    using second = await opened(c, { ...first.identity, handle: first.attached?.handle });
    expect(await second.say("two")).toMatchObject({ ok: true });
    await second.until(() => count(second, "So far, two done") === 1);
  });
});

describe("A stream at one node, with requests at others", () => {
  it("is told of all that they do, wherever the chat runs", async () => {
    using page = await opened(c);
    using stream = new StreamClient(a.url, {
      attach: { clientKey: String(page.identity.clientKey), handle: page.attached?.handle },
    });
    await stream.until(() => stream.state !== undefined);
    expect((await Promise.all([post(b, page, message("one")), post(c, page, message("two"))])).map(codeOf)).toEqual(["ok", "ok"]);
    await stream.until(() => count(stream, "So far, one done") === 1 && count(stream, "So far, two done") === 1);
    expect(ran.every((what) => what.endsWith("at c"))).toBe(true);
    // Where it was comes with each event; what is none, or cannot be, leads to the state.
    const { epoch = 1, seq = 0 } = stream.state ?? {};
    const [stepId = newId()] = stream.state?.steps.keys() ?? [];
    const read = [0, 2 ** 52];
    for (const cursor of [
      { epoch, seq: seq + 1, open: {} },
      { epoch, seq: Number.MAX_SAFE_INTEGER, open: {} },
      { epoch, seq: -1, open: {} },
      { epoch, seq: 1e300, open: {} },
      { epoch: -1, seq, open: {} },
      { epoch: epoch + 1, seq, open: {} },
      { epoch, seq, open: { [stepId]: { output: [-1, -1] } } },
      { epoch, seq, open: { constructor: { output: [0, 0] } } },
      [],
      "x".repeat(5_000),
    ]) {
      for (const node of [a, b, c]) {
        using again = new StreamClient(node.url, {
          attach: { clientKey: String(page.identity.clientKey), handle: page.attached?.handle },
          headers: { "last-event-id": JSON.stringify(cursor) },
        });
        await again.until(() => again.state !== undefined);
        expect(again.texts.toSorted()).toEqual(stream.texts.toSorted());
      }
    }
    // One that says that it has more of a text than there is gets all of it.
    for (const node of [a, b]) {
      using again = new StreamClient(node.url, {
        attach: { clientKey: String(page.identity.clientKey), handle: page.attached?.handle },
        headers: { "last-event-id": JSON.stringify({ epoch, seq, open: { [stepId]: { output: read } } }) },
      });
      if (stream.state) again.state = fromSnapshot(toSnapshot(stream.state));
      await again.until(() => again.frames.includes("attached"));
      expect(await post(node, page, message(`seen at ${node.name}`))).toMatchObject({ ok: true });
      await again.until(() => count(again, `So far, seen at ${node.name} done`) === 1);
    }
  });
});

describe("Nodes whose clocks are hours apart", () => {
  it("show, take over and go on with the same chat, and nobody is taken for dead, signed out or asked in vain", async () => {
    const hours = { east: 9, west: -9, here: 0 };
    await using apart = new Nodes({
      postgres,
      app: appOf,
      leaseMs: 2_000,
      aheadMs: (name) => hours[name as keyof typeof hours] * 3_600_000,
    });
    const [east, west, here] = [await apart.serve("east"), await apart.serve("west"), await apart.serve("here")];
    using first = await opened(east);
    using atWest = await follow(west, first);
    expect(await atWest.say("one")).toMatchObject({ ok: true });
    for (const page of [first, atWest]) await page.until(() => count(page, "So far, one done") === 1);
    void atWest.say("ask");
    await atWest.until(() => atWest.state?.asks.size === 1);
    const [ask] = atWest.state?.asks.values() ?? [];
    const answer: ClientRequest = { type: "answerAsk", askId: ask?.id ?? newId(), answer: { kind: "text", stepId: newId(), text: "Ada" } };
    expect(codeOf(await atWest.request(answer))).toBe("ok");
    for (const page of [first, atWest]) await page.until(() => count(page, "You are Ada") === 1);
    // The one that is ahead goes, then the one that is behind.
    for (const [gone, next] of [
      [east, west],
      [west, here],
    ] as const) {
      gone.faults.cut();
      using page = await opened(next, { ...first.identity, handle: first.attached?.handle });
      const text = `from ${gone.name}`;
      expect(await page.say(text)).toMatchObject({ ok: true });
      await page.until(() => count(page, `So far, ${text} done`) === 1);
      expect(page.texts.slice(0, 2)).toEqual(["one", "So far, one done"]);
    }
    expect(ran).toEqual(["one at east", "ask at east", "from east at west", "from west at here"]);
  });
});

describe("A node of another release", () => {
  it("that is asked for what it does not know says so, and the chat goes on", async () => {
    using page = await opened(a);
    await page.say("one");
    const { calls } = b.server.host.services;
    const { threadId } = page.attached ?? {};
    const owner = a.server.host.registry.byThread(threadId as ThreadId)?.owner;
    const ask = (kind: string, body: unknown) => calls.ask(a.server.host.services.calls.relay.nodeId, kind, body);
    const request = { type: "fly" };
    await expect(ask(REQUEST_CALL, { threadId, owner, request })).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    await expect(ask("of tomorrow", null)).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
    for (const body of [null, 17, [], {}, { threadId: 5 }, { threadId }, { threadId, owner }, { threadId, owner, request: null }])
      await expect(ask(REQUEST_CALL, body)).rejects.toMatchObject({ code: expect.stringMatching(/^(INTERNAL|SESSION_ENDED)$/) });
    expect(await page.say("two")).toMatchObject({ ok: true });
    await page.until(() => count(page, "So far, two done") === 1);
  });
});
