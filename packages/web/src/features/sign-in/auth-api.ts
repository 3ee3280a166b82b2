// What the page asks the server about sign-in. Plain fetch: the chat's own client is not there before somebody is.
import type { AuthFacts, ErrorBody, SignedInPerson } from "@colloquy/protocol";
import { fetchJson } from "../../app/config.ts";

/** Why a sign-in did not come about, as a key of the page's strings, with how long to wait. */
export interface SignInProblem {
  readonly kind: "mismatch" | "header" | "locked" | "refused" | "cancelled" | "failed" | "down";
  readonly seconds?: number;
}

/** How one signs in here, and who has; throws when the server does not answer. */
export async function loadAuthFacts(root: string): Promise<AuthFacts> {
  return (await fetchJson(`${root}/api/auth`)) as AuthFacts;
}

/** Signs in with a name and a password; a problem instead of the person when that fails. */
export function signInByPassword(root: string, credentials: { readonly username: string; readonly password: string }) {
  return signIn(`${root}/api/auth/password`, credentials, "mismatch");
}

/** Signs in by what a proxy on the way here says about the person. */
export function signInByHeader(root: string) {
  return signIn(`${root}/api/auth/header`, {}, "header");
}

/** Ends the sign-in of this browser. */
export async function signOut(root: string): Promise<void> {
  await post(`${root}/api/auth/sign-out`, {});
}

/** Where a button for another site leads. */
export function redirectAddress(root: string, providerId: string, next: string): string {
  return `${root}/auth/oauth/${encodeURIComponent(providerId)}?returnTo=${encodeURIComponent(next)}`;
}

/** What the server said in the address when it sent the browser back here. */
export function problemOfAddress(code: string | null): SignInProblem | undefined {
  if (code === null) return undefined;
  switch (code.toLowerCase()) {
    case "credentialssignin":
      return { kind: "refused" };
    case "access_denied":
      return { kind: "cancelled" };
    default:
      return { kind: "failed" };
  }
}

type Outcome = { readonly person: SignedInPerson } | { readonly problem: SignInProblem };

async function signIn(address: string, body: object, refusal: "mismatch" | "header"): Promise<Outcome> {
  try {
    const response = await post(address, body);
    if (response.ok) return { person: ((await response.json()) as { user: SignedInPerson }).user };
    const { code } = (await response.json().catch(() => ({}))) as Partial<ErrorBody>;
    if (code === "OVERLOADED") return { problem: { kind: "locked", seconds: Number(response.headers.get("retry-after")) || 1 } };
    return { problem: { kind: code === "UNAUTHENTICATED" ? refusal : response.status >= 500 ? "down" : "failed" } };
  } catch {
    return { problem: { kind: "down" } };
  }
}

function post(address: string, body: object): Promise<Response> {
  return fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}
