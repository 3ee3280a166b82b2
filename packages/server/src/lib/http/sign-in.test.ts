// Sign-in as a browser sees it: what it takes to get in, what it is then, and how it ends.
import { randomBytes } from "node:crypto";
import { newId, type StepId } from "@colloquy/protocol";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { type App, createApp, Message, userSession } from "../../index.ts";
import { loadSecret } from "../config/secret.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { serveApp } from "../testing/serve-app.ts";

const PEOPLE: Readonly<Record<string, { password: string; displayName?: string; roles?: string[] }>> = {
  ada: { password: "engine", displayName: "Ada", roles: ["admin"] },
  bob: { password: "builder" },
};

function withPassword(): App {
  const app = createApp({
    passwordAuth: ({ username, password }) => {
      const person = Object.hasOwn(PEOPLE, username) ? PEOPLE[username] : undefined;
      if (person?.password !== password) return null;
      const { displayName, roles } = person;
      return { identifier: username, ...(displayName && { displayName }), ...(roles && { roles }) };
    },
    onMessage: async () => {
      const { user } = userSession;
      await new Message(`${user?.identifier} ${user?.roles.join(",")} ${user === userSession.get("user")}`).send();
    },
  });
  return app;
}

const secret = randomBytes(32).toString("hex");
const keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: secret }, dev: true });
const sessions = (served: Awaited<ReturnType<typeof serveApp>>) => served.server.host.registry.sessions;

async function say(browser: Awaited<ReturnType<Browser["connect"]>>, text: string) {
  return browser.socket.emitWithAck("request", { type: "sendMessage", message: { id: newId<StepId>(), text } });
}

