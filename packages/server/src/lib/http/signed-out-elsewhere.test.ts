// What one node ends or changes, the others know at once; no recheck comes into it.
import { newId } from "@colloquy/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { createApp } from "../../index.ts";
import { loadSecret } from "../config/secret.ts";
import { createMemoryCounts } from "../counts/drivers/memory.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { createMemoryRelayDriver, MemoryHub } from "../relay/drivers/memory.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "s".repeat(40) }, dev: true });

async function serveTwo() {
  const [hub, counts] = [new MemoryHub(), createMemoryCounts()];
  const [dataLayer, sessionStore] = [createMemoryDataLayer(), createMemorySessionStore()];
  const serve = async () => {
    const app = createApp({
      passwordAuth: ({ username, password }) => (password === "right" ? { identifier: username } : null),
      onMessage: () => undefined,
    });
    const served = await serveApp(app, {
      keys,
      relay: createRelay(createMemoryRelayDriver(hub)),
      counts,
      dataLayer,
      sessionStore,
      config: { auth: { recheckInterval: 3600 } },
    });
    onTestFinished(() => served.close());
    return { ...served, app };
  };
  return { one: await serve(), two: await serve() };
}

/** The same browser, whose next request the other node gets. */
function at(served: ServedApp, browser: Browser): Browser {
  const there = new Browser(served.url);
  for (const [name, value] of browser.jar) there.jar.set(name, value);
  onTestFinished(() => there[Symbol.dispose]());
  return there;
}

async function signedIn(served: ServedApp, name = newId()): Promise<Browser> {
  const browser = new Browser(served.url);
  onTestFinished(() => browser[Symbol.dispose]());
  expect((await browser.signIn(name, "right"))[0]).toBe(200);
  return browser;
}

describe("Of two nodes", () => {
  it("the other cuts the connections of who signs out at one, and believes their cookie no more", async () => {
    const { one, two } = await serveTwo();
    const here = await signedIn(one);
    const there = at(two, here);
    const { closed } = await there.connect();
    expect((await there.get("/api/threads"))[0]).toBe(200);
    await here.post("/api/auth/sign-out");
    expect(await closed).toContain("signed-out");
    expect((await there.get("/api/threads"))[0]).toBe(401);
  });

  it("both cut off whom the app disables or signs out everywhere, wherever its code runs", async () => {
    const { one, two } = await serveTwo();
    const name = newId();
    const browsers = [await signedIn(one, name), await signedIn(two, name)];
    const open = await Promise.all(browsers.map((browser) => browser.connect()));
    const user = await one.app.users.find(name);
    await two.app.users.disable(user?.id ?? "");
    for (const { closed } of open) expect(await closed).toContain("signed-out");
    for (const browser of browsers) expect((await browser.get("/api/threads"))[0]).toBe(401);
  });

  it("both know what was changed about a person at one", async () => {
    const { one, two } = await serveTwo();
    const name = newId();
    const there = await signedIn(two, name);
    await there.connect();
    const [session] = two.server.host.registry.sessions;
    expect(session?.user?.roles).toEqual([]);
    const user = await one.app.users.find(name);
    await one.app.users.update(user?.id ?? "", { roles: ["admin"] });
    await expect.poll(() => session?.user?.roles).toEqual(["admin"]);
  });

  it("none lets anybody guess on at the other: misses are counted together", async () => {
    const { one, two } = await serveTwo();
    const name = newId();
    const guesses = [];
    for (let count = 0; count < 8; count++) guesses.push((await new Browser((count % 2 ? one : two).url).signIn(name, "wrong"))[0]);
    expect(guesses).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
  });

  it("a ticket lets in once, wherever it is shown", async () => {
    const { one, two } = await serveTwo();
    const browser = await signedIn(one);
    const [, body] = await browser.post("/api/auth/socket-ticket");
    const { ticket } = body as { readonly ticket: string };
    const shown = [one, two].map((served) => new Browser(served.url).connect({ ticket }));
    const letIn = (await Promise.allSettled(shown)).filter(({ status }) => status === "fulfilled");
    expect(letIn).toHaveLength(1);
  });
});
