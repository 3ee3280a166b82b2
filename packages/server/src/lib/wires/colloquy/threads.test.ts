import { type FoundMessage, newId, type StepId, type ThreadId, type ThreadSummary, type TurnBundle, type TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { PLACES, type Placed, serveAt } from "../../../../test/places.ts";
import { Visitor } from "../../../../test/visitor.ts";
import { createApp, Message } from "../../../index.ts";

const app = createApp({ onMessage: async ({ content }) => void (await new Message(`echo ${content}`).send()) });
const NOT_HERE = [404, expect.objectContaining({ code: "NOT_FOUND" })];

describe.each(Object.keys(PLACES))("threads over HTTP %s", (name) => {
  const open = () => serveAt(name, app);

  it("are listed newest first, to their owner only, page by page", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const [one, two, three] = [await ada.say("about apples"), await ada.say("about pears"), await ada.say("about plums")];
    await bob.say("something else");
    expect(await ids(ada, "/api/threads")).toEqual([three, two, one].map(({ threadId }) => threadId));
    const [, page] = (await ada.call("GET", "/api/threads?limit=2")) as [number, { threads: ThreadSummary[]; nextCursor: string }];
    expect(page.threads.map((thread) => thread.name)).toEqual(["about plums", "about pears"]);
    expect(await ids(ada, `/api/threads?limit=2&cursor=${encodeURIComponent(page.nextCursor)}`)).toEqual([one.threadId]);
    expect(await ids(ada, "/api/threads?search=PEARS")).toEqual([two.threadId]);
    expect(await (await at.get("/api/threads")).json()).toEqual({ threads: [] });
    expect((await at.get("/api/threads")).headers.get("cache-control")).toBe("no-store");
  });

  it("show earlier turns, before the one that is asked for", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    const { threadId } = await ada.say("first");
    await ada.say("second", threadId);
    await ada.say("third", threadId);
    const { turns } = liveTurns(at, threadId);
    await expect.poll(() => turns.running.length + turns.waiting.length).toBe(0);
    const path = liveTurns(at, threadId).state.path;
    const before = path.at(-1);
    const [status, all] = (await ada.call("GET", `/api/threads/${threadId}/turns?before=${before}`)) as [number, Earlier];
    expect([status, all.turns.map(firstText), all.hasEarlier]).toEqual([200, ["first", "second"], false]);
    const [, last] = (await ada.call("GET", `/api/threads/${threadId}/turns?before=${before}&limit=1`)) as [number, Earlier];
    expect([last.turns.map(firstText), last.hasEarlier]).toEqual([["second"], true]);
    expect(await ada.call("GET", `/api/threads/${threadId}/turns?before=${newId()}`)).toEqual([200, { turns: [], hasEarlier: false }]);
  });

  it("are read whole by their owner, and by nobody else", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const { threadId } = await ada.say("first");
    await ada.say("second", threadId);
    const { turns } = liveTurns(at, threadId);
    await expect.poll(() => turns.running.length + turns.waiting.length).toBe(0);
    const [status, whole] = (await ada.call("GET", `/api/threads/${threadId}`)) as [number, Earlier];
    expect([status, whole.turns.map(firstText)]).toEqual([200, ["first", "second"]]);
    expect(await bob.call("GET", `/api/threads/${threadId}`)).toEqual(NOT_HERE);
  });

  it("are searched by what was said in them, to the message and the words in it, by their owner only", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const { threadId } = await ada.say(`${"long ago ".repeat(30)}we met in the Müllerstraße, near the tower`);
    await bob.say("I live in the Müllerstraße");
    const find = async (who: Visitor, query: string) =>
      ((await who.call("GET", `/api/search?query=${encodeURIComponent(query)}`)) as [number, { messages: FoundMessage[] }])[1].messages;
    // What was asked, and the answer that repeats it.
    await expect
      .poll(async () => (await find(ada, "mullerstrasse met")).map(({ type }) => type))
      .toEqual(["assistant_message", "user_message"]);
    const [answer, question] = await find(ada, "mullerstrasse met");
    expect(question?.thread).toMatchObject({ id: threadId, name: expect.stringContaining("long ago") });
    expect([question?.turnId, answer?.turnId]).toEqual([liveTurns(at, threadId).state.path[0], liveTurns(at, threadId).state.path[0]]);
    const { text = "", hits = [], cut } = question?.snippet ?? {};
    expect(hits.map(([start, end]) => text.slice(start, end))).toEqual(["met", "Müllerstraße"]);
    expect([cut, text.length < 200]).toEqual([{ before: true, after: false }, true]);
    expect(await find(bob, "met")).toEqual([]);
    await ada.call("DELETE", `/api/threads/${threadId}`);
    expect(await find(ada, "mullerstrasse")).toEqual([]);
    expect(await (await at.get("/api/search?query=live")).json()).toEqual({ messages: [] });
  });

  it("are searched on the branch that is shown, page by page", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    const chat = await ada.say("apples for pie");
    const { turns, state, recorder } = liveTurns(at, chat.threadId);
    const rest = () => expect.poll(() => turns.running.length + turns.waiting.length).toBe(0);
    await rest();
    const messageId = state.turns.get(state.path[0] ?? newId<TurnId>())?.turn.messageId ?? newId<StepId>();
    await chat.request({ type: "editMessage", messageId, message: { id: newId<StepId>(), text: "pears for pie" } });
    await rest();
    await recorder.flush();
    const page = async (query: string) =>
      ((await ada.call("GET", `/api/search?${query}`)) as [number, { messages: FoundMessage[]; nextCursor?: string }])[1];
    expect((await page("query=apples")).messages).toEqual([]);
    const first = await page("query=pie&limit=1");
    expect(first.messages.map(({ snippet }) => snippet.text)).toEqual(["echo pears for pie"]);
    const second = await page(`query=pie&limit=1&cursor=${encodeURIComponent(first.nextCursor ?? "")}`);
    expect(second.messages.map(({ snippet }) => snippet.text)).toEqual(["pears for pie"]);
    expect(await page(`query=pie&limit=1&cursor=${encodeURIComponent(second.nextCursor ?? "")}`)).toEqual({ messages: [] });
  });

  it("are searched with the best first, and each message is on one page, also when more is said in between", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    const said = async (text: string) => {
      const { threadId } = await ada.say(text);
      const { turns, recorder } = liveTurns(at, threadId);
      await expect.poll(() => turns.running.length + turns.waiting.length).toBe(0);
      await recorder.flush();
    };
    for (const text of ["the night ferry", "a ferry at night", "ferries of the nightshift", "nightferry"]) await said(text);
    type Page = { readonly messages: readonly FoundMessage[]; readonly nextCursor?: string };
    const page = async (cursor?: string) =>
      (await ada.call("GET", `/api/search?query=night+ferr&limit=3${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`))[1] as Page;
    const first = await page();
    // The answers repeat what was said; of two that fit alike the newest is first.
    expect(first.messages.map(({ snippet }) => snippet.text)).toEqual([
      "echo the night ferry",
      "the night ferry",
      "echo ferries of the nightshift",
    ]);
    await said("one more night ferry");
    const pages = [first];
    for (let next = first.nextCursor; next; next = pages.at(-1)?.nextCursor) pages.push(await page(next));
    const ids = pages.flatMap(({ messages }) => messages.map(({ stepId }) => stepId));
    expect([ids.length, new Set(ids).size]).toEqual([8, 8]);
    expect((await page()).messages[0]?.snippet.text).toBe("echo one more night ferry");
  });

  it("tell where a message of them is, also on a branch that is not shown, to their owner only", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const chat = await ada.say("apples for pie");
    const { turns, state } = liveTurns(at, chat.threadId);
    const rest = () => expect.poll(() => turns.running.length + turns.waiting.length).toBe(0);
    await rest();
    const first = state.path[0] ?? newId<TurnId>();
    const [question = newId<StepId>(), answer = newId<StepId>()] = state.turns.get(first)?.stepIds ?? [];
    const where = (who: Visitor, stepId: StepId) => who.call("GET", `/api/threads/${chat.threadId}/messages/${stepId}`);
    expect(await where(ada, answer)).toEqual([200, { turnId: first, shown: true }]);
    await chat.request({ type: "regenerateTurn", turnId: first });
    await rest();
    const second = state.path[0];
    // The question belongs to both answers; the first answer is on the other branch.
    expect(second).not.toBe(first);
    expect(await where(ada, question)).toEqual([200, { turnId: second, shown: true }]);
    expect(await where(ada, answer)).toEqual([200, { turnId: first, shown: false }]);
    expect(await where(ada, newId<StepId>())).toEqual(NOT_HERE);
    expect(await where(bob, question)).toEqual(NOT_HERE);
  });

  it("take a new name while they are open, and when they are not", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    const { threadId } = await ada.say("hello");
    const rename = (to: string) => ada.call("PUT", `/api/threads/${threadId}`, { name: to });
    expect(await rename("Plans")).toEqual([200, { ok: true }]);
    expect(liveTurns(at, threadId).state.thread).toMatchObject({ name: "Plans", namedBy: "person" });
    expect(liveTurns(at, threadId).nameByApp("A title of the app")).toBe(false);
    const live = at.served.server.host.registry.byThread(threadId);
    if (live) await at.served.server.host.registry.end(live);
    expect(await rename("Old plans")).toEqual([200, { ok: true }]);
    const [, { threads }] = (await ada.call("GET", "/api/threads")) as [number, { threads: ThreadSummary[] }];
    expect(threads.map((thread) => thread.name)).toEqual(["Old plans"]);
    for (const bad of ["", "x".repeat(256), 5, null, undefined, { length: { toString: {} } }])
      expect((await ada.call("PUT", `/api/threads/${threadId}`, { name: bad }))[0]).toBe(400);
  });

  it("are deleted with the chat that is open on them", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    const chat = await ada.say("hello");
    expect(await ada.call("DELETE", `/api/threads/${chat.threadId}`)).toEqual([200, { ok: true }]);
    await chat.ended;
    expect(await ids(ada, "/api/threads")).toEqual([]);
    expect(await ada.call("DELETE", `/api/threads/${chat.threadId}`)).toEqual(NOT_HERE);
  });

  it("of others, and such as there are not, are the same to whoever asks", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const { threadId } = await ada.say("private");
    const before = liveTurns(at, threadId).state.path[0];
    const answers = new Set<string>();
    for (const id of [threadId, newId()]) {
      for (const [method, path, body] of [
        ["GET", `/api/threads/${id}/turns?before=${before}`],
        ["PUT", `/api/threads/${id}`, { name: "mine now" }],
        ["DELETE", `/api/threads/${id}`],
      ] as const) {
        const answer = await bob.call(method, path, body);
        expect(answer).toEqual(NOT_HERE);
        answers.add(JSON.stringify(answer));
      }
    }
    expect(answers.size).toBe(1);
    expect(liveTurns(at, threadId).state.thread.name).toBe("private");
  });

  it.each(["..%2f..%2fetc", "__proto__", "constructor", "%00", "x'%20OR%201=1--", "1".repeat(3000), "%F0%9F%A4%96"])(
    "are not to be had with an id like %.20s",
    async (id) => {
      await using at = await open();
      using ada = await Visitor.come(at);
      for (const [method, path, body] of [
        ["GET", `/api/threads/${id}/turns?before=${id}`],
        ["PUT", `/api/threads/${id}`, { name: "x" }],
        ["DELETE", `/api/threads/${id}`],
      ] as const)
        expect(await ada.call(method, path, body)).toEqual([
          400,
          expect.objectContaining({ code: "BAD_REQUEST", fix: expect.any(String) }),
        ]);
    },
  );
});