describe("an app with a way of signing in", () => {
  it("lets nobody in who has not signed in (AH-1)", async () => {
    await using served = await serveApp(withPassword());
    using stranger = new Browser(served.url);
    expect(await stranger.get("/api/auth")).toEqual([
      200,
      { loginRequired: true, providers: [{ id: "password", kind: "password", label: "Password" }], user: null },
    ]);
    await expect(stranger.connect()).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });
    expect(await stranger.get("/api/threads")).toEqual([401, expect.objectContaining({ code: "UNAUTHENTICATED" })]);
    expect(await stranger.get("/user")).toEqual([401, { detail: "Invalid authentication token" }]);
    expect((await stranger.fetch("/", { headers: { accept: "text/html" } })).headers.getSetCookie()).toEqual([]);
    await stranger.post("/set-session-cookie", { session_id: newId() });
    expect([...stranger.jar.keys()]).toEqual(["X-Chainlit-Session-id"]);
  });

  it.each(["", "/chat"])("is closed but for what the sign-in page needs, below %j", async (rootPath) => {
    await using served = await serveApp(withPassword(), { config: { rootPath } });
    using stranger = new Browser(served.url);
    const status = async (method: string, path: string) =>
      (await stranger.fetch(path, { method, ...(method !== "GET" && { body: "{}", headers: { "content-type": "application/json" } }) }))
        .status;
    const id = newId();
    for (const [method, path] of [
      ["GET", "/api/threads"],
      ["GET", `/api/threads/${id}/turns?before=${id}`],
      ["PUT", `/api/threads/${id}`],
      ["DELETE", `/api/threads/${id}`],
      ["GET", "/api/readme"],
      ["GET", "/api/what-will-be-added-one-day"],
      ["POST", "/api/auth/socket-ticket"],
      ["GET", "/project/settings"],
      ["POST", "/project/threads"],
      ["GET", `/project/thread/${id}`],
      ["PUT", "/project/thread"],
      ["DELETE", "/project/thread"],
      ["POST", "/project/action"],
      ["POST", "/project/file"],
      ["GET", `/project/file/${id}?session_id=${id}`],
      ["PUT", "/project/element"],
      ["PUT", "/feedback"],
      ["DELETE", "/feedback"],
      ["POST", "/mcp"],
      ["GET", "/user"],
      ["POST", "/anything"],
    ] as const)
      expect([method, path, await status(method, path)]).toEqual([method, path, 401]);
    for (const path of ["/api/auth", "/api/config", "/api/texts", "/auth/config", "/project/translations", "/logo", "/healthz", "/readyz"])
      expect([path, await status("GET", path)]).toEqual([path, 200]);
  });

  it("lets everybody in when the settings say so, and only then", async () => {
    await using open = await serveApp(withPassword(), { config: { auth: { allowVisitors: true } } });
    using visitor = new Browser(open.url);
    await visitor.post("/set-session-cookie", { session_id: newId() });
    await expect(visitor.connect()).resolves.toBeDefined();
    await using closed = await serveApp(createApp({ onMessage: () => {} }), { config: { auth: { allowVisitors: false } } });
    using stranger = new Browser(closed.url);
    await expect(stranger.connect()).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });
  });

  it("knows who is talking, in every handler, and lists their chats to them only", async () => {
    await using served = await serveApp(withPassword());
    using ada = new Browser(served.url);
    expect(await ada.signIn("ada", "engine")).toEqual([
      200,
      {
        user: {
          id: expect.any(String),
          identifier: "ada",
          displayName: "Ada",
          roles: ["admin"],
          metadata: { provider: "credentials" },
          createdAt: expect.any(String),
        },
      },
    ]);
    const connection = await ada.connect();
    await say(connection, "who am I?");
    const [session] = sessions(served);
    await expect
      .poll(() => [...(session?.state.steps.values() ?? [])].map(({ step, texts }) => `${step.name}: ${texts.output?.read()}`))
      .toEqual(["Ada: who am I?", "Assistant: ada admin true"]);
    expect(session?.owner).toBe(`user:${session?.user?.id}`);
    using bob = new Browser(served.url);
    await bob.signIn("bob", "builder");
    expect(await bob.get("/api/threads")).toMatchObject([200, { threads: [] }]);
    const [, { threads }] = (await ada.get("/api/threads")) as [number, { threads: { id: string }[] }];
    expect(threads.map(({ id }) => id)).toEqual([connection.attached.threadId]);
    const foreign = await bob.connect({ threadId: connection.attached.threadId, handle: connection.attached.handle });
    expect(foreign.attached).toMatchObject({ refused: { code: "NOT_FOUND" } });
    expect(foreign.attached.threadId).not.toBe(connection.attached.threadId);
  });

  it("tells nobody whether it was the name or the password, and takes as long for both", async () => {
    await using served = await serveApp(withPassword());
    using browser = new Browser(served.url);
    const began = performance.now();
    const wrong = await browser.signIn("ada", "x");
    expect(performance.now() - began).toBeGreaterThan(250);
    expect(wrong).toEqual([401, { code: "UNAUTHENTICATED", message: expect.any(String), fix: expect.any(String) }]);
    expect(await browser.signIn("nobody", "x")).toEqual(wrong);
    expect(browser.jar.size).toBe(0);
  });

  it("makes whoever guesses wait, and lets the right person in again afterwards", async () => {
    await using served = await serveApp(withPassword());
    using browser = new Browser(served.url);
    const guesses = await Promise.all(Array.from({ length: 12 }, () => browser.signIn("ada", "x")));
    expect(guesses.filter(([status]) => status === 401)).toHaveLength(5);
    expect(guesses.filter(([status]) => status === 429)).toHaveLength(7);
    const refused = await browser.signIn("Ada ", "engine");
    expect(refused).toEqual([429, expect.objectContaining({ fix: expect.stringMatching(/^Wait \d+ second/) })]);
    expect((await browser.signIn("bob", "builder"))[0]).toBe(200);
  });

  it("lets nobody who guesses elsewhere keep somebody out where they sign in as a rule", async () => {
    await using served = await serveApp(withPassword());
    using browser = new Browser(served.url);
    const from = async (address: string, username: string, password: string) => {
      const body = JSON.stringify({ username, password });
      const headers = { "content-type": "application/json", "x-forwarded-for": address };
      return (await browser.fetch("/api/auth/password", { method: "POST", body, headers })).status;
    };
    expect(await from("2001:db8:0:1::1", "ada", "engine")).toBe(200);
    await Promise.all(Array.from({ length: 6 }, (_, n) => from(`192.0.2.${n}`, "ada", "x")));
    expect(await from("192.0.2.9", "ada", "engine")).toBe(429);
    // What reads like the place does not count as it.
    await Promise.all(Array.from({ length: 6 }, (_, n) => from(`192.0.2.${n}`, "place 2001:db8:0:1::/64 ada", "x")));
    expect(await from("2001:db8:0:1::2", "ada", "engine")).toBe(200);
    await Promise.all(Array.from({ length: 6 }, (_, n) => from(`2001:db8:0:1::${n}`, "ada", "x")));
    expect(await from("2001:db8:0:1::2", "ada", "engine")).toBe(429);
  });

  it("does not let in whom a failing handler, or one that returns nonsense, says nothing about", async () => {
    for (const passwordAuth of [
      () => {
        throw new Error("the directory is down: ldap://secret");
      },
      () => ({ identifier: "" }),
      () => ({ identifier: "x", roles: "admin" }) as never,
    ]) {
      await using served = await serveApp(createApp({ passwordAuth }));
      using browser = new Browser(served.url);
      expect(await browser.signIn("ada", "engine")).toEqual([
        401,
        expect.not.objectContaining({ message: expect.stringContaining("ldap") }),
      ]);
    }
  });
});

