// Prepares the OAuth library for one server: found out once, fetched through the guard, and again when that failed.
import type { ClientAuth, Configuration, CustomFetch, FetchBody } from "openid-client";
import type { Egress } from "../../egress.ts";
import { loadOAuthClient, type OAuthClient } from "./oauth-client.ts";
import { isOpenId, type OAuthSettings, type OpenIdSettings, type PlainOAuthSettings } from "./oauth-settings.ts";

/** How long what a server says of itself is believed. */
const BELIEVED_MS = 60 * 60 * 1000;

/** Gives the library's configuration; asks the server at most once an hour, and again after a failure. */
export function createConfigurationSource(settings: OAuthSettings): (egress: Egress) => Promise<Configuration> {
  const known = new WeakMap<Egress, { readonly at: number; readonly configuration: Promise<Configuration> }>();
  return (egress) => {
    const before = known.get(egress);
    if (before && Date.now() - before.at < BELIEVED_MS) return before.configuration;
    const configuration = isOpenId(settings) ? discover(settings, egress) : describe(settings, egress);
    known.set(egress, { at: Date.now(), configuration });
    configuration.catch(() => known.delete(egress));
    return configuration;
  };
}

async function discover(settings: OpenIdSettings, egress: Egress): Promise<Configuration> {
  const client = await loadOAuthClient();
  const server = new URL(settings.issuer);
  const configuration = await client.discovery(server, settings.clientId, settings.clientSecret, authentication(client, settings), {
    [client.customFetch]: guarded(egress),
    execute: server.protocol === "http:" ? [client.allowInsecureRequests] : [],
  });
  if (settings.hybrid) client.useCodeIdTokenResponseType(configuration);
  return configuration;
}

async function describe(settings: PlainOAuthSettings, egress: Egress): Promise<Configuration> {
  const client = await loadOAuthClient();
  const { authorizeUrl, tokenUrl, userInfoUrl } = settings;
  const server = {
    issuer: new URL(authorizeUrl).origin,
    authorization_endpoint: authorizeUrl,
    token_endpoint: tokenUrl,
    userinfo_endpoint: userInfoUrl,
  };
  const configuration = new client.Configuration(server, settings.clientId, settings.clientSecret, authentication(client, settings));
  const fetch = guarded(egress);
  configuration[client.customFetch] = async (url, options) =>
    url === tokenUrl ? withoutIdToken(await fetch(url, options)) : fetch(url, options);
  if (tokenUrl.startsWith("http:")) client.allowInsecureRequests(configuration);
  return configuration;
}

function authentication(client: OAuthClient, { clientAuth, clientSecret }: OAuthSettings): ClientAuth {
  return clientAuth === "basic" ? client.ClientSecretBasic(clientSecret) : client.ClientSecretPost(clientSecret);
}

function guarded(egress: Egress): CustomFetch {
  return (url, { method, headers, body, signal }) =>
    egress.fetch(url, {
      method,
      headers,
      ...(body !== null && body !== undefined && { body: asText(body) }),
      ...(signal && { signal }),
      maxRedirects: 0,
    });
}

/** The library sends forms only. */
function asText(body: NonNullable<FetchBody>): string | URLSearchParams {
  if (typeof body === "string" || body instanceof URLSearchParams) return body;
  throw new TypeError("This body cannot be sent.");
}

/**
 * Without its issuer an ID token proves nothing, so it is not looked at: the profile comes from the server itself. Some answer with a
 * form, as OAuth 2 did before it was a standard; the library reads JSON.
 */
async function withoutIdToken(response: Response): Promise<Response> {
  const text = await response.text();
  const { id_token: _, ...kept } = parseReply(text, response.headers.get("content-type") ?? "");
  const headers = new Headers(response.headers);
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify(kept), { status: response.status, headers });
}

function parseReply(text: string, type: string): Record<string, unknown> {
  if (type.includes("x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {}; // The library says what is missing.
  }
}
