// What the other side tells about somebody: the claims of the ID token, its profile, and what more a preset asks for.
import { ChatError } from "@colloquy/protocol";
import type { Configuration, TokenEndpointResponse, TokenEndpointResponseHelpers } from "openid-client";
import type { OAuthClient } from "./oauth-client.ts";
import { isOpenId, type OAuthEnrich, type OAuthProfile, type OAuthSettings } from "./oauth-settings.ts";

/** Reads all there is, the profile over the claims. Throws UNAUTHENTICATED when there is no profile to read. */
export async function readProfile(options: {
  readonly client: OAuthClient;
  readonly settings: OAuthSettings;
  readonly configuration: Configuration;
  readonly tokens: TokenEndpointResponse & TokenEndpointResponseHelpers;
  readonly enrich: OAuthEnrich | undefined;
}): Promise<OAuthProfile> {
  const { client, settings, configuration, tokens, enrich } = options;
  const ask = (url: string) =>
    client.fetchProtectedResource(
      configuration,
      tokens.access_token,
      new URL(url),
      "GET",
      undefined,
      new Headers({ accept: "application/json", "user-agent": "colloquy" }),
    );
  const claims = isOpenId(settings) ? tokens.claims() : undefined;
  const own =
    settings.userInfoUrl === undefined
      ? await standardProfile(client, configuration, tokens.access_token, claims?.sub)
      : await readJson(await ask(settings.userInfoUrl));
  const profile = { ...claims, ...own };
  return { ...profile, ...(await enrich?.(ask, settings, profile).catch(() => ({}))) };
}

async function standardProfile(
  client: OAuthClient,
  configuration: Configuration,
  accessToken: string,
  subject: string | undefined,
): Promise<OAuthProfile> {
  if (configuration.serverMetadata().userinfo_endpoint === undefined) return {};
  return client.fetchUserInfo(configuration, accessToken, subject ?? client.skipSubjectCheck);
}

async function readJson(response: Response): Promise<OAuthProfile> {
  const value: unknown = response.ok ? await response.json() : undefined;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as OAuthProfile;
  throw new ChatError("UNAUTHENTICATED", `The profile could not be read: the answer was ${response.status}.`);
}