describe("a sign-in", () => {
  it("is one http-only cookie, new each time, that says nothing about the person", async () => {
    await using served = await serveApp(withPassword(), { keys, config: { auth: { signInLifetime: 3600 } } });
    using ada = new Browser(served.url);
    const answer = await ada.fetch("/login", { method: "POST", body: new URLSearchParams({ username: "ada", password: "engine" }) });
    expect([answer.status, await answer.json()]).toEqual([200, { success: true }]);
    const [line = "", ...more] = answer.headers.getSetCookie();
    expect(more).toEqual([]);
    expect(line).toMatch(/^colloquy_sign_in_\w+=[\w.-]+; Max-Age=3600; Path=\/; HttpOnly; SameSite=Lax$/);
    const first = ada.cookie;
    expect(Buffer.from(first.split(".")[1] ?? "", "base64url").toString()).not.toContain("ada");
    await ada.signIn("ada", "engine");
    expect(ada.cookie).not.toBe(first);
    const old = await served.server.fetch(new Request(`${served.url}/user`, { headers: { cookie: first } }));
    expect(old.status).toBe(401);
    expect((await ada.get("/user"))[0]).toBe(200);
  });

  it("ends with its cookie, its connections and its place in the store when somebody signs out", async () => {
    await using served = await serveApp(withPassword());
    using ada = new Browser(served.url);
    await ada.signIn("ada", "engine");
    const stolen = ada.cookie;
    const connection = await ada.connect();
    await say(connection, "hello");
    expect(await ada.post("/api/auth/sign-out")).toEqual([200, { ok: true }]);
    expect(await connection.closed).toContain("signed-out");
    expect(ada.jar.size).toBe(0);
    const again = await served.server.fetch(new Request(`${served.url}/api/threads`, { headers: { cookie: stolen } }));
    expect(again.status).toBe(401);
    // What was said is not gone: the chat ends by itself, and its thread is the person's.
    expect(sessions(served)).toHaveLength(1);
    await ada.signIn("ada", "engine");
    expect(await ada.get("/api/threads")).toMatchObject([
      200,
      { threads: [expect.objectContaining({ id: connection.attached.threadId })] },
    ]);
  });

  it("does not outlive its time, on an open connection either", async () => {
    await using served = await serveApp(withPassword(), { config: { auth: { signInLifetime: 1, recheckInterval: 0.05 } } });
    using ada = new Browser(served.url);
    await ada.signIn("ada", "engine");
    const connection = await ada.connect();
    expect(await connection.closed).toEqual(["signed-out"]);
    expect((await ada.get("/user"))[0]).toBe(401);
  });

  it("is worth nothing with another secret, or when a letter of it is changed", async () => {
    await using served = await serveApp(withPassword(), { keys });
    await using other = await serveApp(withPassword());
    using ada = new Browser(served.url);
    await ada.signIn("ada", "engine");
    expect((await other.server.fetch(new Request(`${other.url}/user`, { headers: { cookie: ada.cookie } }))).status).toBe(401);
    const [name = "", value = ""] = [...ada.jar][0] ?? [];
    const changed = `${name}=${value.slice(0, -10)}${value.at(-10) === "A" ? "B" : "A"}${value.slice(-9)}`;
    expect((await served.server.fetch(new Request(`${served.url}/user`, { headers: { cookie: changed } }))).status).toBe(401);
  });

  it("cannot be begun by a page of another site", async () => {
    await using served = await serveApp(withPassword(), { config: { allowOrigins: ["*"] } });
    using ada = new Browser(served.url);
    const body = JSON.stringify({ username: "ada", password: "engine" });
    const headers = { "content-type": "application/json", origin: "https://evil.example" };
    const answer = await ada.fetch("/api/auth/password", { method: "POST", body, headers });
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
  });
});

