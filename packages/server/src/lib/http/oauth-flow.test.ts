// Signing in at an identity server of another make, as a browser goes through it: there, back, and in.
import { afterEach, describe, expect, it } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { freePort } from "../../../test/free-port.ts";
import { type IdentityServer, signInThere, startIdentityServer } from "../../../test/identity-server.ts";
import { createApp, createOAuthProvider, type Handlers } from "../../index.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

const accounts = {
  ada: { email: "ada@example.com", email_verified: true, name: "Ada" },
  eve: { email: "eve@elsewhere.example", email_verified: true },
  bob: { email: "bob@example.com", email_verified: false },
};

let open: AsyncDisposable[] = [];
afterEach(async () => {
  for (const one of open.reverse()) await one[Symbol.asyncDispose]();
  open = [];
});

async function serve(
  oauth: Handlers["oauth"],
  options: { readonly hybrid?: boolean } = {},
): Promise<{ served: ServedApp; identity: IdentityServer }> {
  const port = await freePort();
  const callback = `http://127.0.0.1:${port}/auth/oauth/corp/callback`;
  const identity = await startIdentityServer(accounts, [callback], { responseTypes: ["code", "code id_token"] });
  const app = createApp({ oauth });
  const { issuer, clientId, clientSecret } = identity;
  app.addAuthProvider(createOAuthProvider({ id: "corp", label: "Corporate", issuer, clientId, clientSecret, ...options }));
  const served = await serveApp(app, { port, config: { egressAllow: ["127.0.0.1"] } });
  open = [identity, served];
  return { served, identity };
}

/** From the button on the sign-in page to the way back; what is left is to open that address. */
async function go(browser: Browser, account: string, returnTo = "/"): Promise<URL> {
  const departure = await browser.fetch(`/auth/oauth/corp?returnTo=${encodeURIComponent(returnTo)}`, { redirect: "manual" });
  expect(departure.status).toBe(307);
  const { url, params } = await signInThere(departure.headers.get("location") ?? "", account);
  for (const [name, value] of params) url.searchParams.set(name, value);
  return url;
}

const arrive = (browser: Browser, back: URL) => browser.fetch(back.pathname + back.search, { redirect: "manual" });
const where = (response: Response) => [response.status, response.headers.get("location")];
const ofExample: Handlers["oauth"] = ({ user }) => (user.identifier.endsWith("@example.com") ? { ...user, roles: ["staff"] } : null);

describe("Signing in elsewhere", () => {
  it("lets in whom the app accepts, as the app has changed them, where they wanted to go", async () => {
    const { served } = await serve(ofExample);
    using browser = new Browser(served.url);
    const back = await go(browser, "ada", "/thread/0b2a?x=1");
    expect(where(await arrive(browser, back))).toEqual([302, "/thread/0b2a?x=1"]);
    const [, facts] = await browser.get("/api/auth");
    expect(facts).toMatchObject({
      user: { identifier: "ada@example.com", displayName: "Ada", roles: ["staff"], metadata: { provider: "corp" } },
    });
  });

  it("keeps out whom the app refuses, and whose address nobody verified, and who gave up there", async () => {
    const { served } = await serve(ofExample);
    for (const [account, error] of [
      ["eve", "credentialssignin"],
      ["bob", "credentialssignin"],
      ["gives up", "access_denied"],
    ] as const) {
      using browser = new Browser(served.url);
      expect(where(await arrive(browser, await go(browser, account)))).toEqual([302, `/login?error=${error}`]);
      expect(await browser.get("/api/auth")).toEqual([200, expect.objectContaining({ user: null })]);
    }
  });

  it("takes no answer with another state, and none in a browser that did not begin", async () => {
    const { served } = await serve(ofExample);
    using browser = new Browser(served.url);
    using other = new Browser(served.url);
    const back = await go(browser, "ada");
    expect((await arrive(other, back)).status).toBe(401);
    const wrong = new URL(back);
    wrong.searchParams.set("state", "0".repeat(32));
    expect((await arrive(browser, wrong)).status).toBe(401);
    wrong.searchParams.delete("state");
    expect((await arrive(browser, wrong)).status).toBe(400);
    expect(await other.get("/api/auth")).toEqual([200, expect.objectContaining({ user: null })]);
    // The right answer is still good: a stranger's tries do not end it.
    expect(where(await arrive(browser, back))).toEqual([302, "/"]);
  });

  it("takes an answer once", async () => {
    const { served } = await serve(ofExample);
    using browser = new Browser(served.url);
    const back = await go(browser, "ada");
    await arrive(browser, back);
    expect((await arrive(browser, back)).status).toBe(401);
  });

  it("sends nobody to another site afterwards", async () => {
    const { served } = await serve(ofExample);
    for (const returnTo of ["https://evil.example/", "//evil.example", "/\\evil.example", "/%0d%0aset-cookie:x=1", "javascript:alert(1)"]) {
      using browser = new Browser(served.url);
      expect(where(await arrive(browser, await go(browser, "ada", returnTo)))[1]).toMatch(/^\/(%0d%0aset-cookie:x=1)?$/i);
    }
  });

  it("takes a code and an ID token that are posted back", async () => {
    const { served } = await serve(ofExample, { hybrid: true });
    using browser = new Browser(served.url);
    const back = await go(browser, "ada");
    const response = await browser.fetch(back.pathname, {
      method: "POST",
      body: back.searchParams,
      redirect: "manual",
      headers: { origin: "null" },
    });
    expect(where(response)).toEqual([302, "/"]);
    expect(await browser.get("/api/auth")).toEqual([
      200,
      expect.objectContaining({ user: expect.objectContaining({ identifier: "ada@example.com" }) }),
    ]);
  });
});
