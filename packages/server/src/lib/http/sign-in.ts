// What a sign-in and a sign-out do to a browser: its cookies, its visitor's chats, its open connections.
import { ChatError } from "@colloquy/protocol";
import type { Proven } from "../app/sign-in-desk.ts";
import { bearerOwner, CLIENT_KEY_HEADER, ownerOf, welcomeVisitor } from "../auth/owners.ts";
import type { SignInRequest } from "../auth/provider.ts";
import { clearSignInCookie, setSignInCookie } from "../auth/sign-in-cookie.ts";
import { type User, userOwner } from "../auth/user.ts";
import { readSignIn, readSignIns } from "./caller.ts";
import type { HttpContext, HttpDeps } from "./http-deps.ts";

export function toSignInRequest(c: HttpContext): SignInRequest {
  const { source } = c.var.edge;
  return { headers: new Headers(c.req.raw.headers), address: source.address, https: source.https };
}

/** Signs somebody in who has proved who they are: a new sign-in each time, in a new cookie. `isProven` when a page of another site sent them back. */
export async function signIn(c: HttpContext, deps: HttpDeps, { person, provider }: Proven, { isProven = false } = {}): Promise<User> {
  const { auth, tokens, config, logger } = deps;
  assertMaySetCookie(c, isProven);
  const before = await readSignIn(c, deps);
  const active = await auth.signIns.begin(person, { provider, userAgent: c.req.header("user-agent") });
  const token = await auth.tokens.signReference(active.secret, active.expiresAt);
  const maxAge = config.auth.signInLifetime;
  append(c, setSignInCookie(tokens.keys, c.var.edge.cookies, token, { ...cookieOptions(c, deps), maxAge }));
  if (before) await auth.signIns.end(before.id, "signed-in");
  // Also where visitors are let in no more: those from before that are theirs yet.
  if (config.auth.adoptVisitorChats) await adopt(c, deps, active.user);
  logger.info({ userId: active.user.id, provider }, "somebody signed in");
  return active.user;
}

/** Ends every sign-in that a request proves, by cookie and by token, and takes its cookies away. Returns who it was. */
export async function signOut(c: HttpContext, deps: HttpDeps): Promise<User | null> {
  const active = await readSignIns(c, deps);
  append(c, clearSignInCookie(deps.tokens.keys, c.var.edge.cookies, cookieOptions(c, deps)));
  for (const { id } of active) await deps.auth.signIns.end(id);
  return active[0]?.user ?? null;
}

/** A page that only a star lets in could set a cookie that is never believed. */
export function assertMaySetCookie(c: HttpContext, isProven = false): void {
  if (c.var.edge.verdict !== "allowed" && !isProven) throw new ChatError("ORIGIN_REFUSED");
}

/** What the browser's visitor said becomes the person's; its open pages come back as theirs. */
async function adopt(c: HttpContext, deps: HttpDeps, user: User): Promise<void> {
  const key = c.req.header(CLIENT_KEY_HEADER);
  const visitor = await ownerOf(deps.tokens, c.var.edge.cookies);
  const owners = [visitor, key === undefined ? undefined : bearerOwner(key)];
  for (const owner of owners) {
    if (owner === undefined) continue;
    const moved = await deps.registry.moveOwner(owner, userOwner(user.id));
    for (const outlet of moved.flatMap((session) => [...session.outlets])) outlet.cut?.("signed-in");
  }
  if (visitor !== undefined) await renewVisitor(c, deps);
}

/** Whoever has a copy of the old cookie must not put chats into the person's history at their next sign-in, or read what is said after a sign-out. */
async function renewVisitor(c: HttpContext, deps: HttpDeps): Promise<void> {
  const { rootPath, secure } = cookieOptions(c, deps);
  const { setCookie } = await welcomeVisitor(deps.tokens, undefined, { rootPath, secure });
  append(c, setCookie === undefined ? [] : [setCookie]);
}

function cookieOptions(c: HttpContext, { config }: HttpDeps) {
  const { source, publicRoot } = c.var.edge;
  return { rootPath: publicRoot, secure: source.https, sameSite: config.auth.cookieSameSite };
}

function append(c: HttpContext, cookies: readonly string[]): void {
  for (const cookie of cookies) c.header("set-cookie", cookie, { append: true });
}
