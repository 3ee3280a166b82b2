// A way of signing in by OAuth 2 or OpenID Connect: PKCE and nonce here, `state` at the caller, the checks in a certified library.
import { ChatError, isChatError } from "@colloquy/protocol";
import { fn as callable, check, object, word } from "../../check-given.ts";
import type { Arrival, Identity, RedirectProvider } from "../provider.ts";
import { createConfigurationSource } from "./client-configuration.ts";
import { loadOAuthClient, type OAuthClient } from "./oauth-client.ts";
import { assertAddresses, isOpenId, type OAuthEnrich, type OAuthSettings } from "./oauth-settings.ts";
import { readProfile } from "./read-profile.ts";
import { toIdentityUser } from "./to-identity-user.ts";

/**
 * Makes a way of signing in with a server of your choice; hand it to `addAuthProvider`. Who comes back is decided by the app's `oauth` handler.
 *
 * @throws BAD_INPUT when the id or the client's is missing; BAD_CONFIG when an address is none.
 * @example
 * addAuthProvider(createOAuthProvider({ id: "corp", label: "Corporate", issuer: "https://sso.example.com", clientId, clientSecret }));
 */
export function createOAuthProvider(settings: OAuthSettings, enrich?: OAuthEnrich): RedirectProvider {
  const how = 'Write createOAuthProvider({ id: "corp", issuer: "https://sso.example.com", clientId, clientSecret }).';
  check("createOAuthProvider", "the settings", settings, object, how);
  check("createOAuthProvider", "id", settings.id, word, how);
  check("createOAuthProvider", "clientId", settings.clientId, word, how);
  if (enrich !== undefined) check("createOAuthProvider", "enrich", enrich, callable);
  assertAddresses(settings);
  const configurationFor = createConfigurationSource(settings);
  const label = settings.label ?? settings.id;
  const postsBack = isOpenId(settings) && settings.hybrid === true;
  return {
    kind: "redirect",
    id: settings.id,
    label,
    ...(settings.icon !== undefined && { icon: settings.icon }),
    postsBack,
    begin: ({ state, redirectUri, egress }) =>
      orUnauthenticated(label, async (client) => {
        const configuration = await configurationFor(egress);
        const verifier = client.randomPKCECodeVerifier();
        const nonce = client.randomNonce();
        const url = client.buildAuthorizationUrl(configuration, {
          ...settings.params,
          redirect_uri: redirectUri,
          scope: settings.scope ?? "openid profile email",
          state,
          code_challenge: await client.calculatePKCECodeChallenge(verifier),
          code_challenge_method: "S256",
          ...(isOpenId(settings) && { nonce }),
          ...(settings.prompt && { prompt: settings.prompt }),
          ...(postsBack && { response_mode: "form_post" }),
        });
        return { url: url.href, keep: { verifier, nonce } };
      }),
    finish: (arrival) =>
      orUnauthenticated(label, async (client): Promise<Identity> => {
        const configuration = await configurationFor(arrival.egress);
        const tokens = await client.authorizationCodeGrant(configuration, toAnswer(arrival, postsBack), {
          expectedState: arrival.params.get("state") ?? client.skipStateCheck,
          ...(arrival.keep["verifier"] && { pkceCodeVerifier: arrival.keep["verifier"] }),
          ...(isOpenId(settings) && arrival.keep["nonce"] && { expectedNonce: arrival.keep["nonce"], idTokenExpected: true }),
        });
        const profile = await readProfile({ client, settings, configuration, tokens, enrich });
        return {
          user: toIdentityUser(settings, profile),
          accessToken: tokens.access_token,
          ...(tokens.id_token !== undefined && { idToken: tokens.id_token }),
          profile,
        };
      }),
  };
}

/** The answer as the library reads it: the address it came to, or the form that was posted. */
function toAnswer({ params, redirectUri }: Arrival, posted: boolean): URL | Request {
  if (posted) return new Request(redirectUri, { method: "POST", body: new URLSearchParams(params) });
  const url = new URL(redirectUri);
  url.search = params.toString();
  return url;
}

/** Whatever the library finds wrong with an answer, the answer proves nobody. What is wrong with the network or the settings is said. */
async function orUnauthenticated<Value>(label: string, work: (client: OAuthClient) => Promise<Value>): Promise<Value> {
  const client = await loadOAuthClient();
  try {
    return await work(client);
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (isChatError(cause)) throw cause;
    const refused = error instanceof client.AuthorizationResponseError && error.error === "access_denied";
    throw new ChatError(
      "UNAUTHENTICATED",
      refused ? `${label} was not allowed to say who you are.` : `${label} did not confirm who you are.`,
      {
        cause: error,
        fix: "Try to sign in again. If it fails again, tell whoever runs this app.",
      },
    );
  }
}