describe("an app's word about its people", () => {
  it("reaches open chats at once: roles, the end of a sign-in, the end of it all", async () => {
    const app = withPassword();
    await using served = await serveApp(app);
    using ada = new Browser(served.url);
    await ada.signIn("ada", "engine");
    const connection = await ada.connect();
    const [session] = sessions(served);
    const { id } = (await app.users.find("ada")) ?? { id: "" };
    expect(await app.users.update(id, { roles: ["reader"] })).toMatchObject({ identifier: "ada", roles: ["reader"] });
    expect(session?.user?.roles).toEqual(["reader"]);
    expect(connection.socket.connected).toBe(true);
    await app.users.signOut(id);
    expect(await connection.closed).toEqual(["signed-out"]);
    expect((await ada.signIn("ada", "engine"))[0]).toBe(200);
    // Her handler names roles, so a sign-in sets them.
    expect((await app.users.get(id))?.roles).toEqual(["admin"]);
    const second = await ada.connect();
    await app.users.disable(id);
    expect(await second.closed).toEqual(["signed-out"]);
    expect((await ada.signIn("ada", "engine"))[0]).toBe(401);
    await app.users.enable(id);
    expect((await ada.signIn("ada", "engine"))[0]).toBe(200);
    await expect(app.users.update("nobody", {})).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is noticed within one interval when it was said in the store by somebody else", async () => {
    await using served = await serveApp(withPassword(), { config: { auth: { recheckInterval: 0.05 } } });
    using ada = new Browser(served.url);
    await ada.signIn("ada", "engine");
    const connection = await ada.connect();
    const [session] = sessions(served);
    const { users } = served.server.host.services.dataLayer;
    const later = new Date(Date.now() + 1000).toISOString();
    await users.updateUser(session?.user?.id ?? "", { roles: ["reader"] }, later);
    await expect.poll(() => session?.user?.roles).toEqual(["reader"]);
    await users.revokeSignIns({ userId: session?.user?.id ?? "" }, later);
    expect(await connection.closed).toEqual(["signed-out"]);
  });

  it("cannot be said before the app is served", async () => {
    await expect(withPassword().users.find("ada")).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });
});

