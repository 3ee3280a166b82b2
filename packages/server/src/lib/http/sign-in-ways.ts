// The ways of signing in that every wire offers: by name and password, and by the headers of a trusted proxy.
import { ChatError } from "@colloquy/protocol";
import type { User } from "../auth/user.ts";
import type { HttpContext, HttpDeps } from "./http-deps.ts";
import { assertMaySetCookie, signIn, toSignInRequest } from "./sign-in.ts";

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
