// The sign-in that a handshake proves: by its cookie, else by a ticket that was fetched for it.
import type { KeyRing } from "../config/secret.ts";
import type { ActiveSignIn } from "./checked-sign-ins.ts";
import { readSignInCookies } from "./sign-in-cookie.ts";
import type { SignInTokens } from "./sign-in-tokens.ts";
import type { SignIns } from "./sign-ins.ts";

export interface SignInProof {
  /** The `Cookie` header, if it is to be believed. */
  readonly cookie: string | undefined;
  readonly ticket: string | undefined;
}

export async function findSignIn(
  { cookie, ticket }: SignInProof,
  { keys, tokens, signIns }: { readonly keys: KeyRing; readonly tokens: SignInTokens; readonly signIns: SignIns },
): Promise<ActiveSignIn | undefined> {
  for (const token of readSignInCookies(keys, cookie)) {
    const secret = await tokens.verifyReference(token);
    const signIn = secret === undefined ? undefined : await signIns.find(secret);
    if (signIn) return signIn;
  }
  const id = ticket === undefined ? undefined : await tokens.redeemTicket(ticket);
  return id === undefined ? undefined : signIns.check(id);
}

/** The ticket in Socket.IO's `auth`, whichever client's it is. */
export function ticketOf(auth: unknown): string | undefined {
  if (typeof auth !== "object" || auth === null || !("ticket" in auth)) return undefined;
  return typeof auth.ticket === "string" && auth.ticket.length <= 4096 ? auth.ticket : undefined;
}
