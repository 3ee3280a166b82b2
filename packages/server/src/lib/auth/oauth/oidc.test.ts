import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IdentityServer, signInThere, startIdentityServer } from "../../../../test/identity-server.ts";
import { createEgress } from "../../node/egress/create-egress.ts";
import type { Arrival, RedirectProvider } from "../provider.ts";
import { createOAuthProvider } from "./create-oauth-provider.ts";
import type { OpenIdSettings } from "./oauth-settings.ts";

const redirectUri = "http://127.0.0.1:7/auth/oauth/corp/callback";
const request = { headers: new Headers(), address: "127.0.0.1", https: false };
const egress = createEgress({ allowed: ["127.0.0.1"] });
const accounts = {
  ada: { email: "ada@example.com", email_verified: true, name: "Ada", picture: "https://example.com/ada.png" },
  bob: { email: "bob@example.com", email_verified: false },
  eve: { email: "ada@example.com" },
  nobody: {},
};

let server: IdentityServer;
let other: IdentityServer;
beforeAll(async () => {
  [server, other] = await Promise.all([
    startIdentityServer(accounts, [redirectUri], { responseTypes: ["code", "code id_token"] }),
    startIdentityServer(accounts, [redirectUri]),
  ]);
});
afterAll(async () => {
  await Promise.all([server, other].map((one) => one?.[Symbol.asyncDispose]()));
  await egress.close();
});

function corp(more: Partial<OpenIdSettings> = {}, at: IdentityServer = server): RedirectProvider {
  const { issuer, clientId, clientSecret } = at;
  return createOAuthProvider({ id: "corp", label: "Corporate", issuer, clientId, clientSecret, ...more });
}

/** A sign-in up to the answer, as the server would hand it to the provider. */
async function comeBack(provider: RedirectProvider, account: string): Promise<Arrival> {
  const { url, keep = {} } = await provider.begin({ state: "a-state", redirectUri, request, egress });
  const { params } = await signInThere(url, account);
  return { params, redirectUri, keep, request, egress };
}

const refused = { code: "UNAUTHENTICATED" };

