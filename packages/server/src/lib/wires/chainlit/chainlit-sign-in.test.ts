// Chainlit's client that signs in: by form, by header, and what becomes of its socket.
import { randomUUID } from "node:crypto";
import { newId, SOCKET_PATH } from "@colloquy/protocol";
import { io } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { Browser } from "../../../../test/browser.ts";
import { TheirClient } from "../../../../test/their-client.ts";
import { createApp, Message, userSession } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

function greeter() {
  return createApp({
    passwordAuth: ({ username, password }) => (password === "engine" ? { identifier: username } : null),
    headerAuth: (headers) => (headers.get("x-user") ? { identifier: headers.get("x-user") ?? "" } : null),
    onChatStart: async () => void (await new Message(`Hello ${userSession.user?.identifier}`).send()),
    onMessage: async ({ content }) => void (await new Message(`echo ${content}`).send()),
  });
}

const form = (fields: Record<string, string>): RequestInit => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return { method: "POST", body };
};

describe("Chainlit's client with a sign-in", () => {
  it("asks what is offered, signs in by the form, and is greeted by name (AH-5)", async () => {
    await using served = await serveApp(greeter());
    using browser = new Browser(served.url);
    expect(await browser.get("/auth/config")).toEqual([
      200,
      expect.objectContaining({ requireLogin: true, passwordAuth: true, headerAuth: true, oauthProviders: [] }),
    ]);
    const wrong = await browser.fetch("/login", form({ username: "ada", password: "x" }));
    expect([wrong.status, await wrong.json()]).toEqual([401, { detail: "credentialssignin" }]);
    expect((await browser.fetch("/login", form({ username: "ada" }))).status).toBe(422);
    const right = await browser.fetch("/login", form({ username: "ada", password: "engine" }));
    expect([right.status, await right.json()]).toEqual([200, { success: true }]);
    expect(await browser.get("/user")).toEqual([200, expect.objectContaining({ identifier: "ada", display_name: null })]);
    await browser.post("/set-session-cookie", { session_id: newId() });
    using client = new TheirClient(served.url, { cookie: browser.cookie });
    await client.until(() => client.texts.includes("Hello ada"));
    expect((await browser.fetch("/project/settings?language=en-US")).status).toBe(200);
  });

  it("signs in by header, once, without a form (AH-6)", async () => {
    await using served = await serveApp(greeter());
    using browser = new Browser(served.url);
    await browser.fetch("/auth/header", { method: "POST", body: "{}", headers: { "x-user": "bob" } });
    using client = new TheirClient(served.url, { cookie: browser.cookie });
    await client.until(() => client.texts.includes("Hello bob"));
  });

  it("is refused without one, by routes and socket alike", async () => {
    await using served = await serveApp(greeter());
    using browser = new Browser(served.url);
    expect(await browser.get("/project/settings")).toEqual([401, { detail: "Invalid authentication token" }]);
    expect((await browser.post("/project/threads", { pagination: { first: 5 } }))[0]).toBe(401);
    expect((await browser.fetch("/project/translations")).status).toBe(200);
    const auth = { clientType: "webapp", sessionId: randomUUID(), threadId: "", userEnv: "{}", chatProfile: "" };
    const socket = io(served.url, { path: SOCKET_PATH, reconnection: false, forceNew: true, auth });
    const error = await new Promise<Error>((resolve) => socket.once("connect_error", resolve));
    expect(error.message).toBe("Please sign in.");
  });

  it("loses its socket when it signs out, and nothing else (AH-27)", async () => {
    await using served = await serveApp(greeter());
    using browser = new Browser(served.url);
    await browser.signIn("ada", "engine");
    using client = new TheirClient(served.url, { cookie: browser.cookie });
    await client.until(() => client.texts.includes("Hello ada"));
    const closed = new Promise((resolve) => client.socket.once("disconnect", resolve));
    expect(await browser.post("/logout")).toEqual([200, { success: true }]);
    expect(await closed).toBe("io server disconnect");
    expect(served.server.host.registry.sessions).toHaveLength(1);
  });

  it("comes back to its chat under its own session id after it signed in, if visitors are let in too", async () => {
    await using served = await serveApp(greeter(), { config: { auth: { allowVisitors: true } } });
    using browser = new Browser(served.url);
    await browser.post("/set-session-cookie", { session_id: newId() });
    const sessionId = newId();
    using visitor = new TheirClient(served.url, { cookie: browser.cookie, sessionId });
    await visitor.until(() => visitor.texts.includes("Hello undefined"));
    const closed = new Promise((resolve) => visitor.socket.once("disconnect", resolve));
    await browser.signIn("ada", "engine");
    await closed;
    using ada = new TheirClient(served.url, { cookie: browser.cookie, sessionId });
    await ada.until(() => ada.texts.includes("Hello undefined"));
    const { sessions } = served.server.host.registry;
    expect(sessions.map(({ user }) => user?.identifier)).toEqual(["ada"]);
  });
});
