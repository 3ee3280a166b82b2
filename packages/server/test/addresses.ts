// Every address that a server answers, and how it is asked: for tests that go through all of them.
import { type ElementId, newId, type StepId } from "@colloquy/protocol";
import { expect } from "vitest";
import type { ServedApp } from "../src/lib/testing/serve-app.ts";
import type { Browser } from "./browser.ts";

/** What a request needs to name: a chat of the owner's, and what is in it. */
export interface Ids {
  readonly threadId: string;
  /** Of its session. */
  readonly handle: string;
  readonly turnId: string;
  readonly stepId: string;
  /** Of what the app said to it. */
  readonly answerId: string;
  /** Of a file in it. */
  readonly key: string;
  /** Of an upload that is not whole yet. */
  readonly uploadId: string;
  readonly elementId: string;
  readonly folderId: string;
  /** Of a link to the chat. */
  readonly shareId: string;
}

export interface Row {
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

/** Every address, by method and path. */
export const TABLE: Readonly<Record<string, Row>> = {
  "GET /healthz": anybody(200),
  "GET /readyz": anybody(200),
  "GET /health": anybody(200),
  "GET /api/config": anybody(200),
  "GET /api/texts": anybody(200),
  "GET /api/readme": people(200),
  "GET /api/threads": people(200),
  "GET /api/export": people(200, undefined, () => "?format=json"),
  "PUT /api/threads": owner(200, ({ threadId }) => ({ threadIds: [threadId], pinned: true, deleted: false })),
  "POST /api/threads/purge": owner(200, ({ threadId }) => ({ threadIds: [threadId] })),
  "POST /api/threads/delete-all": people(200, () => ({ deleted: true })),
  "POST /api/threads/restore": people(200, () => ({ since: "2020-01-01T00:00:00.000Z" })),
  "GET /api/folders": people(200),
  "POST /api/folders": people(200, () => ({ name: "Plans" })),
  "PUT /api/folders/:folderId": owner(200, () => ({ name: "Other plans" })),
  "DELETE /api/folders/:folderId": owner(200),
  "GET /api/tags": people(200),
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
  "PUT /api/threads/:threadId/messages/:stepId/feedback": owner(200, () => ({ rating: "up" })),
  "DELETE /api/threads/:threadId/messages/:stepId/feedback": owner(200),
  "GET /api/favourites": people(200),
  "PUT /api/favourites/:threadId/:stepId": owner(200, () => ({})),
  "DELETE /api/favourites/:threadId/:stepId": people(200),
  "GET /api/threads/:threadId/export": owner(200, undefined, () => "?format=html&files=1"),
  "GET /api/threads/:threadId/elements/:elementId": owner(200),
  "GET /api/shares": people(200),
  "GET /api/threads/:threadId/shares": owner(200),
  "POST /api/threads/:threadId/shares": owner(200, () => ({ live: true })),
  "PUT /api/threads/:threadId/shares/:shareId": owner(200, () => ({ title: true })),
  "DELETE /api/threads/:threadId/shares/:shareId": owner(200),
  "GET /api/shared/:shareId": people(200),
  "POST /api/shared/:shareId/copy": people(200, () => ({ threadId: newId() })),
  "GET /api/shared/:shareId/files/:key": people(404),
  "PUT /api/threads/:threadId": owner(200, () => ({ name: "Renamed" })),
  "DELETE /api/threads/:threadId": owner(200),
  "GET /api/auth": anybody(200),
  "POST /api/auth/password": anybody(401, () => ({ username: newId(), password: "wrong" })),
  "POST /api/auth/header": anybody(401, () => ({})),
  "POST /api/auth/sign-out": anybody(200, () => ({})),
  "POST /api/auth/socket-ticket": people(200, () => ({})),
  "POST /api/stream": people(200, () => ({ pageId: newId() })),
  "POST /api/requests": owner(200, ({ handle }) => ({ handle, request: { type: "findMentions", query: "" } })),
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
  "PUT /project/element": people(404, () => ({ element: { id: newId(), type: "custom", props: {} }, sessionId: newId() })),
  "DELETE /project/element": people(404, () => ({ element: { id: newId(), type: "custom" }, sessionId: newId() })),
  "PUT /feedback": owner(200, ({ threadId, turnId }) => ({ feedback: { forId: turnId, value: 1, threadId }, sessionId: newId() })),
  "DELETE /feedback": owner(200, ({ threadId, answerId }) => ({ feedbackId: `${threadId}.${answerId}` })),
  "POST /mcp": later(400),
  "DELETE /mcp": later(400),
  "POST /project/threads": people(200, () => ({ pagination: { first: 10 } })),
  "GET /project/thread/:threadId": owner(200),
  "PUT /project/thread": owner(200, ({ threadId }) => ({ threadId, name: "Renamed" })),
  "DELETE /project/thread": owner(200, ({ threadId }) => ({ threadId })),
  "PUT /project/thread/share": owner(200, ({ threadId }) => ({ threadId, isShared: true })),
  "GET /project/share/:threadId": people(404),
  "GET /project/share/:threadId/element/:elementId/content": people(404),
  "GET /project/thread/:threadId/element/:elementId": owner(200),
  "GET /project/thread/:threadId/element/:elementId/content": owner(200),
  "GET /logo": anybody(200),
  "GET /favicon": anybody(200),
  "GET /favicon.svg": anybody(200),
  "GET /avatars/*": anybody(200),
  "GET /artifact-frame": anybody(200),
  "GET /elements/:file": anybody(404),
  "GET /elements-kit/:file{.+}": anybody(404),
  "GET /elements-frame/:name": anybody(404),
  "GET /public/*": anybody(404),
  "GET /public/elements/:file": anybody(404),
  "GET /assets/*": anybody(404),
  "GET /copilot/*": anybody(404),
  "GET /*": anybody(503),
};

/** Asks an address as its row says. */
export async function askFor(who: Browser, route: string, row: Row, ids: Ids): Promise<Response> {
  const [method = "", template = ""] = route.split(" ");
  const path = template
    .replace(":threadId", ids.threadId)
    .replace(":stepId", template.endsWith("/feedback") ? ids.answerId : ids.stepId)
    .replace(":elementId", ids.elementId)
    .replace(":folderId", ids.folderId)
    .replace(":shareId", ids.shareId)
    .replace(":key", ids.key)
    .replace(":uploadId", ids.uploadId)
    .replace(":token", "x.y.z")
    .replace(":id", "corp")
    .replace("/avatars/*", "/avatars/Assistant")
    .replace("*", "nothing-here.txt");
  const body = row.body?.(ids);
  const json = body !== undefined && !(body instanceof URLSearchParams) && !(body instanceof Blob);
  return who.fetch(path + (row.query?.(ids) ?? ""), {
    method,
    ...(body !== undefined && { body: json ? JSON.stringify(body) : (body as URLSearchParams | Blob) }),
    headers: { ...(json && { "content-type": "application/json" }), ...row.headers },
  });
}

/** A chat of somebody's, with an answer, a file, an upload and a link. */
export async function newChatOf(person: Browser, { server }: ServedApp): Promise<Ids> {
  const { attached, socket } = await person.connect();
  const stepId = newId<StepId>();
  await socket.emitWithAck("request", { type: "sendMessage", message: { id: stepId, text: "mine alone" } });
  const session = server.host.registry.byThread(attached.threadId);
  const uploaded = await person.fetch(`/api/threads/${attached.threadId}/files?name=mine.txt`, { method: "POST", body: "mine alone" });
  const { key } = (await uploaded.json()) as { key: string };
  const begun = await person.fetch(`/api/threads/${attached.threadId}/uploads`, {
    method: "POST",
    body: "o",
    headers: { "tus-resumable": "1.0.0", "upload-length": "3", "content-type": "application/offset+octet-stream" },
  });
  const uploadId = begun.headers.get("location")?.split("/").at(-1) ?? "";
  const turnId = [...(session?.state.turns.keys() ?? [])][0] ?? "";
  const answer = () => [...(session?.state.steps.values() ?? [])].find(({ step }) => step.type === "assistant_message" && step.end)?.step;
  await expect.poll(answer).toBeDefined();
  const answerId = answer()?.id ?? "";
  const elementId = newId<ElementId>();
  session?.emit({ type: "element-set", element: { id: elementId, forId: stepId, type: "tasklist", name: "Mine", display: "page" } });
  socket.disconnect();
  const [, made] = (await person.post("/api/folders", { name: "Mine" })) as [number, { folder: { id: string } }];
  const [, link] = (await person.post(`/api/threads/${attached.threadId}/shares`)) as [number, { share: { id: string } }];
  return {
    threadId: attached.threadId,
    handle: attached.handle,
    turnId,
    stepId,
    answerId,
    key,
    uploadId,
    elementId,
    folderId: made.folder.id,
    shareId: link.share.id,
  };
}
