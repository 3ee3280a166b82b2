// An identity server of another make, started for a test, and a person's browser that signs in there.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider, { type Configuration } from "oidc-provider";

/** Somebody who can sign in at the server: by this name, with any password. */
export interface Account {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly picture?: string;
}

/** A running identity server. */
export interface IdentityServer extends AsyncDisposable {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** Starts a server on a free port that knows these accounts and one client with these redirect addresses. */
export async function startIdentityServer(
  accounts: Readonly<Record<string, Account>>,
  redirectUris: readonly string[],
  options: { readonly responseTypes?: readonly ("code" | "code id_token")[] } = {},
): Promise<IdentityServer> {
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const client = { clientId: "colloquy", clientSecret: "a-secret-of-the-test" };
  const responseTypes = options.responseTypes ?? ["code"];
  const provider = new Provider(issuer, configuration(accounts, client, redirectUris, responseTypes));
  http.on("request", provider.callback());
  return { issuer, ...client, [Symbol.asyncDispose]: () => stop(http) };
}

function configuration(
  accounts: Readonly<Record<string, Account>>,
  { clientId, clientSecret }: { readonly clientId: string; readonly clientSecret: string },
  redirectUris: readonly string[],
  responseTypes: readonly ("code" | "code id_token")[],
): Configuration {
  return {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [...redirectUris],
        response_types: [...responseTypes],
        grant_types: responseTypes.includes("code id_token") ? ["authorization_code", "implicit"] : ["authorization_code"],
        token_endpoint_auth_method: "client_secret_post",
        application_type: "native",
      },
    ],
    responseTypes: [...responseTypes],
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name", "picture"] },
    findAccount: (_, sub) => (accounts[sub] ? { accountId: sub, claims: () => ({ sub, ...accounts[sub] }) } : undefined),
    pkce: { required: () => true },
    cookies: { keys: ["a key of the test"] },
    // Whoever signs in has agreed.
    async loadExistingGrant(ctx) {
      const { client, session, params } = ctx.oidc;
      const grant = new ctx.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope(String(params?.["scope"] ?? "openid"));
      await grant.save();
      return grant;
    },
  };
}

async function stop(http: Server): Promise<void> {
  http.closeAllConnections();
  await new Promise((resolve) => http.close(resolve));
}

/** Where a sign-in ended: the address the browser was sent back to, or the form it was told to post there. */
export interface SignInEnd {
  readonly url: URL;
  readonly params: URLSearchParams;
}

/** Goes where an app sends a browser, signs in as somebody (or gives up), and tells how it came back. */
export async function signInThere(start: string, account: string | "gives up"): Promise<SignInEnd> {
  const cookies = new Map<string, string>();
  const { origin } = new URL(start);
  let at = start;
  let form: Record<string, string> | undefined;
  for (let step = 0; step < 12; step++) {
    const response = await fetch(at, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form && { body: new URLSearchParams(form) }),
    });
    keepCookies(cookies, response);
    form = undefined;
    const location = response.headers.get("location");
    if (location !== null) {
      const url = new URL(location, at);
      if (url.origin !== origin) return { url, params: url.searchParams };
      at = url.href;
      continue;
    }
    const page = await response.text();
    const posted = postedAnswer(page);
    if (posted) return posted;
    if (account === "gives up") {
      at = new URL(/href="([^"]+\/abort)"/.exec(page)?.[1] ?? fail(page), at).href;
      continue;
    }
    at = new URL(/<form[^>]+action="([^"]+)"/.exec(page)?.[1] ?? fail(page), at).href;
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? fail(page);
    form = prompt === "login" ? { prompt, login: account, password: "any" } : { prompt };
  }
  throw new Error("The sign-in went in a circle.");
}

function postedAnswer(page: string): SignInEnd | undefined {
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  if (action === undefined || !page.includes('name="code"')) return undefined;
  const fields = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
    name,
    value,
  ]);
  return { url: new URL(action), params: new URLSearchParams(fields) };
}

function keepCookies(cookies: Map<string, string>, response: Response): void {
  for (const cookie of response.headers.getSetCookie()) {
    const [name = "", ...value] = (cookie.split(";")[0] ?? "").split("=");
    cookies.set(name.trim(), value.join("="));
  }
}

function fail(page: string): never {
  throw new Error(`This page was not expected: ${page.slice(0, 500)}`);
}
