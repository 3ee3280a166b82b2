// Files by Chainlit's routes and with Chainlit's messages.
import { newId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "../../../../test/browser.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { askUser, createApp, Message } from "../../../index.ts";
import { type ServedApp, serveApp } from "../../testing/serve-app.ts";

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const chat = createApp({
  passwordAuth: ({ username }) => ({ identifier: username }),
  onMessage: async ({ content }) => {
    const answer = content === "ask" ? await askUser("What is wrong?") : undefined;
    const files = (answer?.elements ?? []).map(({ name }) => name);
    await new Message(answer ? `${answer.content}: ${files.join()}` : `re ${content}`).send();
  },
});

let served: ServedApp;
let ada: Browser;
let client: TheirClient;
beforeAll(async () => {
  served = await serveApp(chat, {
    config: { limits: { requestsPerSecond: 1000 }, uploads: { maxSize: 1000, accept: ["image/*", "text/*"] } },
  });
  ada = await signedIn("ada");
  client = new TheirClient(served.url, { cookie: ada.cookie });
  await client.until(() => client.socket.connected && served.server.host.registry.size === 1);
});
afterAll(async () => {
  client?.[Symbol.dispose]();
  await served?.[Symbol.asyncDispose]();
});

async function signedIn(name: string): Promise<Browser> {
  const browser = new Browser(served.url);
  await browser.signIn(name, "x");
  return browser;
}

const upload = async (
  who: Browser,
  content: BlobPart,
  name: string,
  query = `session_id=${client.sessionId}`,
): Promise<[number, unknown]> => {
  const form = new FormData();
  form.append("file", new Blob([content], { type: "image/png" }), name);
  const answer = await who.fetch(`/project/file?${query}`, { method: "POST", body: form });
  return [answer.status, await answer.json()];
};
const idOf = ([, answer]: [number, unknown]) => (answer as { id: string }).id;
const read = (who: Browser, id: string, sessionId = client.sessionId) => who.fetch(`/project/file/${id}?session_id=${sessionId}`);

describe("Chainlit’s upload", () => {
  it("is answered with an id, by which the file is read whole and in part", async () => {
    const answered = await upload(ada, PNG, "a.png");
    expect(answered).toEqual([200, { id: expect.stringMatching(/^[0-9a-f-]{36}$/) }]);
    const whole = await read(ada, idOf(answered));
    expect([whole.status, whole.headers.get("content-type"), whole.headers.get("cross-origin-resource-policy")]).toEqual([
      200,
      "image/png",
      "cross-origin",
    ]);
    expect(Buffer.from(await whole.arrayBuffer()).equals(PNG)).toBe(true);
    const part = await ada.fetch(`/project/file/${idOf(answered)}?session_id=${client.sessionId}`, { headers: { range: "bytes=1-3" } });
    expect([part.status, await part.text()]).toEqual([206, "PNG"]);
    expect((await upload(ada, "", "empty.txt"))[0]).toBe(200);
  });

  it("is refused in their words", async () => {
    expect(await upload(ada, "x".repeat(1001), "a.txt")).toEqual([400, { detail: expect.stringMatching(/^File size too large/) }]);
    expect(await upload(ada, "%PDF-1.7", "a.png")).toEqual([
      400,
      { detail: expect.stringMatching(/^File type not allowed\. “a\.png” is application\/pdf/) },
    ]);
    expect(await upload(ada, PNG, "a.png", `session_id=${newId()}`)).toEqual([404, { detail: "Session not found" }]);
    expect(await upload(ada, PNG, "a.png", "")).toEqual([404, { detail: "Session not found" }]);
    expect(await upload(ada, PNG, "a.png", `session_id=${client.sessionId}&ask_parent_id=${newId()}`)).toEqual([
      404,
      { detail: "Parent message not found" },
    ]);
    const form = await ada.fetch(`/project/file?session_id=${client.sessionId}`, { method: "POST", body: new FormData() });
    expect(form.status).toBe(422);
    await using none = await serveApp(chat, { config: { uploads: { enabled: false } } });
    const bob = new Browser(none.url);
    await bob.signIn("bob", "x");
    using theirs = new TheirClient(none.url, { cookie: bob.cookie });
    await theirs.until(() => none.server.host.registry.size === 1);
    expect(await upload(bob, PNG, "a.png", `session_id=${theirs.sessionId}`)).toEqual([400, { detail: "File upload is not enabled" }]);
  });

  it("gives a stolen session id nothing, to read or to write", async () => {
    const id = idOf(await upload(ada, PNG, "a.png"));
    const bob = await signedIn("bob");
    using own = new TheirClient(served.url, { cookie: bob.cookie });
    await own.until(() => served.server.host.registry.ofOwner(ownerOf(own.sessionId)).length === 1);
    expect(await upload(bob, PNG, "a.png")).toEqual([404, { detail: "Session not found" }]);
    for (const [sessionId, status] of [
      [client.sessionId, 401],
      [own.sessionId, 404],
      [newId(), 401],
      ["", 401],
      ["../..", 401],
    ] as const)
      expect([sessionId, (await read(bob, id, sessionId)).status]).toEqual([sessionId, status]);
    expect((await read(new Browser(served.url), id)).status).toBe(401);
    for (const wrong of ["%2e%2e%2f%2e%2e%2fetc%2fpasswd", "%00", "C:", newId()]) expect((await read(ada, wrong)).status).toBe(404);
  });
});

function ownerOf(sessionId: string): string {
  return served.server.host.registry.sessions.find(({ handles }) => [...handles].some((handle) => handle.endsWith(sessionId)))?.owner ?? "";
}

describe("the files of a message of their client", () => {
  it("are its elements, in their order; what is not there is passed over", async () => {
    const picture = idOf(await upload(ada, PNG, "a.png"));
    const note = idOf(await upload(ada, "hello", "note.txt"));
    const id = client.send("look", { fileReferences: [{ id: picture }, { id: newId() }, { id: "../x" }, { id: note }] });
    await client.hears("re look");
    const elements = client.payloads.filter((_, at) => client.names[at] === "element");
    expect(elements).toEqual([
      expect.objectContaining({
        type: "image",
        name: "a.png",
        chainlitKey: picture,
        url: null,
        forId: id,
        mime: "image/png",
        display: "inline",
      }),
      expect.objectContaining({ type: "file", name: "note.txt", chainlitKey: note, url: null, forId: id, mime: "text/plain" }),
    ]);
    const [, thread] = (await ada.get(`/project/thread/${client.threadId}`)) as [number, { elements: { url: string }[] }];
    expect(await Promise.all(thread.elements.map(async ({ url }) => (await ada.fetch(url)).status))).toEqual([200, 200]);
  });

  it("are told of with addresses when the client is given the whole thread", async () => {
    using again = new TheirClient(served.url, { cookie: ada.cookie, threadId: client.threadId });
    await again.until(() => again.names.includes("resume_thread"));
    const { elements } = again.payloads[again.names.indexOf("resume_thread")] as { elements: { url: string }[] };
    expect(elements.map(({ url }) => url)).toEqual([
      expect.stringContaining(`?session_id=${again.sessionId}`),
      expect.stringContaining(`?session_id=${again.sessionId}`),
    ]);
    expect(await Promise.all(elements.map(async ({ url }) => (await ada.fetch(url)).status))).toEqual([200, 200]);
  });

  it("are offered by the app’s settings, as their page reads them", async () => {
    const [, settings] = (await ada.get("/project/settings")) as [number, { features: Record<string, unknown> }];
    expect(settings.features["spontaneous_file_upload"]).toEqual({
      enabled: true,
      accept: ["image/*", "text/*"],
      max_files: 20,
      max_size_mb: 0.001,
    });
  });
});

describe("files that their client sends while a question for words is open", () => {
  it("go along with the answer", async () => {
    using asked = new TheirClient(served.url, { cookie: ada.cookie });
    asked.send("ask");
    await asked.until(() => asked.ask !== undefined);
    const note = idOf(await upload(ada, "out of ink", "log.txt", `session_id=${asked.sessionId}`));
    asked.send("The printer", { fileReferences: [{ id: note }] });
    await asked.hears("The printer: log.txt");
  });
});

describe("a client whose cookie cannot travel", () => {
  it("proves itself by its session id, and by no other", async () => {
    await using open = await serveApp(createApp({ onMessage: () => undefined }));
    using bearer = new TheirClient(open.url);
    await bearer.until(() => open.server.host.registry.size === 1);
    const nobody = new Browser(open.url);
    const answered = await upload(nobody, PNG, "a.png", `session_id=${bearer.sessionId}`);
    expect(answered[0]).toBe(200);
    expect((await read(nobody, idOf(answered), bearer.sessionId)).status).toBe(200);
    expect((await read(nobody, idOf(answered), newId())).status).toBe(401);
  });
});