describe("what a visitor said", () => {
  it("is theirs when they sign in: the live chat with its connections, and what is stored", async () => {
    await using served = await serveApp(withPassword(), { config: { auth: { allowVisitors: true } } });
    using browser = new Browser(served.url);
    await browser.post("/set-session-cookie", { session_id: newId() });
    const before = await browser.connect();
    await say(before, "hello");
    const [session] = sessions(served);
    expect(session?.user).toBeNull();
    await browser.signIn("ada", "engine");
    expect(await before.closed).toContain("signed-in");
    expect(session?.user?.identifier).toBe("ada");
    const after = await browser.connect({ handle: before.attached.handle });
    expect(after.attached).toMatchObject({ sessionId: before.attached.sessionId, threadId: before.attached.threadId });
    await say(after, "still me?");
    expect(await browser.get("/api/threads")).toMatchObject([
      200,
      { threads: [expect.objectContaining({ id: before.attached.threadId })] },
    ]);
    await browser.post("/api/auth/sign-out");
    expect(await browser.get("/api/threads")).toMatchObject([200, { threads: [] }]);
  });

  it("is not joined later by what somebody says who kept a copy of the visitor's cookie", async () => {
    await using served = await serveApp(withPassword(), { config: { auth: { allowVisitors: true } } });
    using browser = new Browser(served.url);
    using thief = new Browser(served.url);
    await browser.post("/set-session-cookie", { session_id: newId() });
    for (const [name, value] of browser.jar) thief.jar.set(name, value);
    await browser.signIn("ada", "engine");
    await browser.post("/api/auth/sign-out");
    await say(await thief.connect(), "put into her history");
    const visitor = await browser.connect();
    await say(visitor, "after the sign-out");
    expect(await browser.get("/api/threads")).toMatchObject([
      200,
      { threads: [expect.objectContaining({ id: visitor.attached.threadId })] },
    ]);
    expect(((await thief.get("/api/threads"))[1] as { threads: { id: string }[] }).threads.map(({ id }) => id)).not.toContain(
      visitor.attached.threadId,
    );
    await browser.signIn("ada", "engine");
    expect(await browser.get("/api/threads")).toMatchObject([
      200,
      { threads: [expect.objectContaining({ id: visitor.attached.threadId })] },
    ]);
  });

  it("is theirs too when the app got its sign-in only later, and lets visitors in no more", async () => {
    const [dataLayer, sessionStore] = [createMemoryDataLayer(), createMemorySessionStore()];
    const jar = new Map<string, string>();
    {
      await using open = await serveApp(createApp({ onMessage: () => {} }), { keys, dataLayer, sessionStore });
      using visitor = new Browser(open.url);
      await visitor.post("/set-session-cookie", { session_id: newId() });
      await say(await visitor.connect(), "from before");
      for (const [name, value] of visitor.jar) jar.set(name, value);
    }
    await using served = await serveApp(withPassword(), { keys, dataLayer, sessionStore });
    using browser = new Browser(served.url);
    using somebodyElse = new Browser(served.url);
    for (const [name, value] of jar) browser.jar.set(name, value);
    expect((await browser.get("/api/threads"))[0]).toBe(401);
    await somebodyElse.signIn("bob", "builder");
    expect(await somebodyElse.get("/api/threads")).toMatchObject([200, { threads: [] }]);
    await browser.signIn("ada", "engine");
    expect(await browser.get("/api/threads")).toMatchObject([200, { threads: [expect.objectContaining({ name: "from before" })] }]);
  });

  it("stays the visitor's when the app does not want it", async () => {
    await using served = await serveApp(withPassword(), { config: { auth: { allowVisitors: true, adoptVisitorChats: false } } });
    using browser = new Browser(served.url);
    await browser.post("/set-session-cookie", { session_id: newId() });
    await say(await browser.connect(), "hello");
    await browser.signIn("ada", "engine");
    expect(await browser.get("/api/threads")).toMatchObject([200, { threads: [] }]);
    await browser.post("/api/auth/sign-out");
    expect(await browser.get("/api/threads")).toMatchObject([200, { threads: [expect.anything()] }]);
  });
});

