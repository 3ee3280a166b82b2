// Ratings and favourites, as Chainlit's clients give and read them. Rows DL-12, FV-1 to FV-3 and LC-19 of the feature catalogue.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "../../../../test/browser.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { createApp, type FeedbackChange, Message } from "../../../index.ts";
import { type ServedApp, serveApp } from "../../testing/serve-app.ts";

const heard: FeedbackChange[] = [];
const app = createApp({
  onMessage: async ({ content }) => {
    await new Message(`First of ${content}`).send();
    await new Message(`re ${content}`).send();
  },
  onFeedback: (change) => void heard.push(change),
  passwordAuth: ({ username }) => ({ identifier: username }),
});

interface Step {
  readonly id: string;
  readonly type: string;
  readonly name: string;
  readonly output: string;
  readonly metadata: { readonly favorite?: boolean };
  readonly feedback?: { readonly id: string; readonly forId: string; readonly value: number; readonly comment: string | null };
}

let served: ServedApp;
beforeAll(async () => {
  served = await serveApp(app, { config: { features: { favorites: true } } });
});
afterAll(() => served?.[Symbol.asyncDispose]());

/** Somebody signed in, in a chat of theirs with an answer in it. */
async function chatting(name: string) {
  const browser = new Browser(served.url);
  await browser.signIn(name, "any");
  const client = new TheirClient(served.url, { cookie: browser.cookie });
  const messageId = randomUUID();
  const say = { id: messageId, threadId: "", type: "user_message", name, output: "Kinloch", createdAt: new Date().toISOString() };
  await expect.poll(() => client.names.includes("task_end")).toBe(true);
  client.socket.emit("client_message", { message: say, fileReferences: [] });
  await expect.poll(() => JSON.stringify(client.payloads)).toContain("re Kinloch");
  await expect.poll(() => client.loading).toBe(false);
  const session = served.server.host.registry.sessions.findLast(({ user }) => user?.identifier === name);
  const threadId = session?.threadId ?? "";
  const read = async () => ((await browser.get(`/project/thread/${threadId}`))[1] as { readonly steps: readonly Step[] }).steps;
  const put = async (feedback: object): Promise<[number, unknown]> => {
    const answer = await browser.fetch("/feedback", {
      method: "PUT",
      body: JSON.stringify({ feedback, sessionId: client.sessionId }),
      headers: { "content-type": "application/json" },
    });
    return [answer.status, await answer.json()];
  };
  const remove = async (feedbackId: string): Promise<[number, unknown]> => {
    const answer = await browser.fetch("/feedback", {
      method: "DELETE",
      body: JSON.stringify({ feedbackId }),
      headers: { "content-type": "application/json" },
    });
    return [answer.status, await answer.json()];
  };
  const end = () => {
    client.socket.disconnect();
    browser[Symbol.dispose]();
  };
  return { browser, client, messageId, threadId, session, read, put, remove, end };
}

describe("their ratings", () => {
  it("of a run are of its last answer; they are changed, told again and taken back", async () => {
    const { read, put, remove, threadId, client, end } = await chatting("ada");
    const run = (await read()).find(({ type }) => type === "run");
    const answer = (await read()).findLast(({ type }) => type === "assistant_message");
    const [status, given] = await put({ forId: run?.id, value: 1, threadId });
    expect([status, given]).toEqual([200, { success: true, feedbackId: expect.any(String) }]);
    const { feedbackId } = given as { feedbackId: string };
    // As their page does when somebody writes a comment: it names the rating that it changes.
    expect(await put({ forId: run?.id, value: 0, threadId, id: feedbackId, comment: "No." })).toEqual([200, { success: true, feedbackId }]);
    const rated = { id: feedbackId, value: 0, comment: "No." };
    expect((await read()).filter(({ feedback }) => feedback).map(({ id, feedback }) => ({ id, feedback }))).toEqual([
      { id: run?.id, feedback: { ...rated, threadId, forId: run?.id } },
      { id: answer?.id, feedback: { ...rated, threadId, forId: answer?.id } },
    ]);
    expect(heard.map(({ rating, comment, message }) => [rating, comment, message.content])).toEqual([
      ["up", undefined, "re Kinloch"],
      ["down", "No.", "re Kinloch"],
    ]);
    // A page that is open learns of it, too.
    await expect.poll(() => JSON.stringify(client.payloads)).toContain('"comment":"No."');
    expect(await remove(feedbackId)).toEqual([200, { success: true }]);
    expect((await read()).filter(({ feedback }) => feedback)).toEqual([]);
    end();
  });

  it("are theirs alone, and of what is there", async () => {
    const ada = await chatting("ada");
    const bob = await chatting("bob");
    const [, given] = await ada.put({ forId: (await ada.read()).find(({ type }) => type === "run")?.id, value: 1 });
    const { feedbackId } = given as { feedbackId: string };
    const missing = [404, { detail: "Thread not found" }];
    expect(await bob.remove(feedbackId)).toEqual(missing);
    expect(await bob.put({ forId: ada.messageId, value: 0, threadId: ada.threadId })).toEqual(missing);
    expect(await bob.remove("nonsense")).toEqual(missing);
    expect((await ada.put({ forId: randomUUID(), value: 1 }))[0]).toBe(404);
    expect((await ada.put({ forId: ada.messageId, value: 1 }))[0]).toBe(404);
    for (const wrong of [{ forId: ada.messageId, value: 2 }, { forId: ada.messageId, value: 1, comment: "x".repeat(4001) }, {}])
      expect((await ada.put(wrong))[0]).toBe(422);
    expect((await ada.read()).filter(({ feedback }) => feedback)).toHaveLength(2);
    ada.end();
    bob.end();
  });
});

