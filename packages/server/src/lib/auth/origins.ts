// Whether a page may talk to this server: browsers say where a request comes from, and nobody's page may use somebody else's cookie.

/** What is known of a request before anything is done for it. */
export interface OriginRequest {
  /** The `Origin` header; absent where a browser sends none, and in other programs. */
  readonly origin: string | undefined;
  /** The host as the browser sees it, with its port; behind a trusted proxy that of `X-Forwarded-Host`. */
  readonly host: string | undefined;
  readonly method: string;
  /** True for a WebSocket handshake, which is a GET that does more than read. */
  readonly websocket: boolean;
  /** Whether it brings a cookie that says who somebody is. */
  readonly hasCookie: boolean;
}

export interface OriginRules {
  /** `allowOrigins` of the configuration. */
  readonly allowOrigins: readonly string[];
  /** In development pages on any port of this machine may talk to the server. */
  readonly dev: boolean;
}

/** `cookieless`: it may, but what its cookie says is not believed. */
export type OriginVerdict = "allowed" | "cookieless" | "refused";

/** Decides about a request that does something: every method but GET and HEAD, and all of the socket's. */
export function judgeOrigin(request: OriginRequest, rules: OriginRules): OriginVerdict {
  if (request.origin === undefined) return mayLackOrigin(request) ? "allowed" : "refused";
  if (isSameHost(request.origin, request.host) || rules.allowOrigins.includes(request.origin)) return "allowed";
  if (rules.dev && isLocal(request.origin) && isLocal(`http://${request.host}`)) return "allowed";
  return rules.allowOrigins.includes("*") ? "cookieless" : "refused";
}

/** True unless the request must be refused; `judgeOrigin` also says whether its cookie counts. */
export function isOriginAllowed(request: OriginRequest, rules: OriginRules): boolean {
  return judgeOrigin(request, rules) !== "refused";
}

/** Browsers leave it out when a page of ours polls with GET, and send it with all else that could do harm. */
function mayLackOrigin({ method, websocket, hasCookie }: OriginRequest): boolean {
  return !hasCookie || ((method === "GET" || method === "HEAD") && !websocket);
}

/** Compares hosts, not schemes: a proxy that speaks HTTPS outside and plain HTTP to us may not say so. */
function isSameHost(origin: string, host: string | undefined): boolean {
  const page = parse(origin);
  if (!page || host === undefined) return false;
  return parse(`${page.protocol}//${host}`)?.host === page.host;
}

function isLocal(origin: string): boolean {
  const name = parse(origin)?.hostname ?? "";
  return name === "localhost" || name.endsWith(".localhost") || name === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(name);
}

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