describe("an embedding product", () => {
  const hostToken = (claims: Record<string, unknown>, expires: string | number = "1h", key = secret) =>
    new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).setExpirationTime(expires).sign(new TextEncoder().encode(key));
  const exchange = (browser: Browser, authorization?: string) =>
    browser
      .fetch("/auth/jwt", { method: "POST", ...(authorization !== undefined && { headers: { authorization } }) })
      .then(async (answer) => [answer.status, await answer.json()]);

  it("exchanges a token of its own server for a sign-in (AH-21)", async () => {
    await using served = await serveApp(createApp({ onMessage: () => {} }), { keys, config: { auth: { allowVisitors: false } } });
    using browser = new Browser(served.url);
    const token = await hostToken({ identifier: "grace", display_name: "Grace", roles: ["captain"], metadata: { ship: "Mark I" } });
    expect(await exchange(browser, `Bearer ${token}`)).toEqual([200, { success: true }]);
    expect(await browser.get("/user")).toEqual([
      200,
      {
        id: expect.any(String),
        createdAt: expect.any(String),
        identifier: "grace",
        display_name: "Grace",
        metadata: { provider: "jwt", ship: "Mark I" },
      },
    ]);
    await browser.connect();
    expect(sessions(served)[0]?.user).toMatchObject({ identifier: "grace", roles: ["captain"] });
  });

  it("is told in Chainlit's words what is wrong with its token", async () => {
    await using served = await serveApp(withPassword(), { keys });
    using browser = new Browser(served.url);
    expect(await exchange(browser)).toEqual([401, { detail: "Authorization header missing" }]);
    expect(await exchange(browser, "Basic abc")).toEqual([401, { detail: "Invalid authentication scheme. Please use Bearer" }]);
    expect(await exchange(browser, "Bearer")).toEqual([401, { detail: "Invalid authorization header format" }]);
    const bad = [
      "nonsense",
      await hostToken({ identifier: "grace" }, "1h", "another secret that is long enough, and wrong"),
      await hostToken({ identifier: "grace" }, 1_000_000_000),
      await hostToken({ name: "grace" }),
      await hostToken({ identifier: "grace", aud: "colloquy/handle" }),
      await new SignJWT({ identifier: "grace" }).setProtectedHeader({ alg: "HS256" }).sign(new TextEncoder().encode(secret)),
      `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from('{"identifier":"grace","exp":9999999999}').toString("base64url")}.`,
    ];
    for (const token of bad) expect(await exchange(browser, `Bearer ${token}`)).toEqual([401, { detail: "Invalid token" }]);
  });

  it("cannot come back by any door with a token that was signed out", async () => {
    await using served = await serveApp(withPassword(), { keys });
    const token = await hostToken({ identifier: "grace" });
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    using browser = new Browser(served.url);
    expect(await exchange(browser, headers.authorization)).toEqual([200, { success: true }]);
    // The browser brings its cookie too: both are signed out.
    await browser.fetch("/api/auth/sign-out", { method: "POST", body: "{}", headers });
    expect(await browser.get("/user")).toEqual([401, expect.anything()]);
    expect(await exchange(browser, headers.authorization)).toEqual([401, { detail: "Invalid token" }]);
    for (const [method, path] of [
      ["GET", "/user"],
      ["GET", "/api/threads"],
      ["POST", "/api/auth/socket-ticket"],
    ]) {
      const answer = await fetch(served.url + path, { method: method ?? "", headers, ...(method === "POST" && { body: "{}" }) });
      expect([path, answer.status]).toEqual([path, 401]);
    }
  });

  it("cannot come in again with an older token after everybody of its name was signed out", async () => {
    const app = withPassword();
    await using served = await serveApp(app, { keys });
    const token = await hostToken({ identifier: "grace" });
    using browser = new Browser(served.url);
    expect(await exchange(browser, `Bearer ${token}`)).toEqual([200, { success: true }]);
    await app.users.signOut((await app.users.find("grace"))?.id ?? "");
    expect(await exchange(browser, `Bearer ${token}`)).toEqual([401, { detail: "Invalid token" }]);
  });

  it("gets no token in whose end is no date", async () => {
    await using served = await serveApp(withPassword(), { keys });
    using browser = new Browser(served.url);
    for (const end of [1e15, 253_402_300_800, Number.MAX_SAFE_INTEGER]) {
      const authorization = `Bearer ${await hostToken({ identifier: "grace" }, end)}`;
      expect(await exchange(browser, authorization)).toEqual([401, { detail: "Invalid token" }]);
      expect((await fetch(`${served.url}/api/threads`, { headers: { authorization } })).status).toBe(401);
    }
    expect(await exchange(browser, `Bearer ${await hostToken({ identifier: "grace" }, 253_402_300_799)}`)).toEqual([
      200,
      { success: true },
    ]);
  });

  it("reaches the chat from where no cookie travels: bearer token over HTTP, a ticket for each connection", async () => {
    const app = withPassword();
    await using served = await serveApp(app, { keys, config: { allowOrigins: ["*"] } });
    const token = await hostToken({ identifier: "grace" }, "30s");
    const ask = async (path: string, method = "GET") => {
      const headers = { authorization: `Bearer ${token}`, origin: "https://shop.example", "content-type": "application/json" };
      const answer = await fetch(served.url + path, { method, headers, ...(method === "POST" && { body: "{}" }) });
      return [answer.status, await answer.json()] as [number, { ticket: string; expiresIn: number }];
    };
    const [status, { ticket, expiresIn }] = await ask("/api/auth/socket-ticket", "POST");
    expect([status, expiresIn]).toEqual([200, 60]);
    using browser = new Browser(served.url);
    const connection = await browser.connect({ ticket });
    await say(connection, "hello");
    expect((await ask("/api/threads"))[1]).toMatchObject({ threads: [{ id: connection.attached.threadId }] });
    await expect(browser.connect({ ticket })).rejects.toMatchObject({ data: { code: "UNAUTHENTICATED" } });
    const { id } = (await app.users.find("grace")) ?? { id: "" };
    await app.users.signOut(id);
    expect(await connection.closed).toContain("signed-out");
    // Signed out for good: the same token does not sign in again.
    expect((await ask("/api/threads"))[0]).toBe(401);
  });
});

