// What happens to every request before its route: where it comes from, whether its page may ask, and the headers every answer carries.
import { ChatError } from "@colloquy/protocol";
import { createMiddleware } from "hono/factory";
import { readPrefix, readSource } from "../auth/forwarded.ts";
import { withoutPlanted } from "../auth/host-cookies.ts";
import { createHostCheck } from "../auth/known-hosts.ts";
import { judgeOrigin } from "../auth/origins.ts";
import { hasIdentityCookie } from "../auth/owners.ts";
import type { EdgeFacts, HttpContext, HttpDeps, HttpEnv } from "./http-deps.ts";
import { toPlainPage } from "./plain-page.ts";
import { isSharedPlace, SHARED_HEADERS } from "./shared-places.ts";

/** What pages of other origins may read of an answer: its name, what goes on with an upload, and which part of a file it is. */
const EXPOSED =
  "x-request-id, location, tus-resumable, upload-offset, upload-length, upload-expires, upload-key, content-range, content-disposition, etag";

/** Finds out about a request and refuses those of foreign pages that would do something. */
export function createEdge(deps: HttpDeps) {
  const knowsHost = createHostCheck(deps);
  return createMiddleware<HttpEnv>(async (c, next) => {
    const startedAt = performance.now();
    const facts = readFacts(c, deps);
    c.set("edge", facts);
    const headers = edgeHeaders(c, facts, deps.dev);
    if (isSharedPlace(c.req.path.slice(deps.config.rootPath.length))) for (const [name, value] of SHARED_HEADERS) headers.set(name, value);
    if (!knowsHost(facts.source.host)) return answerUnknownHost(c);
    if (isPreflight(c) || (facts.verdict === "refused" && !isRead(c) && !comesBack(c, deps))) {
      for (const [name, value] of headers) c.header(name, value);
      if (facts.verdict === "refused") throw refusalOf(c);
      return answerPreflight(c);
    }
    await next();
    // Only now: headers that are set before are lost when a route answers with a response of its own.
    for (const [name, value] of headers) c.res.headers.set(name, value);
    c.res.headers.append("vary", "Origin");
    // A proxy that keeps its connections would come here again with the next person. HTTP/2 has no such header.
    if (!deps.ready() && c.env?.incoming?.httpVersionMajor === 1) c.res.headers.set("connection", "close");
    const tookMs = Math.round(performance.now() - startedAt);
    const { method, path } = c.req;
    deps.logger.debug({ requestId: facts.requestId, method, path, status: c.res.status, tookMs }, "request");
    return undefined;
  });
}

/** A program that sends a cookie as a browser does, and not where it comes from, is helped by no `allowOrigins`. */
function refusalOf(c: HttpContext): ChatError {
  if (c.req.header("origin") !== undefined) return new ChatError("ORIGIN_REFUSED");
  return new ChatError("ORIGIN_REFUSED", "A request that brings a cookie and changes something must say which page it comes from.", {
    fix: "Send the server's own address in the header Origin, or prove who you are without a cookie.",
  });
}

function answerUnknownHost(c: HttpContext): Response {
  const text = "It answers under names of this machine, and under those of publicUrl and allowOrigins in colloquy.config.ts.";
  return c.html(toPlainPage({ title: "This development server is not known by that name", text }), 403);
}

/** A provider's page posts its answer to us; `state` proves that the browser was sent there by us. */
function comesBack(c: HttpContext, { config, auth }: HttpDeps): boolean {
  if (c.req.method !== "POST") return false;
  return auth.methods.redirects.some(({ id, postsBack }) => postsBack && c.req.path === `${config.rootPath}/auth/oauth/${id}/callback`);
}

function readFacts(c: HttpContext, deps: HttpDeps): EdgeFacts {
  const header = (name: string) => c.req.header(name);
  const { protocol, host } = new URL(c.req.url);
  const socket = c.env?.incoming?.socket;
  const encrypted = socket === undefined ? protocol === "https:" : socket.encrypted === true;
  const source = readSource(
    { header: (name) => header(name) ?? (name === "host" ? host : undefined), remoteAddress: socket?.remoteAddress, encrypted },
    deps.trusts,
  );
  const fromProxy = deps.trusts(socket?.remoteAddress ?? "");
  const publicRoot = (fromProxy ? readPrefix(header("x-forwarded-prefix")) : "") + deps.config.rootPath;
  const cookies = withoutPlanted(header("cookie"), { rootPath: publicRoot, secure: source.https });
  const hasCookie = hasIdentityCookie(deps.tokens, cookies);
  const verdict = judgeOrigin(
    { origin: header("origin"), host: source.host, method: c.req.method, websocket: false, hasCookie },
    { allowOrigins: deps.config.allowOrigins, dev: deps.dev },
  );
  const requestId = (fromProxy && readRequestId(header("x-request-id"))) || crypto.randomUUID();
  return { requestId, source, verdict, fromProxy, publicRoot, cookies, bodyLimit: deps.config.limits.frameBytes };
}

function readRequestId(value: string | undefined): string | undefined {
  return value !== undefined && /^[\w.:-]{1,100}$/.test(value) ? value : undefined;
}

/** What every answer carries. */
function edgeHeaders(c: HttpContext, { requestId, verdict, source }: EdgeFacts, dev: boolean): Map<string, string> {
  const headers = new Map([
    ["x-request-id", requestId],
    ["x-content-type-options", "nosniff"],
    // Addresses name threads; no other site needs to know them.
    ["referrer-policy", "same-origin"],
    // A page that opens ours gets no hold of it, and what ours never uses is not there for what it shows either.
    ["cross-origin-opener-policy", "same-origin"],
    ["permissions-policy", "camera=(), geolocation=(), payment=(), usb=()"],
  ]);
  // Half a year. Not while developing: a browser keeps it for a host, whatever else runs there later.
  if (source.https && !dev) headers.set("strict-transport-security", "max-age=15552000");
  const origin = c.req.header("origin");
  if (origin === undefined || verdict === "refused") return headers;
  headers.set("access-control-allow-origin", origin);
  // Chainlit's clients always ask with credentials. Where only a star lets a page in, we do not believe them.
  headers.set("access-control-allow-credentials", "true");
  headers.set("access-control-expose-headers", EXPOSED);
  return headers;
}

function isPreflight(c: HttpContext): boolean {
  return c.req.method === "OPTIONS" && c.req.header("origin") !== undefined && c.req.header("access-control-request-method") !== undefined;
}

function answerPreflight(c: HttpContext): Response {
  c.header("vary", "Origin");
  c.header("access-control-allow-methods", "GET, HEAD, POST, PUT, PATCH, DELETE");
  c.header("access-control-allow-headers", c.req.header("access-control-request-headers") ?? "content-type");
  c.header("access-control-max-age", "600");
  return c.body(null, 204);
}

function isRead(c: HttpContext): boolean {
  return c.req.method === "GET" || c.req.method === "HEAD" || c.req.method === "OPTIONS";
}