describe("hostile input to threads", () => {
  it("changes no prototype and no thread but the one in the address", async () => {
    await using at = await serveAt("at the root", app);
    using ada = await Visitor.come(at);
    const [{ threadId }, other] = [await ada.say("one"), await ada.say("two")];
    const body = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"threadId":"${other.threadId}","name":"named"}`;
    expect(await ada.call("PUT", `/api/threads/${threadId}?__proto__[polluted]=1&threadId=${other.threadId}`, body)).toEqual([
      200,
      { ok: true },
    ]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect([liveTurns(at, threadId).state.thread.name, liveTurns(at, other.threadId).state.thread.name]).toEqual(["named", "two"]);
    expect((await ada.call("GET", "/api/threads?__proto__=x&constructor=y&limit=5"))[0]).toBe(200);
  });

  it.each(["", "query=", `query=${"x".repeat(201)}`, "query=x&limit=0", "query=x&limit=101", "query=x&cursor=nonsense"])(
    "refuses the search %.30s",
    async (query) => {
      await using at = await serveAt("at the root", app);
      using ada = await Visitor.come(at);
      expect((await ada.call("GET", `/api/search?${query}`))[0]).toBe(400);
      expect(await ada.call("GET", "/api/search?query=%20%00%C2%AD")).toEqual([200, { messages: [] }]);
    },
  );

  it.each(["", "{", "[]", "null", '"text"', "{'name':'x'}", "[".repeat(10_000)])("refuses the body %.20s", async (body) => {
    await using at = await serveAt("at the root", app);
    using ada = await Visitor.come(at);
    const { threadId } = await ada.say("one");
    expect(await ada.call("PUT", `/api/threads/${threadId}`, body)).toEqual([400, expect.objectContaining({ code: "BAD_REQUEST" })]);
  });

  it.each(["limit=0", "limit=101", "limit=x", "limit=1.5", "limit=1e9", `search=${"x".repeat(201)}`, "cursor=%00", "cursor=nonsense"])(
    "refuses or ignores the query %.30s, and never fails",
    async (query) => {
      await using at = await serveAt("at the root", app);
      using ada = await Visitor.come(at);
      await ada.say("one");
      expect((await ada.call("GET", `/api/threads?${query}`))[0]).toBeOneOf(query.startsWith("cursor") ? [200, 400] : [400]);
    },
  );
});

interface Earlier {
  readonly turns: readonly TurnBundle[];
  readonly hasEarlier: boolean;
}

function firstText({ steps }: TurnBundle): string | undefined {
  return steps[0]?.output?.text;
}

async function ids(visitor: Visitor, path: string): Promise<string[]> {
  const [, { threads }] = (await visitor.call("GET", path)) as [number, { threads: ThreadSummary[] }];
  return threads.map(({ id }) => id);
}

function liveTurns(at: Placed, threadId: ThreadId) {
  const session = at.served.server.host.registry.byThread(threadId);
  if (!session) throw new Error("No session is open on this thread.");
  return session;
}
