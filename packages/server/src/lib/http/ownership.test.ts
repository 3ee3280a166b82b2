// Who may do what, for every address the server answers. The list of addresses is the router's own: one that is not in this table fails.
import { type ElementId, newId, type StepId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { createApp, Message } from "../../index.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

/** What a request needs to name: a chat of the owner's, and what is in it. */
interface Ids {
  readonly threadId: string;
  readonly turnId: string;
  readonly stepId: string;
  /** Of a file in it. */
  readonly key: string;
  /** Of an upload that is not whole yet. */
  readonly uploadId: string;
  readonly elementId: string;
}

interface Row {
  /** `anybody`, whoever is signed in (`people`), or the owner of what is named. */
  readonly for: "anybody" | "people" | "owner";
  /** What somebody who may gets. */
  readonly ok: number;
  readonly body?: (ids: Ids) => unknown;
  readonly query?: (ids: Ids) => string;
  readonly headers?: Readonly<Record<string, string>>;
}

const anybody = (ok: number, body?: Row["body"]): Row => ({ for: "anybody", ok, ...(body && { body }) });
const people = (ok: number, body?: Row["body"], query?: Row["query"]): Row => ({
  for: "people",
  ok,
  ...(body && { body }),
  ...(query && { query }),
});
const owner = (ok: number, body?: Row["body"], query?: Row["query"]): Row => ({
  for: "owner",
  ok,
  ...(body && { body }),
  ...(query && { query }),
});

/** Chainlit’s routes for what comes later say to people that there is nothing. */
const later = (status: number, body?: Row["body"]): Row => people(status, body);

const TABLE: Readonly<Record<string, Row>> = {
  "GET /healthz": anybody(200),
  "GET /readyz": anybody(200),
  "GET /health": anybody(200),
  "GET /api/config": anybody(200),
  "GET /api/texts": anybody(200),
  "GET /api/readme": people(200),
  "GET /api/threads": people(200),
  "GET /api/search": people(200, undefined, () => "?query=live"),
  "GET /api/threads/:threadId": owner(200),
  "GET /api/threads/:threadId/turns": owner(200, undefined, ({ turnId }) => `?before=${turnId}`),
  "GET /api/threads/:threadId/artifacts": owner(200),
  "GET /api/threads/:threadId/steps/:stepId": owner(200),
  "GET /api/threads/:threadId/image": owner(
    404,
    undefined,
    ({ stepId }) => `?step=${stepId}&url=${encodeURIComponent("http://192.0.2.1/a.png")}`,
  ),
  "GET /api/threads/:threadId/files/:key": owner(200),
  "DELETE /api/threads/:threadId/files/:key": owner(204),
  "POST /api/threads/:threadId/files/:key/address": owner(200, () => ({})),
  "POST /api/threads/:threadId/files": owner(201, () => ({})),
  "POST /api/threads/:threadId/uploads": { ...owner(201), headers: { "tus-resumable": "1.0.0", "upload-length": "3" } },
  "GET /api/threads/:threadId/uploads/:uploadId": owner(200),
  "PATCH /api/threads/:threadId/uploads/:uploadId": {
    ...owner(200, () => new Blob(["ne"])),
    headers: { "tus-resumable": "1.0.0", "upload-offset": "1", "content-type": "application/offset+octet-stream" },
  },
  "DELETE /api/threads/:threadId/uploads/:uploadId": { ...owner(204), headers: { "tus-resumable": "1.0.0" } },
  "GET /api/signed-files/:token": anybody(404),
  "GET /api/threads/:threadId/messages/:stepId": owner(200),
  "GET /api/threads/:threadId/export": owner(200, undefined, () => "?format=html&files=1"),
  "GET /api/threads/:threadId/elements/:elementId": owner(200),
  "PUT /api/threads/:threadId": owner(200, () => ({ name: "Renamed" })),
  "DELETE /api/threads/:threadId": owner(200),
  "GET /api/auth": anybody(200),
  "POST /api/auth/password": anybody(401, () => ({ username: newId(), password: "wrong" })),
  "POST /api/auth/header": anybody(401, () => ({})),
  "POST /api/auth/sign-out": anybody(200, () => ({})),
  "POST /api/auth/socket-ticket": people(200, () => ({})),
  "GET /auth/oauth/:id": anybody(400),
  "GET /auth/oauth/:id/callback": anybody(400),
  "POST /auth/oauth/:id/callback": anybody(400),
  "GET /auth/config": anybody(200),
  "GET /user": people(200),
  "POST /login": anybody(401, () => new URLSearchParams({ username: newId(), password: "wrong" })),
  "POST /auth/header": anybody(401),
  "POST /auth/jwt": anybody(401),
  "POST /logout": anybody(200),
  "POST /set-session-cookie": anybody(200, () => ({ session_id: newId() })),
  "GET /project/settings": people(200),
  "GET /project/translations": anybody(200),
  "POST /project/action": people(404, () => ({ action: { name: "none" }, sessionId: newId() })),
  "POST /project/file": people(404),
  "GET /project/file/:id": people(401),
  "PUT /project/element": later(404),
  "DELETE /project/element": later(404),
  "PUT /feedback": later(400),
  "DELETE /feedback": later(400),
  "POST /mcp": later(400),
  "DELETE /mcp": later(400),
  "POST /project/threads": people(200, () => ({ pagination: { first: 10 } })),
  "GET /project/thread/:threadId": owner(200),
  "PUT /project/thread": owner(200, ({ threadId }) => ({ threadId, name: "Renamed" })),
  "DELETE /project/thread": owner(200, ({ threadId }) => ({ threadId })),
  "PUT /project/thread/share": later(404, ({ threadId }) => ({ threadId, isShared: true })),
  "GET /project/share/:threadId": later(404),
  "GET /project/thread/:threadId/element/:elementId": owner(200),
  "GET /project/thread/:threadId/element/:elementId/content": owner(200),
  "GET /logo": anybody(200),
  "GET /favicon": anybody(200),
  "GET /favicon.svg": anybody(200),
  "GET /avatars/*": anybody(200),
  "GET /artifact-frame": anybody(200),
  "GET /public/*": anybody(404),
  "GET /assets/*": anybody(404),
  "GET /copilot/*": anybody(404),
  "GET /*": anybody(503),
};

/** Says `GET /api/*` and so on only what method they take. */
const isCatchAll = (route: string) => route.startsWith("ALL ");

const PASSWORDS: Readonly<Record<string, string>> = { ada: "engine", bob: "builder", carl: "dunes", dora: "maps" };
const chat = createApp({
  passwordAuth: ({ username, password }) => (PASSWORDS[username] === password ? { identifier: username } : null),
  headerAuth: () => null,
  onMessage: async ({ content }) => {
    await new Message(`You said ${content}`).send();
  },
});

let served: ServedApp;
const browsers: Browser[] = [];
function browser(): Browser {
  const one = new Browser(served.url);
  browsers.push(one);
  return one;
}
async function signedIn(name: string): Promise<Browser> {
  const one = browser();
  expect((await one.signIn(name, PASSWORDS[name] ?? ""))[0]).toBe(200);
  return one;
}

let ada: Browser;
let strangers: { readonly other: Browser; readonly anonymous: Browser; readonly signedOut: Browser; readonly revoked: Browser };
beforeAll(async () => {
  served = await serveApp(chat, {
    config: {
      limits: {
        signInsPerMinute: 1000,
        openChatsPerVisitor: 1000,
        messagesPerMinute: 10_000,
        requestsPerSecond: 10_000,
        addressRequestsPerSecond: 10_000,
      },
    },
  });
  ada = await signedIn("ada");
  const [other, signedOut, revoked] = await Promise.all([signedIn("bob"), signedIn("carl"), signedIn("dora")]);
  const [ofCarl, ofDora] = [new Map(signedOut.jar), new Map(revoked.jar)];
  await signedOut.post("/api/auth/sign-out");
  for (const [name, value] of ofCarl) signedOut.jar.set(name, value);
  const [, facts] = (await revoked.get("/api/auth")) as [number, { user: { id: string } }];
  await chat.users.disable(facts.user.id);
  for (const [name, value] of ofDora) revoked.jar.set(name, value);
  strangers = { other, anonymous: browser(), signedOut, revoked };
});
afterAll(async () => {
  for (const one of browsers) one[Symbol.dispose]();
  await served?.[Symbol.asyncDispose]();
});

/** A chat of Ada's with an answer in it. */
async function newChat(): Promise<Ids> {
  const { attached, socket } = await ada.connect();
  const stepId = newId<StepId>();
  await socket.emitWithAck("request", { type: "sendMessage", message: { id: stepId, text: "mine alone" } });
  const session = served.server.host.registry.byThread(attached.threadId);
  const uploaded = await ada.fetch(`/api/threads/${attached.threadId}/files?name=mine.txt`, { method: "POST", body: "mine alone" });
  const { key } = (await uploaded.json()) as { key: string };
  const begun = await ada.fetch(`/api/threads/${attached.threadId}/uploads`, {
    method: "POST",
    body: "o",
    headers: { "tus-resumable": "1.0.0", "upload-length": "3", "content-type": "application/offset+octet-stream" },
  });
  const uploadId = begun.headers.get("location")?.split("/").at(-1) ?? "";
  const turnId = [...(session?.state.turns.keys() ?? [])][0] ?? "";
  const elementId = newId<ElementId>();
  session?.emit({ type: "element-set", element: { id: elementId, forId: stepId, type: "tasklist", name: "Mine", display: "page" } });
  socket.disconnect();
  return { threadId: attached.threadId, turnId, stepId, key, uploadId, elementId };
}

/** Signing out is one of the addresses: whoever is asked about it is somebody who need not stay. */
const endsSignIn = (route: string) => route === "POST /api/auth/sign-out" || route === "POST /logout";

async function ask(who: Browser, route: string, row: Row, ids: Ids): Promise<number> {
  const [method = "", template = ""] = route.split(" ");
  const path = template
    .replace(":threadId", ids.threadId)
    .replace(":stepId", ids.stepId)
    .replace(":elementId", ids.elementId)
    .replace(":key", ids.key)
    .replace(":uploadId", ids.uploadId)
    .replace(":token", "x.y.z")
    .replace(":id", "corp")
    .replace("/avatars/*", "/avatars/Assistant")
    .replace("*", "nothing-here.txt");
  const body = row.body?.(ids);
  const json = body !== undefined && !(body instanceof URLSearchParams) && !(body instanceof Blob);
  const response = await who.fetch(path + (row.query?.(ids) ?? ""), {
    method,
    ...(body !== undefined && { body: json ? JSON.stringify(body) : (body as URLSearchParams | Blob) }),
    headers: { ...(json && { "content-type": "application/json" }), ...row.headers },
  });
  return response.status;
}

describe("Every address of a server where people sign in", () => {
  it("is in the table of who may do what", () => {
    const routes = [...new Set(served.server.routes.filter((route) => !isCatchAll(route)))];
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.sort()).toEqual(Object.keys(TABLE).sort());
  });

  it.each(Object.entries(TABLE))("%s answers each as they may be answered", async (route, row) => {
    const ids = await newChat();
    const { anonymous, signedOut, revoked } = strangers;
    const other = endsSignIn(route) ? await signedIn("bob") : strangers.other;
    const nobody = row.for === "anybody" ? row.ok : 401;
    expect({
      other: await ask(other, route, row, ids),
      anonymous: await ask(anonymous, route, row, ids),
      signedOut: await ask(signedOut, route, row, ids),
      revoked: await ask(revoked, route, row, ids),
    }).toEqual({ other: row.for === "owner" ? 404 : row.ok, anonymous: nobody, signedOut: nobody, revoked: nobody });
    // What the others tried has changed nothing.
    const [status, thread] = await ada.get(`/project/thread/${ids.threadId}`);
    expect([status, (thread as { name: string }).name]).toEqual([200, "mine alone"]);
    if (!endsSignIn(route)) expect(await ask(ada, route, row, ids)).toBe(row.ok);
  });
});
