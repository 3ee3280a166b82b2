// Who owns what somebody does here: a visitor by their cookie, else whoever holds a secret that only their client knows.
import { createHash } from "node:crypto";
import { newId } from "@colloquy/protocol";
import { parse, serialize } from "hono/utils/cookie";
import { toHostName } from "./host-cookies.ts";
import { readSignInCookies } from "./sign-in-cookie.ts";
import { type Tokens, VISITOR_DAYS } from "./tokens.ts";

/** The header in which our client proves itself where no cookie can travel. */
export const CLIENT_KEY_HEADER = "x-client-key";

/** A visitor whose page is being served. */
export interface WelcomedVisitor {
  readonly owner: string;
  /** The value of a `Set-Cookie` header; absent when the cookie they have will do. */
  readonly setCookie: string | undefined;
}

export interface WelcomeOptions {
  /** Where the cookie counts; empty for the whole host. */
  readonly rootPath: string;
  readonly secure: boolean;
  /** May throw, when there were too many new ones. */
  readonly beforeNew?: () => Promise<void>;
}

/** The owner that a request's `Cookie` header proves, `visitor:<id>`; undefined when it proves none. */
export async function ownerOf(tokens: Tokens, cookieHeader: string | undefined): Promise<string | undefined> {
  const claims = await readVisitor(tokens, cookieHeader);
  return claims && toVisitorOwner(claims.visitorId);
}

/** The owner behind a secret that only one client knows: it is reached with that exact value, and never listed. */
export function bearerOwner(secret: string): string {
  return `bearer:${createHash("sha256").update(secret).digest("base64url")}`;
}

/** True when what this owner has may appear in lists. */
export function isListed(owner: string): boolean {
  return !owner.startsWith("bearer:");
}

/** True when the request carries a cookie that proves somebody, or claims to: a visitor, or who signed in. */
export function hasIdentityCookie(tokens: Tokens, cookieHeader: string | undefined): boolean {
  return visitorTokens(tokens, cookieHeader).length > 0 || readSignInCookies(tokens.keys, cookieHeader).length > 0;
}

/** Gives whoever comes without a good cookie a new identity. Only the page and `POST /set-session-cookie` may do so. */
export async function welcomeVisitor(tokens: Tokens, cookieHeader: string | undefined, options: WelcomeOptions): Promise<WelcomedVisitor> {
  const known = await readVisitor(tokens, cookieHeader);
  if (!known) await options.beforeNew?.();
  const visitorId = known?.visitorId ?? newId();
  const owner = toVisitorOwner(visitorId);
  if (known && !known.stale) return { owner, setCookie: undefined };
  const setCookie = serialize(toHostName(cookieName(tokens.keys.current.id), options), await tokens.signVisitor(visitorId), {
    path: options.rootPath === "" ? "/" : options.rootPath,
    maxAge: VISITOR_DAYS * 24 * 60 * 60,
    httpOnly: true,
    sameSite: "Lax",
    secure: options.secure,
  });
  return { owner, setCookie };
}

async function readVisitor(tokens: Tokens, cookieHeader: string | undefined) {
  for (const token of visitorTokens(tokens, cookieHeader)) {
    const claims = await tokens.verifyVisitor(token);
    if (claims) return claims;
  }
  return undefined;
}

function visitorTokens({ keys }: Tokens, cookieHeader: string | undefined): string[] {
  if (!cookieHeader) return [];
  const cookies = parse(cookieHeader);
  return [keys.current, keys.previous].flatMap((key) => (key && cookies[cookieName(key.id)]) ?? []);
}

/** The key is in the name: browsers give one host's cookies to all its ports, and two apps there must not overwrite each other's. */
function cookieName(keyId: string): string {
  return `colloquy_visitor_${keyId}`;
}

function toVisitorOwner(visitorId: string): string {
  return `visitor:${visitorId}`;
}
