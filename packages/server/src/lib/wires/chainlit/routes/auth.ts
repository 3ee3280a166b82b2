// Chainlit's routes about who somebody is: their paths, shapes and words, our sign-in.
import { ENDPOINTS, idSchema, isChatError } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { welcomeVisitor } from "../../../auth/owners.ts";
import type { User } from "../../../auth/user.ts";
import { identify, readSignIn } from "../../../http/caller.ts";
import { Refusal } from "../../../http/errors.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../../../http/http-deps.ts";
import { readForm } from "../../../http/read-form.ts";
import { parsePart, readBody } from "../../../http/request-parts.ts";
import { signIn, signOut } from "../../../http/sign-in.ts";
import { signInByHeader, signInByPassword } from "../../../http/sign-in-ways.ts";
import { tellOfLogout } from "../../../http/tell-of-logout.ts";

const STICKY_COOKIE = "X-Chainlit-Session-id";
const sessionCookieSchema = z.object({ session_id: z.string().check(z.maxLength(200)) });
const uuidSchema = idSchema();
const credentialsSchema = ENDPOINTS.signInByPassword.input;

export function addChainlitAuthRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const { methods } = deps.auth;
  routes.get("/auth/config", (c) => c.json(toAuthConfig(deps), 200, NEVER_KEPT));
  routes.get("/user", async (c) => {
    const { user } = await identify(c, deps);
    return c.json(user && toChainlitUser(user), 200, NEVER_KEPT);
  });
  routes.post("/login", async (c) => {
    if (methods.passwords.length === 0) throw new Refusal(400, "No auth_callback defined");
    const credentials = isJson(c) ? await readBody(c, credentialsSchema) : parsePart(await readForm(c), "body", credentialsSchema);
    await inTheirWords(signInByPassword(c, deps, credentials));
    return c.json({ success: true });
  });
  routes.post("/auth/header", async (c) => {
    if (methods.headers.length === 0) throw new Refusal(400, "No header_auth_callback defined");
    await inTheirWords(signInByHeader(c, deps));
    return c.json({ success: true });
  });
  routes.post("/auth/jwt", async (c) => {
    const token = readBearer(c.req.header("authorization"));
    const { source } = c.var.edge;
    await deps.rates.signIn(source.address);
    const host = await deps.auth.tokens.verifyHostToken(token);
    if (!host) throw new Refusal(401, "Invalid token");
    // The token is a sign-in by itself: where that was ended, it opens no other either.
    if (!(await inTheirWords(deps.auth.signIns.beginForToken(token, host.user, host.expiresAt)))) throw new Refusal(401, "Invalid token");
    await inTheirWords(signIn(c, deps, { person: host.user, provider: "jwt" }));
    return c.json({ success: true });
  });
  routes.post("/logout", async (c) => {
    const answer = await tellOfLogout(c, deps, await signOut(c, deps));
    return c.json(answer === undefined ? { success: true } : (answer as object));
  });
  routes.post("/set-session-cookie", async (c) => {
    const { session_id: sessionId } = await readBody(c, sessionCookieSchema);
    await welcome(c, deps);
    if (z.safeParse(uuidSchema, sessionId).success) c.header("set-cookie", stickyCookie(c, sessionId), { append: true });
    return c.json({ message: "Session cookie set" });
  });
}

/** The token of the header; each mistake has the words that Chainlit's clients know. */
function readBearer(header: string | undefined): string {
  if (header === undefined) throw new Refusal(401, "Authorization header missing");
  const [scheme, token, ...rest] = header.trim().split(/\s+/);
  if (token === undefined || rest.length > 0) throw new Refusal(401, "Invalid authorization header format");
  if (scheme?.toLowerCase() !== "bearer") throw new Refusal(401, "Invalid authentication scheme. Please use Bearer");
  return token;
}

async function inTheirWords<Result>(signingIn: Promise<Result>): Promise<Result> {
  try {
    return await signingIn;
  } catch (error) {
    throw isChatError(error) && error.code === "UNAUTHENTICATED" ? new Refusal(401, "credentialssignin") : error;
  }
}

/** A page of another site that only a star lets in gets no identity, and nobody does where only people who signed in get one. */
async function welcome(c: HttpContext, deps: HttpDeps): Promise<void> {
  const { verdict, source, publicRoot } = c.var.edge;
  if (verdict !== "allowed" || deps.auth.methods.loginRequired || (await readSignIn(c, deps))) return;
  const { setCookie } = await welcomeVisitor(deps.tokens, c.var.edge.cookies, {
    rootPath: publicRoot,
    secure: source.https,
    beforeNew: () => deps.rates.newVisitor(source.address),
  });
  if (setCookie !== undefined) c.header("set-cookie", setCookie);
}

/** Load balancers may route by it; we never read it. */
function stickyCookie(c: HttpContext, sessionId: string): string {
  const { source, publicRoot } = c.var.edge;
  return `${STICKY_COOKIE}=${sessionId}; Path=${publicRoot || "/"}; HttpOnly; SameSite=Lax${source.https ? "; Secure" : ""}`;
}

const NEVER_KEPT = { "cache-control": "no-store" };

function isJson(c: HttpContext): boolean {
  return c.req.header("content-type")?.split(";")[0]?.trim().toLowerCase() === "application/json";
}

function toChainlitUser({ id, createdAt, identifier, displayName, metadata }: User) {
  return { id, createdAt, identifier, display_name: displayName ?? null, metadata };
}

function toAuthConfig({ auth: { methods }, config }: HttpDeps) {
  return {
    requireLogin: methods.loginRequired,
    passwordAuth: methods.passwords.length > 0,
    headerAuth: methods.headers.length > 0,
    oauthProviders: methods.redirects.map(({ id }) => id),
    // Their page knows all three; without one it is neither light nor dark.
    default_theme: config.defaultTheme,
    ui: {
      login_page_image: config.loginPageImage ?? null,
      login_page_image_filter: config.loginPageImageFilter || null,
      login_page_image_dark_filter: config.loginPageImageDarkFilter || null,
    },
  };
}
