// The way to another site and back. The other site is played by the test: it is a provider object of the app's own (AH-20).
import { ChatError } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { Browser } from "../../../test/browser.ts";
import { PLACES, serveAt } from "../../../test/places.ts";
import { type AuthProvider, createApp, type OAuthInfo } from "../../index.ts";
import { serveApp } from "../testing/serve-app.ts";

const corp = (more: { readonly postsBack?: boolean } = {}): AuthProvider => ({
  id: "corp",
  kind: "redirect",
  label: "Corporate",
  ...more,
  async begin({ state, redirectUri }) {
    const url = `https://idp.example/authorize?${new URLSearchParams({ state, redirect_uri: redirectUri })}`;
    return { url, keep: { verifier: `for ${state}` } };
  },
  async finish({ params, keep, redirectUri }) {
    if (keep["verifier"] !== `for ${params.get("state")}`) throw new ChatError("UNAUTHENTICATED", "The verifier is gone.");
    if (params.get("code") === "broken") throw new Error("the token endpoint is down");
    const identifier = params.get("code") ?? "";
    return { user: { identifier }, accessToken: "token", profile: { login: identifier, redirectUri } };
  },
});

function corporate(provider = corp()) {
  const heard: OAuthInfo[] = [];
  const app = createApp({
    oauth: (info) => {
      heard.push(info);
      return info.user.identifier === "mallory" ? null : { ...info.user, displayName: info.user.identifier.toUpperCase() };
    },
  });
  app.addAuthProvider(provider);
  return { app, heard };
}

/** Goes to the other site; resolves with what it was told there. */
async function depart(browser: Browser, query = "") {
  const answer = await browser.fetch(`/auth/oauth/corp${query}`);
  const url = new URL(answer.headers.get("location") ?? "http://nowhere.example");
  return {
    status: answer.status,
    host: url.host,
    state: url.searchParams.get("state") ?? "",
    redirectUri: url.searchParams.get("redirect_uri"),
  };
}

const arrive = (browser: Browser, parameters: Record<string, string>) =>
  browser
    .fetch(`/auth/oauth/corp/callback?${new URLSearchParams(parameters)}`)
    .then((answer) => [answer.status, answer.headers.get("location")]);

