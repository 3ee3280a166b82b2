// Chainlit's routes about who somebody is. Nobody signs in yet: everybody is a visitor, known by a cookie.
import { idSchema } from "@colloquy/protocol";
import type { Hono } from "hono";
import * as z from "zod/mini";
import { welcomeVisitor } from "../../auth/owners.ts";
import { Refusal } from "../errors.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../http-deps.ts";
import { readBody } from "../request-parts.ts";

const STICKY_COOKIE = "X-Chainlit-Session-id";
const sessionCookieSchema = z.object({ session_id: z.string().check(z.maxLength(200)) });
const uuidSchema = idSchema();

export function addChainlitAuthRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/auth/config", (c) => c.json(AUTH_CONFIG, 200, NEVER_KEPT));
  routes.get("/user", (c) => c.json(null, 200, NEVER_KEPT));
  routes.post("/logout", (c) => c.json({ success: true }));
  routes.post("/set-session-cookie", async (c) => {
    const { session_id: sessionId } = await readBody(c, sessionCookieSchema);
    await welcome(c, deps);
    if (z.safeParse(uuidSchema, sessionId).success) c.header("set-cookie", stickyCookie(c, sessionId), { append: true });
    return c.json({ message: "Session cookie set" });
  });
  const noSignIn = () => {
    throw new Refusal(400, "This app has no sign-in.");
  };
  for (const path of ["/login", "/auth/jwt", "/auth/header"]) routes.post(path, noSignIn);
  routes.on(["GET", "POST"], "/auth/oauth/*", noSignIn);
}

/** A page of another site that only a star lets in gets no identity. */
async function welcome(c: HttpContext, { tokens, rates }: HttpDeps): Promise<void> {
  const { verdict, source, publicRoot } = c.var.edge;
  if (verdict !== "allowed") return;
  const { setCookie } = await welcomeVisitor(tokens, c.req.header("cookie"), {
    rootPath: publicRoot,
    secure: source.https,
    beforeNew: () => rates.newVisitor(source.address),
  });
  if (setCookie !== undefined) c.header("set-cookie", setCookie);
}

/** Load balancers may route by it; we never read it. */
function stickyCookie(c: HttpContext, sessionId: string): string {
  const { source, publicRoot } = c.var.edge;
  return `${STICKY_COOKIE}=${sessionId}; Path=${publicRoot || "/"}; HttpOnly; SameSite=Lax${source.https ? "; Secure" : ""}`;
}

const NEVER_KEPT = { "cache-control": "no-store" };

const AUTH_CONFIG = {
  requireLogin: false,
  passwordAuth: false,
  headerAuth: false,
  oauthProviders: [],
  default_theme: null,
  ui: { login_page_image: null, login_page_image_filter: null, login_page_image_dark_filter: null },
};
