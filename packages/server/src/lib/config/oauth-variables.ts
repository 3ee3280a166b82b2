// The variables that set up sign-in with well-known servers. Their names are Chainlit's; with COLLOQUY_ before them they are ours, and win.
import type { Environment } from "./env-names.ts";

/** Variables of one server, without `OAUTH_` and its prefix. */
export interface OAuthVariables {
  /** Without these the server is not offered. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
}

const CLIENT = ["CLIENT_ID", "CLIENT_SECRET"];

export const OAUTH_VARIABLES = {
  GITHUB: { required: CLIENT, optional: ["AUTH_URL", "TOKEN_URL", "USER_INFO_URL"] },
  GOOGLE: { required: CLIENT, optional: [] },
  AZURE_AD: { required: [...CLIENT, "TENANT_ID"], optional: ["ENABLE_SINGLE_TENANT", "SCOPES"] },
  AZURE_AD_HYBRID: { required: [...CLIENT, "TENANT_ID"], optional: ["ENABLE_SINGLE_TENANT", "SCOPES"] },
  OKTA: { required: [...CLIENT, "DOMAIN"], optional: ["AUTHORIZATION_SERVER_ID"] },
  AUTH0: { required: [...CLIENT, "DOMAIN"], optional: ["ORIGINAL_DOMAIN"] },
  DESCOPE: { required: CLIENT, optional: [] },
  COGNITO: { required: [...CLIENT, "DOMAIN"], optional: ["SCOPE"] },
  GITLAB: { required: [...CLIENT, "DOMAIN"], optional: [] },
  KEYCLOAK: { required: [...CLIENT, "REALM", "BASE_URL"], optional: ["NAME"] },
  GENERIC: { required: [...CLIENT, "AUTH_URL", "TOKEN_URL", "USER_INFO_URL", "SCOPES"], optional: ["NAME", "USER_IDENTIFIER"] },
  OIDC: { required: [...CLIENT, "ISSUER"], optional: ["NAME", "SCOPES", "USER_IDENTIFIER"] },
} as const satisfies Record<string, OAuthVariables>;

/** What the variables of a server begin with, after `OAUTH_`. */
export type OAuthPrefix = keyof typeof OAUTH_VARIABLES;

/** Reads `OAUTH_<name>`, ours before Chainlit's; empty when neither is set. */
export function readOAuthVariable(env: Environment, name: string): string {
  return (env[`COLLOQUY_OAUTH_${name}`] || env[`OAUTH_${name}`] || "").trim();
}

/** True for a variable of ours that this file reads. A prompt may be set for a server that has a name of its own. */
export function isOAuthVariable(name: string): boolean {
  if (!name.startsWith("COLLOQUY_OAUTH_")) return false;
  if (name.endsWith("_PROMPT")) return true;
  return Object.entries(OAUTH_VARIABLES).some(([prefix, { required, optional }]) =>
    [...required, ...optional].some((own) => name === `COLLOQUY_OAUTH_${prefix}_${own}`),
  );
}
