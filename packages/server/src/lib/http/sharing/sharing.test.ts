// Sharing as people use it: an owner who makes and takes back links, and somebody who has one.
import {
  type ElementId,
  type FileKey,
  newId,
  type Share,
  type SharedChat,
  type ShareWishes,
  type StepId,
  type ThreadId,
  type TurnId,
} from "@colloquy/protocol";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "../../../../test/browser.ts";
import { makeFolders } from "../../../../test/places.ts";
import { createApp, File, Message, Step } from "../../../index.ts";
import type { Session } from "../../session/session.ts";
import { type ServedApp, serveApp } from "../../testing/serve-app.ts";

const MANY = 100_000;
const LIMITS = { requestsPerSecond: MANY, addressRequestsPerSecond: MANY, signInsPerMinute: MANY, messagesPerMinute: MANY };
const FEATURES = { allowThreadSharing: true, shareWithAnyone: true };
const NOWHERE = { code: "NOT_FOUND", message: "This link leads nowhere.", fix: expect.any(String) };

const people = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  onMessage: async ({ content }) => {
    {
      await using step = new Step({ name: "look up", type: "tool" });
      step.output = `work on ${content}`;
    }
    const elements = content.startsWith("file")
      ? [new File({ name: "plan.txt", bytes: new TextEncoder().encode(`bytes of ${content}`) })]
      : [];
    await new Message({ content: `re ${content}`, elements }).send();
  },
});
const { remove: removeFolders, ...folders } = makeFolders();
let served: ServedApp;
const browsers: Browser[] = [];
beforeAll(async () => {
  served = await serveApp(people, { ...folders, config: { features: FEATURES, limits: LIMITS } });
});
afterEach(() => {
  for (const one of browsers.splice(0)) one[Symbol.dispose]();
  people.onSharedThreadView(() => undefined);
});
afterAll(async () => {
  removeFolders();
  await served?.[Symbol.asyncDispose]();
});

function browser(at = served): Browser {
  const one = new Browser(at.url);
  browsers.push(one);
  return one;
}

/** Somebody who has said something in a chat of theirs. */
async function owner(...said: string[]) {
  const person = browser();
  const [, { user }] = (await person.signIn(newId(), "any")) as [number, { user: { id: string; identifier: string } }];
  const { attached, socket } = await person.connect();
  const say = async (text: string) => {
    const id = newId<StepId>();
    await socket.emitWithAck("request", { type: "sendMessage", message: { id, text } });
    const session = served.server.host.registry.byThread(attached.threadId) as Session;
    await expect.poll(() => [...session.state.turns.values()].every(({ turn }) => turn.endedAt !== undefined)).toBe(true);
    return id;
  };
  for (const text of said) await say(text);
  const { threadId } = attached;
  const share = async (wishes: ShareWishes = {}) => {
    const [status, body] = await person.post(`/api/threads/${threadId}/shares`, wishes);
    if (status !== 200) throw new Error(JSON.stringify(body));
    return (body as { share: Share }).share;
  };
  const put = async (id: string, change: object) => {
    const answer = await person.fetch(`/api/threads/${threadId}/shares/${id}`, {
      method: "PUT",
      body: JSON.stringify(change),
      headers: { "content-type": "application/json" },
    });
    return [answer.status, await answer.json()];
  };
  const revoke = async (id: string) => (await person.fetch(`/api/threads/${threadId}/shares/${id}`, { method: "DELETE" })).status;
  const session = () => served.server.host.registry.byThread(threadId) as Session;
  return { person, user, threadId, socket, say, share, put, revoke, session };
}