describe("a sign-in by redirect", () => {
  it("goes out with a state, comes back, asks the app, and signs in (AH-7)", async () => {
    const { app, heard } = corporate();
    await using served = await serveApp(app);
    using browser = new Browser(served.url);
    expect(await browser.get("/auth/config")).toEqual([200, expect.objectContaining({ requireLogin: true, oauthProviders: ["corp"] })]);
    const { status, host, state, redirectUri } = await depart(browser, "?returnTo=/thread/abc?x=1");
    expect([status, host, redirectUri]).toEqual([307, "idp.example", `${served.url}/auth/oauth/corp/callback`]);
    expect(await arrive(browser, { code: "ada", state })).toEqual([302, "/thread/abc?x=1"]);
    expect(heard).toMatchObject([{ providerId: "corp", accessToken: "token", profile: { login: "ada", redirectUri } }]);
    expect(await browser.get("/user")).toEqual([
      200,
      expect.objectContaining({ identifier: "ada", display_name: "ADA", metadata: { provider: "corp" } }),
    ]);
    // The state was good once: its cookie is gone.
    expect([...browser.jar.keys()]).toEqual([expect.stringMatching(/^colloquy_sign_in_/)]);
    expect((await arrive(browser, { code: "ada", state }))[0]).toBe(401);
  });

  it("is refused in another browser than the one that began it, and with another state", async () => {
    const { app, heard } = corporate();
    await using served = await serveApp(app);
    using ada = new Browser(served.url);
    using mallory = new Browser(served.url);
    const { state } = await depart(ada);
    await depart(mallory);
    expect((await arrive(mallory, { code: "x", state }))[0]).toBe(401);
    expect((await arrive(ada, { code: "x", state: `${state.slice(0, 12)}${"0".repeat(20)}` }))[0]).toBe(401);
    expect((await arrive(ada, { code: "x" }))[0]).toBe(400);
    expect((await arrive(ada, { state }))[0]).toBe(400);
    expect(heard).toEqual([]);
    expect((await ada.get("/user"))[0]).toBe(401);
  });

  it("goes on in two tabs at once", async () => {
    const { app } = corporate();
    await using served = await serveApp(app);
    using browser = new Browser(served.url);
    const one = await depart(browser, "?returnTo=/one");
    const two = await depart(browser, "?returnTo=/two");
    expect(await arrive(browser, { code: "ada", state: one.state })).toEqual([302, "/one"]);
    expect(await arrive(browser, { code: "ada", state: two.state })).toEqual([302, "/two"]);
  });

  it("does not fill the browser's cookies, however often it is begun", async () => {
    const { app } = corporate();
    await using served = await serveApp(app);
    using browser = new Browser(served.url);
    for (let n = 0; n < 12; n++) {
      await depart(browser);
      expect(browser.jar.size).toBeLessThanOrEqual(5);
    }
    expect(await arrive(browser, { code: "ada", state: (await depart(browser)).state })).toEqual([302, "/"]);
  });

  it("leads back to the sign-in page when the other site, the app or the provider does not want it", async () => {
    const { app } = corporate();
    await using served = await serveApp(app);
    using browser = new Browser(served.url);
    expect(await arrive(browser, { error: "access_denied" })).toEqual([302, "/login?error=access_denied"]);
    expect(await arrive(browser, { error: "<script>" })).toEqual([302, "/login?error=oauthcallback"]);
    expect(await arrive(browser, { code: "mallory", state: (await depart(browser)).state })).toEqual([
      302,
      "/login?error=credentialssignin",
    ]);
    expect(await arrive(browser, { code: "broken", state: (await depart(browser)).state })).toEqual([302, "/login?error=oauthcallback"]);
    expect((await browser.get("/user"))[0]).toBe(401);
  });

  it("never leads away from the app afterwards", async () => {
    const { app } = corporate();
    await using served = await serveApp(app);
    using browser = new Browser(served.url);
    for (const returnTo of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "/.//evil.example",
      "javascript:alert(1)",
      "/a\r\nset-cookie: x=1",
      "/\t/evil.example",
      "/\n/evil.example",
      "/x/..//evil.example",
      "ht\ttp://evil.example",
    ]) {
      const { state } = await depart(browser, `?returnTo=${encodeURIComponent(returnTo)}`);
      expect(await arrive(browser, { code: "ada", state })).toEqual([302, "/"]);
    }
  });

  it("takes a form that the other site posts, though that site may post nothing else", async () => {
    const { app } = corporate(corp({ postsBack: true }));
    await using served = await serveApp(app);
    using browser = new Browser(served.url);
    const { state } = await depart(browser);
    const headers = { origin: "https://idp.example", "content-type": "application/x-www-form-urlencoded" };
    const post = (path: string) =>
      browser.fetch(path, { method: "POST", headers, body: new URLSearchParams({ code: "ada", state }).toString() });
    expect((await post("/login")).status).toBe(403);
    const answer = await post("/auth/oauth/corp/callback");
    expect([answer.status, answer.headers.get("location")]).toEqual([302, "/"]);
    expect((await browser.get("/user"))[0]).toBe(200);
  });

  it("knows no other providers, and none in an app without an oauth handler", async () => {
    const { app } = corporate();
    await using served = await serveApp(app);
    using browser = new Browser(served.url);
    expect(await browser.get("/auth/oauth/github")).toEqual([404, { detail: "Provider github not found" }]);
    await using plain = await serveApp(createApp({ onMessage: () => {} }));
    using other = new Browser(plain.url);
    expect(await other.get("/auth/oauth/github")).toEqual([400, { detail: "No oauth_callback defined" }]);
  });

  it("is either complete or stops the start", async () => {
    const half = createApp({ onMessage: () => {} });
    half.addAuthProvider(corp());
    await expect(serveApp(half)).rejects.toMatchObject({ code: "BAD_CONFIG", message: expect.stringContaining("Corporate") });
    await expect(serveApp(createApp({ oauth: () => null }))).rejects.toMatchObject({ code: "BAD_CONFIG" });
    expect(() => createApp().addAuthProvider({ ...corp(), id: "a/b" })).toThrow(/cannot be the id/);
  });
});

describe.each(Object.keys(PLACES))("a redirect %s", (name) => {
  it("names the address the browser sees", async () => {
    await using at = await serveAt(name, corporate().app);
    const answer = await at.get("/auth/oauth/corp", { redirect: "manual" });
    const url = new URL(answer.headers.get("location") ?? "");
    const told = new URL(url.searchParams.get("redirect_uri") ?? "");
    expect(told.pathname).toBe(`${at.place.root}/auth/oauth/corp/callback`);
    if (at.place.seesThrough) expect(told.origin).toBe(at.origin);
  });
});
