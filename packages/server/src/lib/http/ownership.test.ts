// Who may do what, for every address the server answers. The list of addresses is the router's own: one that is not in this table fails.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askFor, newChatOf, TABLE } from "../../../test/addresses.ts";
import { Browser } from "../../../test/browser.ts";
import { createApp, Message } from "../../index.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

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
      features: { favorites: true, allowThreadSharing: true },
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

/** Signing out is one of the addresses: whoever is asked about it is somebody who need not stay. */
const endsSignIn = (route: string) => route === "POST /api/auth/sign-out" || route === "POST /logout";

const newChat = () => newChatOf(ada, served);
const ask = async (...asked: Parameters<typeof askFor>): Promise<number> => (await askFor(...asked)).status;

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