describe("a connection that was opened with a short token", () => {
  it("goes on when the token is too old", async () => {
    await using served = await serveApp(withPassword(), { keys });
    const key = new TextEncoder().encode(secret);
    const token = await new SignJWT({ identifier: "grace" }).setProtectedHeader({ alg: "HS256" }).setExpirationTime("3s").sign(key);
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await fetch(`${served.url}/api/auth/socket-ticket`, { method: "POST", body: "{}", headers });
    const { ticket } = (await answer.json()) as { ticket: string };
    using browser = new Browser(served.url);
    const connection = await browser.connect({ ticket });
    await expect.poll(async () => (await fetch(`${served.url}/user`, { headers })).status, { timeout: 20_000 }).toBe(401);
    await served.server.host.signIns.recheck();
    expect(await say(connection, "still here")).toMatchObject({ ok: true });
  });
});

describe("sign-in by header", () => {
  const app = () => createApp({ headerAuth: (headers) => (headers.get("x-user") ? { identifier: headers.get("x-user") ?? "" } : null) });
  const enter = (browser: Browser, headers: Record<string, string>) =>
    browser
      .fetch("/auth/header", { method: "POST", body: "{}", headers: { "content-type": "application/json", ...headers } })
      .then(async (answer) => [answer.status, await answer.json()]);

  it("believes a trusted proxy, and keeps the person signed in by cookie (AH-6)", async () => {
    await using served = await serveApp(app());
    using browser = new Browser(served.url);
    expect(await enter(browser, {})).toEqual([401, { detail: "credentialssignin" }]);
    expect(await enter(browser, { "x-user": "ada" })).toEqual([200, { success: true }]);
    expect((await browser.get("/user"))[1]).toMatchObject({ identifier: "ada", metadata: { provider: "header" } });
  });

  it("does not believe anybody else", async () => {
    await using served = await serveApp(app(), { config: { trustProxy: false } });
    using browser = new Browser(served.url);
    expect(await enter(browser, { "x-user": "ada" })).toEqual([401, { detail: "credentialssignin" }]);
    expect(await browser.post("/api/auth/header")).toEqual([401, expect.objectContaining({ code: "UNAUTHENTICATED" })]);
  });
});

describe("a sign-out", () => {
  it("tells the app, whose answer is the body and whose headers go along (LC-12)", async () => {
    const app = withPassword();
    const heard: unknown[] = [];
    app.onLogout(({ user, request, responseHeaders }) => {
      heard.push(user?.identifier, request.address);
      responseHeaders.append("set-cookie", "extra=; Max-Age=0");
      return { goodbye: user?.displayName };
    });
    await using served = await serveApp(app);
    using ada = new Browser(served.url);
    await ada.signIn("ada", "engine");
    const answer = await ada.fetch("/logout", { method: "POST", body: "{}", headers: { "content-type": "application/json" } });
    expect([answer.status, await answer.json()]).toEqual([200, { goodbye: "Ada" }]);
    expect(heard).toEqual(["ada", "127.0.0.1"]);
    expect(answer.headers.getSetCookie().map((line) => line.split("=")[0])).toEqual([expect.stringMatching(/^colloquy_sign_in_/), "extra"]);
  });

  it("works in an app without a handler for it, and for nobody", async () => {
    await using served = await serveApp(createApp({ onMessage: () => {} }));
    using nobody = new Browser(served.url);
    expect(await nobody.post("/logout")).toEqual([200, { success: true }]);
    expect(await nobody.get("/user")).toEqual([200, null]);
    expect(await nobody.get("/auth/config")).toEqual([200, expect.objectContaining({ requireLogin: false, passwordAuth: false })]);
  });
});
