// Which servers people can sign in with, as the environment says: a server is offered when all its variables are set.
import type { RedirectProvider } from "../provider.ts";
import { createOAuthProvider } from "./create-oauth-provider.ts";
import type { OAuthSettings } from "./oauth-settings.ts";
import { PRESETS, type Preset } from "./presets.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** The ways of signing in that `OAUTH_…` variables set up. Throws BAD_CONFIG for an address that is none. */
export function oauthProvidersFromEnv(env: Environment): RedirectProvider[] {
  return PRESETS.flatMap((preset) => {
    const read = (name: string) => env[`OAUTH_${preset.prefix}_${name}`]?.trim() ?? "";
    if (!preset.required.every((name) => read(name) !== "")) return [];
    return [createOAuthProvider(toSettings(preset, read, env), preset.enrich)];
  });
}

/** What to set when the app takes OAuth sign-ins and no variable says from where; one line per server that was begun. */
export function missingOAuthVariables(env: Environment): string[] {
  return PRESETS.flatMap(({ prefix, required }) => {
    const names = required.map((name) => `OAUTH_${prefix}_${name}`);
    const missing = names.filter((name) => !env[name]);
    return missing.length > 0 && missing.length < names.length ? [`${missing.join(", ")}`] : [];
  });
}

function toSettings(preset: Preset, read: (name: string) => string, env: Environment): OAuthSettings {
  const described = preset.settings(read);
  const id = described.id ?? preset.id;
  const prompt = env[`OAUTH_${id.toUpperCase().replaceAll("-", "_")}_PROMPT`] || read("PROMPT") || env["OAUTH_PROMPT"];
  return { ...described, id, clientId: read("CLIENT_ID"), clientSecret: read("CLIENT_SECRET"), ...(prompt && { prompt }) };
}
