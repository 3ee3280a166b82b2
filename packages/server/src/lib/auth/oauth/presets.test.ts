import { describe, expect, it } from "vitest";
import { type Reply, recordedKeys, replay } from "../../../../test/replayed-replies.ts";
import { missingOAuthVariables, oauthProvidersFromEnv } from "./providers-from-env.ts";

const redirectUri = "https://chat.example.com/auth/oauth/x/callback";
const request = { headers: new Headers(), address: "203.0.113.7", https: true };
const client = (prefix: string) => ({ [`OAUTH_${prefix}_CLIENT_ID`]: "our-id", [`OAUTH_${prefix}_CLIENT_SECRET`]: "our-secret" });
const keys = await recordedKeys();

/** Begins, answers with a code, and finishes, all against recorded replies. An ID token is made for the nonce that was sent. */
async function signIn(
  env: Record<string, string>,
  recorded: (idToken: string) => Record<string, Reply>,
  claims?: Record<string, unknown>,
  answer: Record<string, string> = {},
) {
  const [provider] = oauthProvidersFromEnv(env);
  if (!provider) throw new Error("The preset is not offered.");
  const first = replay(recorded(""));
  const { url, keep = {} } = await provider.begin({ state: "a-state", redirectUri, request, egress: first });
  const idToken = claims ? await keys.sign({ aud: "our-id", sub: "s-1", nonce: keep["nonce"], ...claims }) : "";
  const egress = replay(recorded(idToken));
  const params = new URLSearchParams({
    code: "a-code",
    state: "a-state",
    ...answer,
    ...(answer["id_token"] !== undefined && { id_token: idToken }),
  });
  const identity = await provider.finish({ params, redirectUri, keep, request, egress });
  return { provider, url: new URL(url), identity, asked: egress.asked };
}

function openId(issuer: string, extra: Record<string, unknown> = {}) {
  return {
    json: {
      issuer,
      authorization_endpoint: `${issuer.replace(/\/$/, "")}/authorize`,
      token_endpoint: `${issuer.replace(/\/$/, "")}/token`,
      userinfo_endpoint: `${issuer.replace(/\/$/, "")}/userinfo`,
      jwks_uri: `${issuer.replace(/\/$/, "")}/keys`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
      ...extra,
    },
  };
}