describe("Signing in with an OpenID Connect server", () => {
  it("goes there with PKCE, a nonce and the state, and comes back with the person and their profile", async () => {
    const provider = corp({ prompt: "login", params: { ui_locales: "de" } });
    const { url } = await provider.begin({ state: "a-state", redirectUri, request, egress });
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      state: "a-state",
      code_challenge_method: "S256",
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{40,}$/),
      prompt: "login",
      ui_locales: "de",
      redirect_uri: redirectUri,
    });
    const identity = await corp().finish(await comeBack(corp(), "ada"));
    expect(identity).toMatchObject({
      user: { identifier: "ada@example.com", displayName: "Ada", metadata: { provider: "corp", image: "https://example.com/ada.png" } },
      profile: { sub: "ada", email: "ada@example.com" },
      accessToken: expect.any(String),
      idToken: expect.any(String),
    });
  });

  it("takes a code once: a replayed answer proves nobody", async () => {
    const provider = corp();
    const arrival = await comeBack(provider, "ada");
    await provider.finish(arrival);
    await expect(provider.finish(arrival)).rejects.toMatchObject(refused);
  });

  it("takes no answer of another browser: its verifier and its nonce are not the ones that were sent", async () => {
    const provider = corp();
    const arrival = await comeBack(provider, "ada");
    const { keep } = await provider.begin({ state: "a-state", redirectUri, request, egress });
    await expect(provider.finish({ ...arrival, keep: { ...arrival.keep, verifier: keep?.["verifier"] ?? "" } })).rejects.toMatchObject(
      refused,
    );
    const again = await comeBack(provider, "ada");
    await expect(provider.finish({ ...again, keep: { ...again.keep, nonce: keep?.["nonce"] ?? "" } })).rejects.toMatchObject(refused);
  });

  it("takes no code without an ID token that holds its nonce", async () => {
    const provider = corp({ scope: "email" });
    await expect(comeBack(provider, "ada").then((arrival) => provider.finish(arrival))).rejects.toMatchObject(refused);
  });

  it("takes no answer of another issuer, mixed up with this one's", async () => {
    const provider = corp();
    const arrival = await comeBack(provider, "ada");
    const fromOther = new URLSearchParams(arrival.params);
    fromOther.set("iss", other.issuer);
    await expect(provider.finish({ ...arrival, params: fromOther })).rejects.toMatchObject(refused);
    const missing = new URLSearchParams(arrival.params);
    missing.delete("iss");
    await expect(provider.finish({ ...arrival, params: missing })).rejects.toMatchObject(refused);
    await expect(corp({}, other).finish({ ...arrival, params: fromOther })).rejects.toMatchObject(refused);
  });

  it("takes no email address that nobody verified, unless told to, and none that is missing", async () => {
    const provider = corp();
    await expect(comeBack(provider, "bob").then((arrival) => provider.finish(arrival))).rejects.toMatchObject({
      ...refused,
      message: "Corporate has not verified your email address.",
    });
    const trusting = corp({ acceptUnverifiedEmail: true });
    await expect(trusting.finish(await comeBack(trusting, "bob"))).resolves.toMatchObject({ user: { identifier: "bob@example.com" } });
    // Some servers let anybody write any address, and say nothing about it.
    await expect(comeBack(provider, "eve").then((arrival) => provider.finish(arrival))).rejects.toMatchObject(refused);
    await expect(trusting.finish(await comeBack(trusting, "eve"))).resolves.toMatchObject({ user: { identifier: "ada@example.com" } });
    await expect(comeBack(provider, "nobody").then((arrival) => provider.finish(arrival))).rejects.toMatchObject({
      ...refused,
      message: "Corporate did not tell your email.",
    });
    const bySubject = corp({ identifier: "sub" });
    await expect(bySubject.finish(await comeBack(bySubject, "nobody"))).resolves.toMatchObject({ user: { identifier: "nobody" } });
  });

  it("says that the person refused there", async () => {
    const provider = corp();
    await expect(comeBack(provider, "gives up").then((arrival) => provider.finish(arrival))).rejects.toMatchObject({
      ...refused,
      message: "Corporate was not allowed to say who you are.",
    });
  });

  it("works with a code and an ID token that are posted back", async () => {
    const provider = corp({ hybrid: true });
    expect(provider.postsBack).toBe(true);
    const { url } = await provider.begin({ state: "a-state", redirectUri, request, egress });
    expect(new URL(url).searchParams.get("response_mode")).toBe("form_post");
    const arrival = await comeBack(provider, "ada");
    expect([...arrival.params.keys()].sort()).toEqual(["code", "id_token", "iss", "state"].filter((key) => arrival.params.has(key)));
    await expect(provider.finish(arrival)).resolves.toMatchObject({ user: { identifier: "ada@example.com" } });
  });

  it("reaches a server of one's own network only when the app allows it", async () => {
    const strict = createEgress({ allowed: [] });
    await expect(corp().begin({ state: "s", redirectUri, request, egress: strict })).rejects.toMatchObject({ code: "EGRESS_REFUSED" });
    await strict.close();
  });

  it("asks again after the server was away", async () => {
    const away = await startIdentityServer(accounts, [redirectUri]);
    const provider = corp({}, away);
    await away[Symbol.asyncDispose]();
    const asked = () => provider.begin({ state: "s", redirectUri, request, egress });
    await expect(asked()).rejects.toMatchObject({ code: "EGRESS_FAILED" });
    await expect(asked()).rejects.toMatchObject({ code: "EGRESS_FAILED" });
  });

  it("names an address that is none when it is set up", () => {
    expect(() => corp({ issuer: "sso.example.com" })).toThrowError(
      expect.objectContaining({ code: "BAD_CONFIG", message: expect.stringContaining("issuer") }),
    );
  });
});
