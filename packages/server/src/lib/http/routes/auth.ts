// Our own routes about sign-in.
import { type AuthFacts, ChatError, ENDPOINTS } from "@colloquy/protocol";
import type { Hono } from "hono";
import { TICKET_S } from "../../auth/sign-in-tokens.ts";
import type { User } from "../../auth/user.ts";
import { serveEndpoint } from "../endpoint.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../http-deps.ts";
import { assertMaySetCookie, signIn, signOut, toSignInRequest } from "../sign-in.ts";
import { tellOfLogout } from "../tell-of-logout.ts";

export function addAuthRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const { methods, tokens } = deps.auth;
  serveEndpoint(routes, deps, ENDPOINTS.authFacts, async (_, { user }) => ({
    loginRequired: methods.loginRequired,
    providers: methods.offered,
    user: user && toPerson(user),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.signInByPassword, async (credentials, _, c) => ({
    user: toPerson(await signInByPassword(c, deps, credentials)),
  }));
  serveEndpoint(routes, deps, ENDPOINTS.signInByHeader, async (_input, _caller, c) => ({ user: toPerson(await signInByHeader(c, deps)) }));
  serveEndpoint(routes, deps, ENDPOINTS.signOut, async (_input, _caller, c) => {
    await tellOfLogout(c, deps, await signOut(c, deps));
    return { ok: true as const };
  });
  serveEndpoint(routes, deps, ENDPOINTS.socketTicket, async (_, caller) => {
    if (!caller.signIn) throw new ChatError("UNAUTHENTICATED");
    return { ticket: await tokens.signTicket(caller.signIn.id), expiresIn: TICKET_S };
  });
}

export async function signInByPassword(
  c: HttpContext,
  deps: HttpDeps,
  credentials: { readonly username: string; readonly password: string },
): Promise<User> {
  assertMaySetCookie(c);
  if (deps.auth.methods.passwords.length === 0) throw new ChatError("NOT_SUPPORTED", "This app has no sign-in by password.");
  const request = toSignInRequest(c);
  await deps.rates.signIn(request.address);
  return signIn(c, deps, await deps.auth.desk.password(credentials, request));
}

export async function signInByHeader(c: HttpContext, deps: HttpDeps): Promise<User> {
  assertMaySetCookie(c);
  if (deps.auth.methods.headers.length === 0) throw new ChatError("NOT_SUPPORTED", "This app has no sign-in by header.");
  const request = toSignInRequest(c);
  await deps.rates.signIn(request.address);
  if (!c.var.edge.fromProxy) {
    // In the log and not in the answer: who writes such headers themselves need not know why they are not believed.
    deps.logger.warn(
      { address: request.address },
      "sign-in by header: the request came from no trusted proxy. Name your proxy in trustProxy",
    );
    throw new ChatError("UNAUTHENTICATED", "You are not signed in where you come from.", {
      fix: "Open the app by the address you were given.",
    });
  }
  return signIn(c, deps, await deps.auth.desk.header(request));
}

function toPerson({ id, identifier, displayName, roles, metadata, createdAt }: User): NonNullable<AuthFacts["user"]> {
  const name = displayName === undefined ? {} : { displayName };
  return { id, identifier, ...name, roles: [...roles], metadata: { ...metadata }, createdAt };
}