async function read(id: string, by = browser()): Promise<SharedChat> {
  const [status, body] = await by.get(`/api/shared/${id}`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return (body as { chat: SharedChat }).chat;
}

const texts = (chat: SharedChat) => chat.turns.flatMap(({ steps }) => steps.map(({ output }) => output?.text));
const keys = (chat: SharedChat) => chat.turns.flatMap(({ elements = [] }) => elements.flatMap(({ file }) => (file ? [file.key] : [])));

describe("a link to a chat", () => {
  it("shows to anybody what was there when it was made, and nothing that came later", async () => {
    const { share, say } = await owner("tides");
    const { id } = await share();
    await say("moon");
    const chat = await read(id);
    expect(texts(chat)).toEqual(["tides", "re tides"]);
    expect(chat).toMatchObject({ title: "tides", live: false, answer: false, path: chat.turns.map(({ turn }) => turn.id) });
  });

  it("follows the chat where it is live, and tells again only what has changed", async () => {
    const { share, say } = await owner("tides");
    const { id } = await share({ live: true });
    const viewer = browser();
    const [, first] = (await viewer.get(`/api/shared/${id}`)) as [number, { version: string; chat: SharedChat }];
    expect(texts(first.chat)).toEqual(["tides", "re tides"]);
    expect(await viewer.get(`/api/shared/${id}?version=${first.version}`)).toEqual([200, { version: first.version }]);
    await say("moon");
    await expect.poll(async () => texts(await read(id)), { timeout: 10_000 }).toEqual(["tides", "re tides", "moon", "re moon"]);
    const [, next] = (await viewer.get(`/api/shared/${id}?version=${first.version}`)) as [number, { version: string; chat: SharedChat }];
    expect(next.version).not.toBe(first.version);
    expect(next.chat.path).toHaveLength(2);
  });

  it("has the steps and the files that its owner wished, and either can be changed later", async () => {
    const { share, put } = await owner("file one");
    const { id } = await share();
    expect(texts(await read(id))).toEqual(["file one", "re file one"]);
    expect(keys(await read(id))).toEqual([]);
    expect(await put(id, { steps: true, files: true })).toEqual([200, { share: expect.objectContaining({ steps: true, files: true }) }]);
    expect(texts(await read(id))).toEqual(["file one", "work on file one", "re file one"]);
    expect(keys(await read(id))).toHaveLength(1);
    await put(id, { steps: false });
    expect(texts(await read(id))).toEqual(["file one", "re file one"]);
  });

  it("is taken anew when its owner says so, and only then", async () => {
    const { share, say, put } = await owner("tides");
    const { id } = await share();
    await say("moon");
    await put(id, { title: true });
    expect(texts(await read(id))).toHaveLength(2);
    await put(id, { renew: true });
    expect(texts(await read(id))).toHaveLength(4);
  });

  it("leads to one answer, without the chat's title and without what was said before and after", async () => {
    const { share, say, session } = await owner("tides", "moon");
    await say("stars");
    const [, turnId] = session().state.path;
    const { id } = await share({ ...(turnId && { turnId }), steps: true });
    const chat = await read(id);
    expect(texts(chat)).toEqual(["moon", "work on moon", "re moon"]);
    expect(chat).toMatchObject({ answer: true, path: [turnId] });
    expect(chat).not.toHaveProperty("title");
    expect(chat.turns[0]?.turn).not.toHaveProperty("parentTurnId");
    await expect(share({ turnId: newId<TurnId>() })).rejects.toThrow("NOT_FOUND");
    await expect(share({ ...(turnId && { turnId }), live: true })).rejects.toThrow("BAD_REQUEST");
  });

  it("leads nowhere, in the same words, whether there is none, it was taken back, it has ended, its chat is gone or the app refuses", async () => {
    const { share, revoke, threadId, person } = await owner("tides");
    const [revoked, refused, ended, ofGone] = [await share(), await share(), await share({ endsAt: soon(300) }), await share()];
    expect(await revoke(revoked.id)).toBe(200);
    expect(await revoke(revoked.id)).toBe(404);
    people.onSharedThreadView((_thread, _viewer, link) => (link?.id === refused.id ? false : undefined));
    await expect.poll(async () => (await browser().get(`/api/shared/${ended.id}`))[0]).toBe(404);
    const answers = async (...ids: string[]) => Promise.all(ids.map((id) => browser().get(`/api/shared/${id}`)));
    expect(await read(ofGone.id)).toBeDefined();
    await person.fetch(`/api/threads/${threadId}`, { method: "DELETE" });
    expect(await person.get("/api/shares")).toEqual([200, { shares: [] }]);
    const all = await answers(newId(), threadId, revoked.id, refused.id, ended.id, ofGone.id);
    for (const answer of all) expect(answer).toEqual([404, NOWHERE]);
    expect(new Set(all.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const { share: another, threadId: ofAnother } = await owner("moon");
    const kept = await another();
    people.onSharedThreadView(() => {
      throw new Error("broken");
    });
    expect(await answers(kept.id, ofAnother)).toEqual([
      [404, NOWHERE],
      [404, NOWHERE],
    ]);
  });

  it("ends in the future, and its end can be taken away", async () => {
    const { share, put } = await owner("tides");
    await expect(share({ endsAt: "2001-01-01T00:00:00.000Z" })).rejects.toThrow("BAD_REQUEST");
    const { id } = await share({ endsAt: soon(60_000) });
    expect((await read(id)).endsAt).toBeDefined();
    expect((await put(id, { endsAt: null }))[0]).toBe(200);
    expect(await read(id)).not.toHaveProperty("endsAt");
  });

  it("is listed for its owner alone, with the name of its chat", async () => {
    const { share, person, threadId } = await owner("tides");
    const [one, two] = [await share(), await share({ live: true })];
    expect(await person.get("/api/shares")).toEqual([200, { shares: [two, one].map((made) => ({ ...made, threadName: "tides" })) }]);
    expect(await person.get(`/api/threads/${threadId}/shares`)).toEqual([200, { shares: [one, two] }]);
    const stranger = await owner("moon");
    expect(await stranger.person.get("/api/shares")).toEqual([200, { shares: [] }]);
    expect((await stranger.person.get(`/api/threads/${threadId}/shares`))[0]).toBe(404);
    const theirs = `/api/threads/${stranger.threadId}/shares/${one.id}`;
    expect((await stranger.person.fetch(theirs, { method: "DELETE" })).status).toBe(404);
    expect(await read(one.id)).toBeDefined();
  });

  it("is not there in an app that does not share, and not for who has not signed in where that is asked", async () => {
    await using off = await serveApp(people, { config: { limits: LIMITS } });
    const somebody = browser(off);
    await somebody.signIn("eve", "any");
    expect((await somebody.get("/api/shares"))[0]).toBe(501);
    expect(await somebody.get(`/api/shared/${newId()}`)).toEqual([404, NOWHERE]);
    await using closed = await serveApp(people, { config: { limits: LIMITS, features: { allowThreadSharing: true } } });
    expect((await browser(closed).get(`/api/shared/${newId()}`))[0]).toBe(401);
    const inside = browser(closed);
    await inside.signIn("eve", "any");
    expect(await inside.get(`/api/shared/${newId()}`)).toEqual([404, NOWHERE]);
  });
});

describe("onSharedThreadView", () => {
  it("learns the chat, who looks and by which link; what it changes of the chat is nobody's", async () => {
    const { share, threadId } = await owner("tides");
    const { id } = await share({ steps: true });
    const seen: unknown[] = [];
    people.onSharedThreadView((thread, viewer, link) => {
      seen.push([thread.id, thread.name, viewer?.identifier ?? null, link?.id, link?.steps]);
      (thread as { name?: string }).name = "changed";
    });
    expect((await read(id)).title).toBe("tides");
    const viewer = browser();
    await viewer.signIn("grace", "any");
    await read(id, viewer);
    expect(seen).toEqual([
      [threadId, "tides", null, id, true],
      [threadId, "tides", "grace", id, true],
    ]);
  });

  it("lets somebody read a chat that nobody has shared, at the address of the chat", async () => {
    const { threadId } = await owner("tides");
    people.onSharedThreadView((thread, viewer, link) => thread.id === threadId && viewer?.identifier === "grace" && link === undefined);
    expect((await browser().get(`/api/shared/${threadId}`))[0]).toBe(404);
    const grace = browser();
    await grace.signIn("grace", "any");
    expect(texts(await read(threadId, grace))).toEqual(["tides", "work on tides", "re tides"]);
  });
});

describe("files of a link", () => {
  it("are those that it has and no others, in whole and in part, as long as it leads there", async () => {
    const { share, say, session, revoke } = await owner("file one");
    const { id } = await share({ files: true });
    await say("file two");
    const [, second] = [...session().state.elements.values()];
    const [key] = keys(await read(id));
    const at = (file?: string) => browser().fetch(`/api/shared/${id}/files/${file}`);
    const whole = await at(key);
    expect([whole.status, await whole.text()]).toEqual([200, "bytes of file one"]);
    expect(Object.fromEntries(whole.headers)).toMatchObject({
      "accept-ranges": "bytes",
      etag: `"${key}"`,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow, noarchive",
    });
    const part = await browser().fetch(`/api/shared/${id}/files/${key}`, { headers: { range: "bytes=0-4" } });
    expect([part.status, await part.text()]).toEqual([206, "bytes"]);
    expect(second?.file?.key).toBeDefined();
    expect((await at(second?.file?.key)).status).toBe(404);
    expect((await at(newId())).status).toBe(404);
    const bare = await share();
    expect((await browser().fetch(`/api/shared/${bare.id}/files/${key}`)).status).toBe(404);
    await revoke(id);
    expect((await at(key)).status).toBe(404);
  });

  it("stay while a link names them, also when the app has taken them out of the chat", async () => {
    const { share, session, threadId } = await owner("file one");
    const { id } = await share({ files: true });
    const [element] = [...session().state.elements.values()];
    const key = element?.file?.key as FileKey;
    session().emit({ type: "element-removed", elementId: element?.id as ElementId });
    await session().recorder.commit();
    expect(await served.server.host.services.files.removeUnnamed(threadId, key)).toBe(false);
    expect(await (await browser().fetch(`/api/shared/${id}/files/${key}`)).text()).toBe("bytes of file one");
  });
});

describe("a copy of a shared chat", () => {
  it("is a chat of the viewer's own that goes on, with its files, once however often it is asked for", async () => {
    const { share } = await owner("file one");
    const { id } = await share({ files: true, steps: true });
    const viewer = browser();
    await viewer.signIn(newId(), "any");
    const threadId = newId<ThreadId>();
    const copy = () => viewer.post(`/api/shared/${id}/copy`, { threadId });
    expect(await Promise.all([copy(), copy()])).toEqual([
      [200, { threadId }],
      [200, { threadId }],
    ]);
    const [, { threads }] = (await viewer.get("/api/threads")) as [number, { threads: { id: string; name: string }[] }];
    expect(threads.map((thread) => [thread.id, thread.name])).toEqual([[threadId, "file one"]]);
    const { attached, socket } = await viewer.connect({ threadId });
    expect(attached.threadId).toBe(threadId);
    await socket.emitWithAck("request", { type: "sendMessage", message: { id: newId(), text: "and on" } });
    await expect
      .poll(async () => said(await viewer.get(`/api/threads/${threadId}`)))
      .toEqual(["file one", "work on file one", "re file one", "and on", "work on and on", "re and on"]);
    expect(await copy()).toEqual([200, { threadId }]);
    expect(said(await viewer.get(`/api/threads/${threadId}`))).toHaveLength(6);
    const [key] = keys(await read(id));
    expect(await (await viewer.fetch(`/api/threads/${threadId}/files/${key}`)).text()).toBe("bytes of file one");
  });

  it("keeps its files when the chat it came from is gone, and the chat keeps them when the copy is", async () => {
    const { share, person, threadId: source } = await owner("file one");
    const { id } = await share({ files: true });
    const [key] = keys(await read(id));
    const viewer = browser();
    await viewer.signIn(newId(), "any");
    const [kept, dropped] = [newId<ThreadId>(), newId<ThreadId>()];
    for (const threadId of [kept, dropped]) await viewer.post(`/api/shared/${id}/copy`, { threadId });
    const rows = served.server.host.services.files;
    await served.server.host.registry.deleteThread(dropped);
    expect(await rows.isStored(key as FileKey)).toBe(true);
    await served.server.host.registry.deleteThread(source);
    expect((await person.get(`/api/threads/${source}`))[0]).toBe(404);
    expect(await (await viewer.fetch(`/api/threads/${kept}/files/${key}`)).text()).toBe("bytes of file one");
    await served.server.host.registry.deleteThread(kept);
    expect(await rows.isStored(key as FileKey)).toBe(false);
  });

  it("takes no id that somebody has, also of a chat that was deleted, brings no file into it, and says so", async () => {
    const { share } = await owner("file one");
    const { id } = await share({ files: true });
    const [key] = keys(await read(id));
    const theirs = await owner("secret");
    const mine = await owner("mine");
    const copy = (threadId: string) => mine.person.post(`/api/shared/${id}/copy`, { threadId });
    const { dataLayer, files } = served.server.host.services;
    const remove = (by: Browser, threadId: string) => by.fetch(`/api/threads/${threadId}`, { method: "DELETE" });
    await remove(theirs.person, theirs.threadId);
    expect(await copy(theirs.threadId)).toMatchObject([404, { code: "NOT_FOUND" }]);
    expect(await copy(mine.threadId)).toMatchObject([400, { code: "BAD_REQUEST" }]);
    await remove(mine.person, mine.threadId);
    expect(await copy(mine.threadId)).toMatchObject([404, { code: "NOT_FOUND" }]);
    for (const { threadId } of [theirs, mine]) {
      expect(await dataLayer.walk?.filesOf(threadId)).toEqual([]);
      expect(await dataLayer.loadTurns(threadId)).toHaveLength(1);
      expect(await files.find(threadId, key as FileKey)).toBeUndefined();
    }
  });

  it("is one person's when two want it under one id at once: the other is told, and has brought no file into it", async () => {
    const [one, two] = [await owner("file one"), await owner("file two")];
    const links = [await one.share({ files: true }), await two.share({ files: true })];
    const threadId = newId<ThreadId>();
    const wishes = [one, two].map(({ person }, nth) => person.post(`/api/shared/${links[nth]?.id}/copy`, { threadId }));
    const answers = (await Promise.all(wishes)).map(([status]) => status);
    expect([...answers].sort()).toEqual([200, 404]);
    const kept = await Promise.all([one, two].map(({ person }) => person.get(`/api/threads/${threadId}`)));
    expect(kept.map(([status]) => status)).toEqual(answers);
    expect(await served.server.host.services.dataLayer.walk?.filesOf(threadId)).toHaveLength(1);
  });

  it("is nobody's who keeps no chats, takes nobody's place, and is not made of a link that leads nowhere", async () => {
    const { share, threadId: theirs, revoke } = await owner("tides");
    const { id } = await share();
    expect((await browser().post(`/api/shared/${id}/copy`, { threadId: newId() }))[0]).toBe(401);
    const viewer = browser();
    await viewer.signIn(newId(), "any");
    expect((await viewer.post(`/api/shared/${id}/copy`, { threadId: theirs }))[0]).toBe(404);
    await revoke(id);
    expect(await viewer.post(`/api/shared/${id}/copy`, { threadId: newId() })).toEqual([404, NOWHERE]);
    expect(await viewer.get("/api/threads")).toMatchObject([200, { threads: [] }]);
  });
});

describe("the page of a link", () => {
  const HTML = { headers: { accept: "text/html" } };

  it("is kept from search engines and tells no other site where it is, and says the chat's title only where its owner wished", async () => {
    const { share } = await owner("tides");
    const [plain, titled] = [await share(), await share({ title: true })];
    const open = async (id: string) => browser().fetch(`/share/${id}`, HTML);
    const answer = await open(plain.id);
    const html = await answer.text();
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex, nofollow, noarchive",
      "cache-control": "no-cache, private",
    });
    expect(html).toContain('<meta name="robots" content="noindex, nofollow">');
    expect(html).toContain('<meta property="og:title" content="Assistant">');
    expect(html).not.toContain("tides");
    expect(await (await open(titled.id)).text()).toContain('<meta property="og:title" content="tides">');
    people.onSharedThreadView((_thread, viewer) => viewer !== null);
    expect(await (await open(titled.id)).text()).not.toContain("tides");
    const other = await browser().fetch("/", HTML);
    expect([other.headers.get("referrer-policy"), other.headers.get("x-robots-tag")]).toEqual(["same-origin", null]);
  });
});

function said([, body]: [number, unknown]): (string | undefined)[] {
  const { turns } = body as { turns: { steps: { output?: { text: string } }[] }[] };
  return turns.flatMap(({ steps }) => steps.map(({ output }) => output?.text));
}

function soon(ms: number): string {
  return new Date(Date.now() + ms).toISOString();
}
