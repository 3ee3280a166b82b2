// The OAuth library, loaded by the first sign-in that needs it: most apps have none, and a start should not wait for it.

export type OAuthClient = typeof import("openid-client");

export function loadOAuthClient(): Promise<OAuthClient> {
  return import("openid-client");
}