const wellKnown = (issuer: string) => `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
const tokens = (idToken: string) => ({
  json: {
    access_token: "their-token",
    token_type: "Bearer",
    expires_in: 3600,
    refresh_token: "never-kept",
    ...(idToken && { id_token: idToken }),
  },
});

function recordedOpenId(issuer: string, profile: Record<string, unknown>) {
  const base = issuer.replace(/\/$/, "");
  return (idToken: string): Record<string, Reply> => ({
    [wellKnown(issuer)]: openId(issuer),
    [`${base}/token`]: tokens(idToken),
    [`${base}/keys`]: { json: keys.jwks },
    [`${base}/userinfo`]: { json: { sub: "s-1", ...profile } },
  });
}

describe("The well-known servers", () => {
  const email = { email: "ada@example.com", email_verified: true, name: "Ada Lovelace", picture: "https://images.example/ada.png" };
  const ada = (provider: string, image = "https://images.example/ada.png") => ({
    identifier: "ada@example.com",
    displayName: "Ada Lovelace",
    metadata: { provider, image },
  });

  it.each([
    ["google", client("GOOGLE"), "https://accounts.google.com"],
    ["okta", { ...client("OKTA"), OAUTH_OKTA_DOMAIN: "acme.okta.com" }, "https://acme.okta.com/oauth2/default"],
    [
      "okta",
      { ...client("OKTA"), OAUTH_OKTA_DOMAIN: "https://acme.okta.com", OAUTH_OKTA_AUTHORIZATION_SERVER_ID: "aus1" },
      "https://acme.okta.com/oauth2/aus1",
    ],
    [
      "okta",
      { ...client("OKTA"), OAUTH_OKTA_DOMAIN: "acme.okta.com/", OAUTH_OKTA_AUTHORIZATION_SERVER_ID: "false" },
      "https://acme.okta.com",
    ],
    ["auth0", { ...client("AUTH0"), OAUTH_AUTH0_DOMAIN: "login.acme.com" }, "https://login.acme.com/"],
    ["gitlab", { ...client("GITLAB"), OAUTH_GITLAB_DOMAIN: "gitlab.acme.com" }, "https://gitlab.acme.com"],
    [
      "keycloak",
      { ...client("KEYCLOAK"), OAUTH_KEYCLOAK_BASE_URL: "https://kc.acme.com/", OAUTH_KEYCLOAK_REALM: "staff" },
      "https://kc.acme.com/realms/staff",
    ],
    [
      "Corp-SSO",
      {
        ...client("KEYCLOAK"),
        OAUTH_KEYCLOAK_BASE_URL: "https://kc.acme.com",
        OAUTH_KEYCLOAK_REALM: "staff",
        OAUTH_KEYCLOAK_NAME: "Corp SSO",
      },
      "https://kc.acme.com/realms/staff",
    ],
    ["oidc", { ...client("OIDC"), OAUTH_OIDC_ISSUER: "https://sso.acme.com" }, "https://sso.acme.com"],
  ])("%s: with %o people come from %s", async (id, env, issuer) => {
    const { provider, url, identity, asked } = await signIn(env, recordedOpenId(issuer, email), { iss: issuer });
    expect(provider.id).toBe(id);
    expect(url.origin + url.pathname).toBe(`${issuer.replace(/\/$/, "")}/authorize`);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      client_id: "our-id",
      response_type: "code",
      scope: "openid profile email",
      state: "a-state",
      code_challenge_method: "S256",
    });
    expect(identity.user).toEqual(ada(id));
    const exchange = asked.find(({ form }) => form["grant_type"] === "authorization_code");
    expect(exchange?.form).toMatchObject({
      code: "a-code",
      redirect_uri: redirectUri,
      client_secret: "our-secret",
      code_verifier: expect.any(String),
    });
    expect(JSON.stringify(identity)).not.toContain("never-kept");
  });

  it("auth0 is asked for its profile by audience, under the original domain when there is one", async () => {
    const env = { ...client("AUTH0"), OAUTH_AUTH0_DOMAIN: "login.acme.com", OAUTH_AUTH0_ORIGINAL_DOMAIN: "acme.eu.auth0.com" };
    const { url } = await signIn(env, recordedOpenId("https://login.acme.com/", email), { iss: "https://login.acme.com/" });
    expect(url.searchParams.get("audience")).toBe("https://acme.eu.auth0.com/userinfo");
  });

  const github = (host: { authorize?: string; token: string; user: string }, form: boolean) => (): Record<string, Reply> => ({
    [host.token]: form
      ? { text: "access_token=their-token&scope=user%3Aemail&token_type=bearer", type: "application/x-www-form-urlencoded; charset=utf-8" }
      : { json: { access_token: "their-token", scope: "user:email", token_type: "bearer" } },
    [host.user]: { json: { id: 7, login: "ada", name: "Ada Lovelace", email: null, avatar_url: "https://avatars.example/ada" } },
    [`${host.user}/emails`]: {
      json: [
        { email: "old@example.com", primary: false, verified: true },
        { email: "ada@example.com", primary: true, verified: true },
      ],
    },
  });

  it("github: the login is the identifier, the verified main address is in the profile", async () => {
    const host = { token: "https://github.com/login/oauth/access_token", user: "https://api.github.com/user" };
    const { url, identity, asked } = await signIn(client("GITHUB"), github(host, true));
    expect(url.href).toMatch(/^https:\/\/github\.com\/login\/oauth\/authorize\?/);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({ scope: "user:email", code_challenge_method: "S256" });
    expect(url.searchParams.has("nonce")).toBe(false);
    expect(identity).toMatchObject({
      user: { identifier: "ada", displayName: "Ada Lovelace", metadata: { provider: "github", image: "https://avatars.example/ada" } },
      profile: { email: "ada@example.com", emails: [{}, {}] },
    });
    expect(asked.find(({ url: at }) => at === host.user)?.headers.get("user-agent")).toBe("colloquy");
  });

  it("github: an Enterprise server has addresses of its own", async () => {
    const host = {
      authorize: "https://git.acme.com/login/oauth/authorize",
      token: "https://git.acme.com/login/oauth/access_token",
      user: "https://git.acme.com/api/v3/user",
    };
    const env = {
      ...client("GITHUB"),
      OAUTH_GITHUB_AUTH_URL: host.authorize,
      OAUTH_GITHUB_TOKEN_URL: host.token,
      OAUTH_GITHUB_USER_INFO_URL: host.user,
    };
    const { url, identity } = await signIn(env, github(host, false));
    expect([url.origin, identity.user.identifier]).toEqual(["https://git.acme.com", "ada"]);
  });

  const graph = {
    "https://graph.microsoft.com/v1.0/me": {
      json: { id: "g-1", displayName: "Ada Lovelace", userPrincipalName: "ada@acme.com", mail: null },
    },
    "https://graph.microsoft.com/v1.0/me/photos/48x48/$value": { text: "JPEG", type: "image/jpeg" },
  };
  const entra =
    (authority: string, issuer: string) =>
    (idToken: string): Record<string, Reply> => ({
      [`https://login.microsoftonline.com/${authority}/v2.0/.well-known/openid-configuration`]: openId(issuer, {
        authorization_endpoint: `https://login.microsoftonline.com/${authority}/oauth2/v2.0/authorize`,
        token_endpoint: `https://login.microsoftonline.com/${authority}/oauth2/v2.0/token`,
        jwks_uri: `https://login.microsoftonline.com/${authority}/discovery/v2.0/keys`,
        userinfo_endpoint: "https://graph.microsoft.com/oidc/userinfo",
      }),
      [`https://login.microsoftonline.com/${authority}/oauth2/v2.0/token`]: tokens(idToken),
      [`https://login.microsoftonline.com/${authority}/discovery/v2.0/keys`]: { json: keys.jwks },
      ...graph,
    });

  it.each([
    ["every tenant's people", {}, "common", "https://login.microsoftonline.com/{tenantid}/v2.0"],
    [
      "every tenant's people, told so in words",
      { OAUTH_AZURE_AD_ENABLE_SINGLE_TENANT: "false" },
      "common",
      "https://login.microsoftonline.com/{tenantid}/v2.0",
    ],
    ["one tenant's people", { OAUTH_AZURE_AD_ENABLE_SINGLE_TENANT: "true" }, "t-1", "https://login.microsoftonline.com/t-1/v2.0"],
  ])("azure-ad: lets in %s, by their principal name, with their picture", async (_, more, authority, issuer) => {
    const env = { ...client("AZURE_AD"), OAUTH_AZURE_AD_TENANT_ID: "t-1", ...more };
    const claims = { iss: "https://login.microsoftonline.com/t-1/v2.0", tid: "t-1" };
    const { url, identity } = await signIn(env, entra(authority, issuer), claims);
    expect(url.pathname).toBe(`/${authority}/oauth2/v2.0/authorize`);
    expect(identity.user).toEqual({
      identifier: "ada@acme.com",
      displayName: "Ada Lovelace",
      metadata: { provider: "azure-ad", image: `data:image/jpeg;base64,${Buffer.from("JPEG").toString("base64")}` },
    });
  });

  it("azure-ad: people of another tenant do not come in by the one's address, and nobody without a picture is kept out", async () => {
    const env = { ...client("AZURE_AD"), OAUTH_AZURE_AD_TENANT_ID: "t-1", OAUTH_AZURE_AD_ENABLE_SINGLE_TENANT: "1" };
    const one = entra("t-1", "https://login.microsoftonline.com/t-1/v2.0");
    const other = { iss: "https://login.microsoftonline.com/t-2/v2.0", tid: "t-2" };
    await expect(signIn(env, one, other)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    const plain = (idToken: string) => ({ ...one(idToken), "https://graph.microsoft.com/v1.0/me/photos/48x48/$value": { status: 404 } });
    const { identity } = await signIn(env, plain, { iss: "https://login.microsoftonline.com/t-1/v2.0", tid: "t-1" });
    expect(identity.user).toEqual({ identifier: "ada@acme.com", displayName: "Ada Lovelace", metadata: { provider: "azure-ad" } });
  });

  it("azure-ad-hybrid: the answer is posted, with an ID token of its own nonce", async () => {
    const env = { ...client("AZURE_AD_HYBRID"), OAUTH_AZURE_AD_HYBRID_TENANT_ID: "t-1", OAUTH_AZURE_AD_HYBRID_ENABLE_SINGLE_TENANT: "1" };
    const claims = { iss: "https://login.microsoftonline.com/t-1/v2.0", tid: "t-1", c_hash: await halfHash("a-code") };
    const { provider, url, identity } = await signIn(env, entra("t-1", "https://login.microsoftonline.com/t-1/v2.0"), claims, {
      id_token: "",
    });
    expect(provider.postsBack).toBe(true);
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code id_token",
      response_mode: "form_post",
      nonce: expect.any(String),
    });
    expect(identity.user.identifier).toBe("ada@acme.com");
  });

  const plain = (base: { token: string; user: string }, profile: Record<string, unknown>) => (): Record<string, Reply> => ({
    [base.token]: { json: { access_token: "their-token", token_type: "Bearer", id_token: "not.looked.at" } },
    [base.user]: { json: profile },
  });

  it.each([
    [
      "descope",
      client("DESCOPE"),
      { token: "https://api.descope.com/oauth2/v1/token", user: "https://api.descope.com/oauth2/v1/userinfo" },
      "https://api.descope.com/oauth2/v1/authorize",
    ],
    [
      "aws-cognito",
      { ...client("COGNITO"), OAUTH_COGNITO_DOMAIN: "acme.auth.eu-west-1.amazoncognito.com" },
      {
        token: "https://acme.auth.eu-west-1.amazoncognito.com/oauth2/token",
        user: "https://acme.auth.eu-west-1.amazoncognito.com/oauth2/userInfo",
      },
      "https://acme.auth.eu-west-1.amazoncognito.com/login",
    ],
    [
      "generic",
      {
        ...client("GENERIC"),
        OAUTH_GENERIC_AUTH_URL: "https://id.acme.com/a",
        OAUTH_GENERIC_TOKEN_URL: "https://id.acme.com/t",
        OAUTH_GENERIC_USER_INFO_URL: "https://id.acme.com/u",
        OAUTH_GENERIC_SCOPES: "profile email",
      },
      { token: "https://id.acme.com/t", user: "https://id.acme.com/u" },
      "https://id.acme.com/a",
    ],
  ])("%s: the profile comes from the server itself", async (id, env, base, authorize) => {
    const { provider, url, identity } = await signIn(env, plain(base, { sub: "s-1", ...email, email_verified: "true" }));
    expect([provider.id, url.origin + url.pathname]).toEqual([id, authorize]);
    expect(identity.user).toEqual(ada(id));
    await expect(signIn(env, plain(base, { ...email, email_verified: "false" }))).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
  });

  it("generic: has a name and an identifier of one's choice", async () => {
    const env = {
      ...client("GENERIC"),
      OAUTH_GENERIC_AUTH_URL: "https://id.acme.com/a",
      OAUTH_GENERIC_TOKEN_URL: "https://id.acme.com/t",
      OAUTH_GENERIC_USER_INFO_URL: "https://id.acme.com/u",
      OAUTH_GENERIC_SCOPES: "staff",
      OAUTH_GENERIC_NAME: "Acme Staff",
      OAUTH_GENERIC_USER_IDENTIFIER: "number",
    };
    const { provider, url, identity } = await signIn(
      env,
      plain({ token: "https://id.acme.com/t", user: "https://id.acme.com/u" }, { number: 42 }),
    );
    expect([provider.id, provider.label, url.searchParams.get("scope"), identity.user.identifier]).toEqual([
      "Acme-Staff",
      "Acme Staff",
      "staff",
      "42",
    ]);
  });

  it("are asked with the prompt that is set for one of them, else for all", async () => {
    const prompts = async (env: Record<string, string>) => {
      const [provider] = oauthProvidersFromEnv({ ...client("GOOGLE"), ...env });
      const egress = replay({ [wellKnown("https://accounts.google.com")]: openId("https://accounts.google.com") });
      return new URL((await provider?.begin({ state: "s", redirectUri, request, egress }))?.url ?? "").searchParams.get("prompt");
    };
    expect(await prompts({})).toBeNull();
    expect(await prompts({ OAUTH_PROMPT: "consent" })).toBe("consent");
    expect(await prompts({ OAUTH_PROMPT: "consent", OAUTH_GOOGLE_PROMPT: "login" })).toBe("login");
  });

  it("are offered when all their variables are set, and what lacks is named", () => {
    expect(oauthProvidersFromEnv({})).toEqual([]);
    const env = { ...client("GITHUB"), ...client("GOOGLE"), OAUTH_OKTA_CLIENT_ID: "x", OAUTH_GITLAB_DOMAIN: "" };
    expect(oauthProvidersFromEnv(env).map(({ id }) => id)).toEqual(["github", "google"]);
    expect(missingOAuthVariables(env)).toEqual(["Sign-in with okta also needs OAUTH_OKTA_CLIENT_SECRET, OAUTH_OKTA_DOMAIN."]);
  });

  it("have names of ours too, which win", async () => {
    const env = { ...client("GITHUB"), COLLOQUY_OAUTH_GITHUB_CLIENT_ID: "ours" };
    const [provider] = oauthProvidersFromEnv(env);
    const departure = await provider?.begin({ state: "s", redirectUri, request, egress: replay({}) });
    expect(new URL(departure?.url ?? "").searchParams.get("client_id")).toBe("ours");
  });
});

/** `c_hash` of OpenID Connect: the left half of the code's SHA-256. */
async function halfHash(code: string): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(code));
  return Buffer.from(hash).subarray(0, 16).toString("base64url");
}
