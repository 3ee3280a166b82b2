// Which servers people can sign in with, as the environment says: a server is offered when all its variables are set.
import type { Environment } from "../../config/env-names.ts";
import { OAUTH_VARIABLES, readOAuthVariable } from "../../config/oauth-variables.ts";
import type { RedirectProvider } from "../provider.ts";
import { createOAuthProvider } from "./create-oauth-provider.ts";
import type { OAuthSettings } from "./oauth-settings.ts";
import { PRESETS, type Preset } from "./presets.ts";

/** The ways of signing in that `OAUTH_…` variables set up. Throws BAD_CONFIG for an address that is none. */
export function oauthProvidersFromEnv(env: Environment): RedirectProvider[] {
  return PRESETS.flatMap((preset) => {
    const read = (name: string) => readOAuthVariable(env, `${preset.prefix}_${name}`);
    if (!OAUTH_VARIABLES[preset.prefix].required.every((name) => read(name) !== "")) return [];
    return [createOAuthProvider(toSettings(preset, read, env), preset.enrich)];
  });
}

/** What still has to be set for each server that was begun with: people who forgot one variable should be told. */
export function missingOAuthVariables(env: Environment): string[] {
  return Object.entries(OAUTH_VARIABLES).flatMap(([prefix, { required }]) => {
    const missing = required.filter((name) => readOAuthVariable(env, `${prefix}_${name}`) === "");
    if (missing.length === 0 || missing.length === required.length) return [];
    return [
      `Sign-in with ${prefix.toLowerCase().replaceAll("_", "-")} also needs ${missing.map((name) => `OAUTH_${prefix}_${name}`).join(", ")}.`,
    ];
  });
}

function toSettings(preset: Preset, read: (name: string) => string, env: Environment): OAuthSettings {
  const described = preset.settings(read);
  const id = described.id ?? preset.id;
  const ofName = readOAuthVariable(env, `${id.toUpperCase().replaceAll("-", "_")}_PROMPT`);
  const prompt = ofName || read("PROMPT") || readOAuthVariable(env, "PROMPT");
  return { ...described, id, clientId: read("CLIENT_ID"), clientSecret: read("CLIENT_SECRET"), ...(prompt && { prompt }) };
}
