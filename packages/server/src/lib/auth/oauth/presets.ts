// The well-known servers, each set up by variables whose names are Chainlit's, so that a deployment moves over as it is.
import type { OAuthPrefix } from "../../config/oauth-variables.ts";
import { githubEmails } from "./github.ts";
import { microsoftPhoto } from "./microsoft.ts";
import type { OAuthEnrich, OAuthSettings } from "./oauth-settings.ts";

/** Reads a variable of the preset; empty when it is not set. */
type Read = (name: string) => string;

/** How a server is set up by variables. */
export interface Preset {
  readonly id: string;
  readonly prefix: OAuthPrefix;
  settings(read: Read): Described;
  readonly enrich?: OAuthEnrich;
}

type Described = OAuthSettings extends infer Settings
  ? Settings extends OAuthSettings
    ? Omit<Settings, "id" | "clientId" | "clientSecret"> & { readonly id?: string }
    : never
  : never;

export const PRESETS: readonly Preset[] = [
  {
    id: "github",
    prefix: "GITHUB",
    settings: (read) => ({
      label: "GitHub",
      authorizeUrl: read("AUTH_URL") || "https://github.com/login/oauth/authorize",
      tokenUrl: read("TOKEN_URL") || "https://github.com/login/oauth/access_token",
      userInfoUrl: read("USER_INFO_URL") || "https://api.github.com/user",
      scope: "user:email",
      identifier: "login",
      image: "avatar_url",
    }),
    enrich: githubEmails,
  },
  {
    id: "google",
    prefix: "GOOGLE",
    settings: () => ({ label: "Google", issuer: "https://accounts.google.com" }),
  },
  microsoft("azure-ad", "AZURE_AD", false),
  microsoft("azure-ad-hybrid", "AZURE_AD_HYBRID", true),
  {
    id: "okta",
    prefix: "OKTA",
    settings: (read) => {
      const server = read("AUTHORIZATION_SERVER_ID") || "default";
      return { label: "Okta", issuer: withScheme(read("DOMAIN")) + (server === "false" ? "" : `/oauth2/${server}`) };
    },
  },
  {
    id: "auth0",
    prefix: "AUTH0",
    settings: (read) => ({
      label: "Auth0",
      issuer: `${withScheme(read("DOMAIN"))}/`,
      params: { audience: `${withScheme(read("ORIGINAL_DOMAIN") || read("DOMAIN"))}/userinfo` },
    }),
  },
  {
    id: "descope",
    prefix: "DESCOPE",
    settings: () => ({
      label: "Descope",
      authorizeUrl: "https://api.descope.com/oauth2/v1/authorize",
      tokenUrl: "https://api.descope.com/oauth2/v1/token",
      userInfoUrl: "https://api.descope.com/oauth2/v1/userinfo",
    }),
  },
  {
    id: "aws-cognito",
    prefix: "COGNITO",
    settings: (read) => {
      const domain = withScheme(read("DOMAIN"));
      return {
        label: "Amazon Cognito",
        authorizeUrl: `${domain}/login`,
        tokenUrl: `${domain}/oauth2/token`,
        userInfoUrl: `${domain}/oauth2/userInfo`,
        scope: read("SCOPE") || "openid profile email",
      };
    },
  },
  {
    id: "gitlab",
    prefix: "GITLAB",
    settings: (read) => ({ label: "GitLab", issuer: withScheme(read("DOMAIN")) }),
  },
  {
    id: "keycloak",
    prefix: "KEYCLOAK",
    settings: (read) => ({
      ...named(read("NAME"), "keycloak", "Keycloak"),
      issuer: `${withScheme(read("BASE_URL"))}/realms/${encodeURIComponent(read("REALM"))}`,
    }),
  },
  {
    id: "generic",
    prefix: "GENERIC",
    settings: (read) => ({
      ...named(read("NAME"), "generic", "Single sign-on"),
      authorizeUrl: read("AUTH_URL"),
      tokenUrl: read("TOKEN_URL"),
      userInfoUrl: read("USER_INFO_URL"),
      scope: read("SCOPES"),
      identifier: read("USER_IDENTIFIER") || "email",
    }),
  },
  {
    id: "oidc",
    prefix: "OIDC",
    settings: (read) => ({
      ...named(read("NAME"), "oidc", "Single sign-on"),
      issuer: withScheme(read("ISSUER")),
      scope: read("SCOPES") || "openid profile email",
      identifier: read("USER_IDENTIFIER") || "email",
    }),
  },
];

function microsoft(id: string, prefix: OAuthPrefix, hybrid: boolean): Preset {
  return {
    id,
    prefix,
    settings: (read) => ({
      label: "Microsoft",
      issuer: `https://login.microsoftonline.com/${isOn(read("ENABLE_SINGLE_TENANT")) ? read("TENANT_ID") : "common"}/v2.0`,
      scope: `openid profile email ${read("SCOPES") || "https://graph.microsoft.com/User.Read"}`,
      userInfoUrl: "https://graph.microsoft.com/v1.0/me",
      identifier: "userPrincipalName",
      hybrid,
    }),
    enrich: microsoftPhoto,
  };
}

/** Chainlit takes any text for a yes, "false" too; that surprises. */
function isOn(value: string): boolean {
  return value !== "" && !/^(false|0|no|off)$/i.test(value);
}

function withScheme(domain: string): string {
  return (/^https?:\/\//.test(domain) ? domain : `https://${domain}`).replace(/\/+$/, "");
}

/** A name of the operator's is part of the address, so it is made fit for one, and it is the label. */
function named(name: string, id: string, label: string): { readonly id: string; readonly label: string } {
  const slug = name
    .trim()
    .replace(/[^a-z\d]+/gi, "-")
    .replace(/^-|-$/g, "");
  return slug === "" ? { id, label } : { id: slug, label: name.trim() };
}