describe("their ratings without any cookie", () => {
  it("are taken back by whoever was told their name, also after a reload, and by nobody who knows only where they are", async () => {
    await using open = await serveApp(createApp({ onMessage: () => new Message("Aye.").send() }));
    const client = new TheirClient(open.url);
    await expect.poll(() => client.names.includes("task_end")).toBe(true);
    const message = {
      id: randomUUID(),
      threadId: "",
      type: "user_message",
      name: "User",
      output: "Kinloch",
      createdAt: new Date().toISOString(),
    };
    client.socket.emit("client_message", { message, fileReferences: [] });
    await expect.poll(() => JSON.stringify(client.payloads)).toContain("Aye.");
    await expect.poll(() => client.loading).toBe(false);
    const ask = async (method: string, body: object): Promise<[number, unknown]> => {
      const headers = { "content-type": "application/json" };
      const answer = await fetch(`${open.url}/feedback`, { method, headers, body: JSON.stringify(body) });
      return [answer.status, await answer.json()];
    };
    const live = open.server.host.registry.sessions[0];
    const answer = [...(live?.state.steps.values() ?? [])].find(({ step }) => step.type === "assistant_message")?.step;
    const given = { feedback: { forId: answer?.id, value: 1 }, sessionId: client.sessionId };
    const told = (await ask("PUT", given))[1] as { readonly feedbackId: string };
    const mark = () => answer && live?.state.steps.get(answer.id)?.mark?.feedback;
    expect(mark()).toMatchObject({ rating: "up" });
    const [threadId, stepId, proof = ""] = told.feedbackId.split(".");
    const guesses = [
      `${threadId}.${stepId}`,
      `${threadId}.${stepId}.`,
      `${threadId}.${stepId}.${proof.toUpperCase()}`,
      `${threadId}.${message.id}.${proof}`,
    ];
    for (const feedbackId of guesses) expect(await ask("DELETE", { feedbackId })).toEqual([404, { detail: "Thread not found" }]);
    expect(mark()).toMatchObject({ rating: "up" });
    // Their page that is opened anew learns the same name from the chat.
    const again = new TheirClient(open.url, { sessionId: client.sessionId, threadId: live?.threadId ?? "" });
    await expect.poll(() => JSON.stringify(again.payloads)).toContain(told.feedbackId);
    expect(await ask("DELETE", { feedbackId: told.feedbackId })).toEqual([200, { success: true }]);
    expect(mark()).toBeUndefined();
    for (const one of [client, again]) one.socket.disconnect();
  });
});

describe("their favourites", () => {
  it("are listed as messages, starred in the chat and after a reload, and taken out", async () => {
    const { client, messageId, threadId, read, browser, end } = await chatting("carl");
    const last = () => client.payloads[client.names.lastIndexOf("set_favorites")] as readonly Step[] | undefined;
    await expect.poll(last).toEqual([]);
    const star = (favorite: boolean) =>
      client.socket.emit("message_favorite", { message: { id: messageId, threadId, metadata: { favorite } } });
    star(true);
    await expect
      .poll(last)
      .toMatchObject([{ id: messageId, threadId, output: "Kinloch", type: "user_message", metadata: { favorite: true } }]);
    expect((await read()).find(({ id }) => id === messageId)?.metadata).toMatchObject({ favorite: true });
    // Another chat of theirs has it in its list.
    const other = new TheirClient(served.url, { cookie: browser.cookie });
    await expect.poll(() => other.payloads[other.names.lastIndexOf("set_favorites")]).toMatchObject([{ id: messageId }]);
    // And takes it out, though the message is not one of its own.
    other.socket.emit("message_favorite", { message: { id: messageId, threadId, metadata: { favorite: false } } });
    await expect.poll(() => other.payloads[other.names.lastIndexOf("set_favorites")]).toEqual([]);
    expect((await read()).find(({ id }) => id === messageId)?.metadata).not.toHaveProperty("favorite");
    other.socket.disconnect();
    end();
  });

  it("are offered where the app wants them", async () => {
    const { browser, end } = await chatting("dora");
    expect((await browser.get("/project/settings"))[1]).toMatchObject({ features: { favorites: true }, dataPersistence: true });
    await using without = await serveApp(createApp({ onMessage: () => {} }));
    using visitor = new Browser(without.url);
    expect((await visitor.get("/project/settings"))[1]).toMatchObject({ features: { favorites: false } });
    end();
  });
});
