// The way to another site that knows who somebody is, and back. `state` ties the way back to the browser that went: it is in the
// address and, with what the provider wants to keep, encrypted in a cookie.
import { randomBytes, timingSafeEqual } from "node:crypto";
import { isChatError, parseUntrusted, toOwnPath } from "@colloquy/protocol";
import type { Hono } from "hono";
import { parse } from "hono/utils/cookie";
import * as z from "zod/mini";
import { type CookieOptions, clearChunked, readChunked, setChunked } from "../../auth/chunked-cookie.ts";
import type { RedirectProvider } from "../../auth/provider.ts";
import { SEALED_S } from "../../auth/sealed-state.ts";
import { Refusal } from "../errors.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../http-deps.ts";
import { toPlainPage } from "../plain-page.ts";
import { readForm } from "../read-form.ts";
import { signIn, toSignInRequest } from "../sign-in.ts";

const STATE_COOKIE = "colloquy_state_";
/** So many may be under way in one browser. */
const MOST_VISITS = 5;

const keptSchema = z.object({
  state: z.string(),
  provider: z.string(),
  redirectUri: z.string(),
  returnTo: z.string(),
  keep: z.record(z.string(), z.string()),
});

export function addAuthRedirectRoutes(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  routes.get("/auth/oauth/:id", (c) => depart(c, deps, findProvider(deps, c.req.param("id"))));
  routes.on(["GET", "POST"], "/auth/oauth/:id/callback", (c) => arrive(c, deps, findProvider(deps, c.req.param("id"))));
}

async function depart(c: HttpContext, deps: HttpDeps, provider: RedirectProvider): Promise<Response> {
  const { publicRoot } = c.var.edge;
  const request = toSignInRequest(c);
  await deps.rates.signIn(request.address);
  const state = randomBytes(16).toString("hex");
  const redirectUri = `${publicOrigin(c, deps)}${publicRoot}/auth/oauth/${provider.id}/callback`;
  const { url, keep = {} } = await provider.begin({ state, redirectUri, request, egress: deps.egress });
  const kept = { state, provider: provider.id, redirectUri, returnTo: toPlaceHere(c.req.query("returnTo")), keep: { ...keep } };
  const sealed = await deps.auth.sealed.seal(kept satisfies z.infer<typeof keptSchema>);
  const options = { ...stateCookie(c, provider), maxAge: SEALED_S };
  for (const cookie of [...forgetAbandoned(c, deps, options), ...setChunked(undefined, cookieName(deps, state), sealed, options)])
    c.header("set-cookie", cookie, { append: true });
  c.header("cache-control", "no-store");
  return c.redirect(url, 307);
}

async function arrive(c: HttpContext, deps: HttpDeps, provider: RedirectProvider): Promise<Response> {
  await deps.rates.signInReturn(c.var.edge.source.address);
  const params = c.req.method === "POST" ? new URLSearchParams(await readForm(c)) : new URL(c.req.url).searchParams;
  const query = new URL(c.req.url).searchParams;
  c.header("cache-control", "no-store");
  const failure = params.get("error") ?? query.get("error");
  if (failure !== null) return backToLogin(c, failure);
  const state = params.get("state") ?? "";
  if (state === "" || !(params.has("code") || params.has("id_token"))) return lost(c, 400, "The answer of the other side is not complete.");
  const cookieHeader = c.var.edge.cookies;
  const name = cookieName(deps, state);
  const { data: kept } = parseUntrusted(keptSchema, await deps.auth.sealed.open(readChunked(cookieHeader, name) ?? ""));
  if (!kept || !isSame(kept.state, state) || kept.provider !== provider.id) {
    return lost(c, 401, "This sign-in was not begun in this browser, or too long ago.");
  }
  for (const cookie of clearChunked(cookieHeader, name, stateCookie(c, provider))) c.header("set-cookie", cookie, { append: true });
  try {
    const arrival = { params, redirectUri: kept.redirectUri, keep: kept.keep, request: toSignInRequest(c), egress: deps.egress };
    const person = await deps.auth.desk.redirect(provider, arrival);
    await signIn(c, deps, person, { isProven: true });
  } catch (error) {
    if (isChatError(error) && error.code === "UNAUTHENTICATED") return backToLogin(c, "credentialssignin");
    deps.logger.error({ err: error, provider: provider.id }, "a sign-in by redirect failed");
    return backToLogin(c, "oauthcallback");
  }
  return c.redirect(`${c.var.edge.publicRoot}${kept.returnTo}`, 302);
}

/** Throws the refusals that Chainlit's clients know. */
function findProvider({ auth }: HttpDeps, id: string): RedirectProvider {
  const { redirects } = auth.methods;
  if (redirects.length === 0) throw new Refusal(400, "No oauth_callback defined");
  const provider = redirects.find((one) => one.id === id);
  if (!provider) throw new Refusal(404, `Provider ${id.slice(0, 100)} not found`);
  return provider;
}

/** The sign-in page says it in words; codes are letters only, whatever the other side sends. */
function backToLogin(c: HttpContext, code: string): Response {
  const error = /^\w{1,60}$/.test(code) ? code : "oauthcallback";
  return c.redirect(`${c.var.edge.publicRoot}/login?error=${error}`, 302);
}

function lost(c: HttpContext, status: 400 | 401, text: string): Response {
  return c.html(toPlainPage({ title: "Sign-in did not work", text: `${text} Go back to the app and try again.` }), status);
}

/** Only ways within the app: nobody is sent elsewhere by a link of ours. */
function toPlaceHere(returnTo: string | undefined): string {
  return returnTo === undefined || returnTo.length > 500 ? "/" : (toOwnPath(returnTo) ?? "/");
}

function publicOrigin(c: HttpContext, { config }: HttpDeps): string {
  const { source } = c.var.edge;
  return config.publicUrl === undefined
    ? `${source.https ? "https" : "http"}://${source.host ?? "localhost"}`
    : new URL(config.publicUrl).origin;
}

/** Who sends somebody's browser here again and again must not fill its cookies until servers refuse them. */
function forgetAbandoned(c: HttpContext, { tokens }: HttpDeps, options: CookieOptions): string[] {
  const cookieHeader = c.var.edge.cookies;
  const names = Object.keys(parse(cookieHeader ?? "")).filter((name) => name.startsWith(`${STATE_COOKIE}${tokens.keys.current.id}_`));
  return names.length < MOST_VISITS ? [] : names.flatMap((name) => clearChunked(cookieHeader, name, options));
}

/** One for each visit, so that two tabs do not forget each other's. */
function cookieName({ tokens }: HttpDeps, state: string): string {
  return `${STATE_COOKIE}${tokens.keys.current.id}_${state.replace(/\W/g, "").slice(0, 12)}x`;
}

/** A form that another site posts comes without cookies that are Lax. */
function stateCookie(c: HttpContext, provider: RedirectProvider) {
  const { source, publicRoot } = c.var.edge;
  return { rootPath: publicRoot, secure: source.https, sameSite: provider.postsBack ? "none" : "lax" } as const;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
