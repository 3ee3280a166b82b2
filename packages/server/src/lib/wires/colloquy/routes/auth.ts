// Our own routes about sign-in.
import { type AuthFacts, ChatError, ENDPOINTS } from "@colloquy/protocol";
import type { Hono } from "hono";
import { TICKET_S } from "../../../auth/sign-in-tokens.ts";
import type { User } from "../../../auth/user.ts";
import { serveEndpoint } from "../../../http/endpoint.ts";
import type { HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { signOut } from "../../../http/sign-in.ts";
import { signInByHeader, signInByPassword } from "../../../http/sign-in-ways.ts";
import { tellOfLogout } from "../../../http/tell-of-logout.ts";

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

function toPerson({ id, identifier, displayName, roles, metadata, createdAt }: User): NonNullable<AuthFacts["user"]> {
  const name = displayName === undefined ? {} : { displayName };
  return { id, identifier, ...name, roles: [...roles], metadata: { ...metadata }, createdAt };
}
