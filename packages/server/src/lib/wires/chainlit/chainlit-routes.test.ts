import { type ElementId, newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { PLACES, serveAt } from "../../../../test/places.ts";
import { Visitor } from "../../../../test/visitor.ts";
import { createApp, Message } from "../../../index.ts";

const app = createApp();
app.onMessage(async ({ content }, { session }) => {
  const answer = new Message(`echo ${content}`);
  await answer.send();
  const shown = { type: "text", name: content, display: "inline" } as const;
  session.emit(
    { type: "element-set", element: { ...shown, id: newId<ElementId>(), forId: answer.id as StepId } },
    { type: "element-set", element: { ...shown, id: newId<ElementId>(), name: "beside" } },
  );
});
const NOT_FOUND = [404, { detail: "Thread not found" }];

describe.each(Object.keys(PLACES))("Chainlit's routes %s", (name) => {
  const open = (config = {}) => serveAt(name, app, { config });

  it("say that nobody signs in, and refuse to sign anybody in", async () => {
    await using at = await open();
    expect(await (await at.get("/auth/config")).json()).toMatchObject({ requireLogin: false, passwordAuth: false, oauthProviders: [] });
    expect(await (await at.get("/user")).json()).toBeNull();
    for (const [method, path, status, detail] of [
      ["POST", "/login", 400, "No auth_callback defined"],
      ["POST", "/auth/header", 400, "No header_auth_callback defined"],
      ["GET", "/auth/oauth/github", 400, "No oauth_callback defined"],
      ["POST", "/auth/jwt", 401, "Authorization header missing"],
    ] as const) {
      const answer = await at.get(path, { method });
      expect([answer.status, await answer.json()]).toEqual([status, { detail }]);
    }
  });

  it("describe the app with every key that their clients read", async () => {
    await using at = await open({ name: "Bob", cot: "tool_call", features: { latex: true } });
    const settings = (await (await at.get("/project/settings?language=de-DE")).json()) as Record<string, object>;
    expect(settings).toMatchObject({
      ui: { name: "Bob", cot: "tool_call" },
      features: { latex: true, audio: { enabled: false }, spontaneous_file_upload: { enabled: true }, mcp: { enabled: false } },
      chatProfiles: [],
      starters: [],
      userEnv: [],
      dataPersistence: true,
      threadResumable: true,
    });
    const { translation } = (await (await at.get("/project/translations?language=en-US")).json()) as { translation: object };
    expect(leaves(translation).length).toBeGreaterThan(100);
    for (const text of leaves(translation)) expect(text).toMatch(/\S/);
    for (const language of ["..%2F..%2Fetc", "x", "en-US%00", "a".repeat(50)])
      for (const path of ["/project/settings", "/project/translations"]) {
        const answer = await at.get(`${path}?language=${language}`);
        expect([answer.status, await answer.json()]).toEqual([422, { detail: [expect.objectContaining({ loc: ["query", "language"] })] }]);
      }
  });

  it("speak the nearest language to the one their page asks for, and English where none is near", async () => {
    await using at = await open();
    const wordsIn = async (language: string) => {
      const answer = await at.get(`/project/translations?language=${language}`);
      const { translation } = (await answer.json()) as { translation: { navigation: { newChat: { button: string } } } };
      return [answer.status, translation.navigation.newChat.button];
    };
    for (const [language, words] of [
      ["en-US", "New chat"],
      ["de-AT", "Neuer Chat"],
      ["zh-Hant-HK", "新對話"],
      ["zh-TW", "新對話"],
      ["zh-CN", "新对话"],
      ["is-IS", "New chat"],
    ] as const)
      expect([language, ...(await wordsIn(language))]).toEqual([language, 200, words]);
  });

  it("tell their page how it looks before anybody has signed in", async () => {
    await using at = await open({
      defaultTheme: "dark",
      loginPageImage: "/public/harbour.jpg",
      loginPageImageFilter: "blur(2px)",
      loginPageImageDarkFilter: "brightness(0.5)",
    });
    expect(await (await at.get("/auth/config")).json()).toMatchObject({
      default_theme: "dark",
      ui: {
        login_page_image: "/public/harbour.jpg",
        login_page_image_filter: "blur(2px)",
        login_page_image_dark_filter: "brightness(0.5)",
      },
    });
    await using plain = await open();
    expect(await (await plain.get("/auth/config")).json()).toMatchObject({ default_theme: "system" });
  });

  it("have no widget but the one the app brings, and say so", async () => {
    await using at = await open();
    const answer = await at.get("/copilot/index.js");
    expect([answer.status, answer.headers.get("content-type"), await answer.json()]).toEqual([
      404,
      expect.stringContaining("application/json"),
      { detail: expect.stringContaining("public/copilot") },
    ]);
    expect((await at.get("/copilot/..%2F..%2Fpackage.json")).status).toBe(404);
  });

  it("search chats by their names and by what was said in them", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    const { threadId } = await ada.say("Where is the Müllerstraße?");
    const find = async (search: string) => {
      const [, page] = (await ada.call("POST", "/project/threads", { pagination: { first: 5 }, filter: { search } })) as [
        number,
        { data: { id: string }[] },
      ];
      return page.data.map(({ id }) => id);
    };
    expect(await find("mullerstrasse WHERE")).toEqual([threadId]);
    // The answer only.
    await expect.poll(() => find("echo mullerstrasse")).toEqual([threadId]);
    expect(await find("elsewhere")).toEqual([]);
  });

  it("give an identity and the cookie that load balancers route by", async () => {
    await using at = await open();
    const sessionId = newId();
    const set = (body: string, headers: HeadersInit = {}) => at.get("/set-session-cookie", { method: "POST", body, headers });
    const answer = await set(JSON.stringify({ session_id: sessionId }));
    expect([answer.status, await answer.json()]).toEqual([200, { message: "Session cookie set" }]);
    const [visitor = "", sticky, ...more] = answer.headers.getSetCookie();
    const secure = at.place.seesThrough ? "; Secure" : "";
    expect(sticky).toBe(`X-Chainlit-Session-id=${sessionId}; Path=${at.place.root || "/"}; HttpOnly; SameSite=Lax${secure}`);
    expect([visitor, more]).toEqual([expect.stringMatching(/^colloquy_visitor_\w{8}=.*; HttpOnly/), []]);
    const again = await set(JSON.stringify({ session_id: newId() }), { cookie: visitor.split(";")[0] ?? "", origin: at.origin });
    expect(again.headers.getSetCookie()).toEqual([expect.stringContaining("X-Chainlit-Session-id")]);
    const odd = await set(JSON.stringify({ session_id: "x; Domain=evil.example\r\nx: y" }));
    expect([odd.status, odd.headers.getSetCookie().length]).toEqual([200, 1]);
    for (const bad of ["", "{", "[]", '{"session_id":5}', `{"session_id":"${"x".repeat(300)}"}`]) {
      const refused = await set(bad);
      expect([refused.status, refused.headers.getSetCookie(), await refused.json()]).toEqual([422, [], { detail: expect.any(Array) }]);
    }
  });

  it("do not give identities without end to one address", async () => {
    await using at = await open({ limits: { newVisitorsPerMinute: 2 } });
    const statuses: number[] = [];
    for (let n = 0; n < 3; n++)
      statuses.push((await at.get("/set-session-cookie", { method: "POST", body: JSON.stringify({ session_id: newId() }) })).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it("list, show, name and delete the caller's threads", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    using bob = await Visitor.come(at);
    const [first, second] = [await ada.say("one"), await ada.say("two")];
    const list = (cursor?: string) =>
      ada.call("POST", "/project/threads", { pagination: { first: 1, ...(cursor && { cursor }) }, filter: {} });
    const [status, page] = (await list()) as [number, Page];
    expect([status, page.data.map(({ id }) => id), page.pageInfo.hasNextPage]).toEqual([200, [second.threadId], true]);
    const [, next] = (await list(page.pageInfo.endCursor ?? "")) as [number, Page];
    expect([next.data.map(({ id }) => id), next.pageInfo]).toEqual([
      [first.threadId],
      { hasNextPage: false, startCursor: page.pageInfo.endCursor, endCursor: null },
    ]);
    const show = () => ada.call("GET", `/project/thread/${first.threadId}`) as Promise<[number, Shown]>;
    await expect
      .poll(async () => (await show())[1].steps.map(({ type, output }) => [type, output]))
      .toEqual([
        ["user_message", "one"],
        ["run", ""],
        ["assistant_message", "echo one"],
      ]);
    const [message, run, reply] = (await show())[1].steps;
    expect([run?.parentId, reply?.parentId]).toEqual([message?.id, run?.id]);
    expect((await show())[1].elements.map(({ name: shown, forId }) => [shown, forId])).toEqual([
      ["one", reply?.id],
      ["beside", ""],
    ]);
    expect(await ada.call("PUT", "/project/thread", { threadId: first.threadId, name: "Uno" })).toEqual([200, { success: true }]);
    expect((await show())[1].name).toBe("Uno");
    for (const [method, path, body] of [
      ["GET", `/project/thread/${first.threadId}`],
      ["PUT", "/project/thread", { threadId: first.threadId, name: "mine" }],
      ["DELETE", "/project/thread", { threadId: first.threadId }],
    ] as const)
      expect(await bob.call(method, path, body)).toEqual(NOT_FOUND);
    expect(await ada.call("DELETE", "/project/thread", { threadId: first.threadId })).toEqual([200, { success: true }]);
    await first.ended;
    expect((await show())[0]).toBe(404);
  });

  it("take no id that is a path, no key that is a prototype's, and no body that is something else", async () => {
    await using at = await open();
    using ada = await Visitor.come(at);
    for (const threadId of ["../../etc/passwd", "__proto__", "", "x".repeat(9999), "\u0000"]) {
      expect(await ada.call("PUT", "/project/thread", { threadId, name: "x" })).toEqual(NOT_FOUND);
      expect(await ada.call("DELETE", "/project/thread", { threadId })).toEqual(NOT_FOUND);
    }
    expect(await ada.call("GET", "/project/thread/..%2F..%2Fetc%2Fpasswd")).toEqual(NOT_FOUND);
    const polluting =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"pagination":{"first":1,"__proto__":{"first":9}}}';
    expect((await ada.call("POST", "/project/threads", polluting))[0]).toBe(200);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    for (const body of ["{", "[]", "null", {}, { pagination: {} }, { pagination: { first: -1 } }, { pagination: { first: "1" } }])
      expect(await ada.call("POST", "/project/threads", body)).toEqual([422, { detail: expect.any(Array) }]);
  });

  it.each<[string, string, number, object?]>([
    ["POST", "/project/action", 404, { action: { name: "go", payload: {} }, sessionId: "s" }],
    ["PUT", "/project/element", 404, { element: { id: newId(), type: "custom", props: {} }, sessionId: "s" }],
    ["DELETE", "/project/element", 404, { element: { id: newId(), type: "custom" }, sessionId: "s" }],
    ["PUT", "/feedback", 404, { feedback: { forId: newId(), value: 1 }, sessionId: "s" }],
    ["DELETE", "/feedback", 404, { feedbackId: "f" }],
    ["POST", "/mcp", 400],
    ["DELETE", "/mcp", 400],
    ["GET", `/project/share/${newId()}`, 404],
    ["PUT", "/project/thread/share", 404, { threadId: newId(), isShared: true }],
    ["GET", `/project/thread/${newId()}/element/${newId()}`, 404],
  ])("say of what is not there yet, %s %s, that it is not: %i", async (method, path, status, body = {}) => {
    await using at = await open();
    using ada = await Visitor.come(at);
    expect(await ada.call(method, path, method === "GET" ? undefined : body)).toEqual([status, { detail: expect.any(String) }]);
  });
});

interface Page {
  readonly pageInfo: { readonly hasNextPage: boolean; readonly startCursor: string | null; readonly endCursor: string | null };
  readonly data: readonly { readonly id: string }[];
}

interface Shown {
  readonly name: string;
  readonly steps: readonly { readonly id: string; readonly parentId: string | null; readonly type: string; readonly output: string }[];
  readonly elements: readonly { readonly name: string; readonly forId: string }[];
}

function leaves(value: object): unknown[] {
  return Object.values(value).flatMap((inner: unknown) => (typeof inner === "object" && inner !== null ? leaves(inner) : [inner]));
}
