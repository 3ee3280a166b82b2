// The modules of custom elements, what the page has for them, and the frame of those that are not trusted.
import { createHash } from "node:crypto";
import type { Hono } from "hono";
import { ELEMENTS_PATH } from "../../custom-elements/custom-elements.ts";
import { KIT_PATH } from "../../custom-elements/element-kit.ts";
import { Refusal } from "../errors.ts";
import { escapeHtml } from "../escape-html.ts";
import type { HttpContext, HttpDeps, HttpEnv } from "../http-deps.ts";
import { NO_CONNECTIONS } from "../no-connections.ts";
import { toFileResponse } from "../static-folder.ts";
import { TELL_HAND } from "../tell-hand.ts";

const FRAME_PATH = "elements-frame";
const IMMUTABLE = "public, max-age=31536000, immutable";
/** Without a cookie, and for everybody: in its frame an element has no origin, and its modules are those of another one to it. */
const FOR_ALL = { "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" };

export function addCustomElements(routes: Hono<HttpEnv>, deps: HttpDeps): void {
  const { customElements, page } = deps;
  routes.get(`/${ELEMENTS_PATH}/:file`, (c) => {
    const name = c.req.param("file");
    const exact = customElements.find(name);
    const file = exact ?? customElements.newestFor(name);
    if (!file) throw new Refusal(404, "There is no such file.");
    return c.body(file.text, 200, { ...FOR_ALL, "content-type": file.type, "cache-control": exact ? IMMUTABLE : "no-store" });
  });
  routes.get(`/${KIT_PATH}/:file{.+}`, async (c) => {
    const name = c.req.param("file");
    const file = await page?.find(`${KIT_PATH}/${name}`);
    if (!file) throw new Refusal(404, "There is no such file.");
    const answer = toFileResponse(file, c.req, /[.-][\w-]{8,}\.\w+$/.test(name) ? IMMUTABLE : "no-cache");
    for (const [header, value] of Object.entries(FOR_ALL)) answer.headers.set(header, value);
    return answer;
  });
  // Chainlit's page asks for the author's file, and knows no TypeScript.
  routes.get("/public/elements/:file", (c, next) => {
    const [, name] = /^([\w$-]+)\.jsx$/.exec(c.req.param("file")) ?? [];
    const text = name === undefined ? undefined : customElements.jsxOf(name);
    if (text === undefined) return next();
    return c.body(text, 200, {
      "content-type": "text/javascript; charset=utf-8",
      "cache-control": "no-cache",
      // As it stands it runs at once, and not when it is told to: in no frame within the one of an element, where nothing is taken from it.
      "cross-origin-resource-policy": "same-origin",
    });
  });
  routes.get(`/${FRAME_PATH}/:name`, (c) => answerFrame(c, deps));
}

function answerFrame(c: HttpContext, { customElements, config }: HttpDeps): Response | Promise<Response> {
  const kit = customElements.kit;
  if (!kit?.frame || !Object.hasOwn(customElements.map, c.req.param("name") ?? "")) throw new Refusal(404, "There is no such element.");
  c.header("cache-control", "no-cache");
  c.header("referrer-policy", "no-referrer");
  c.header("x-dns-prefetch-control", "off");
  c.header(...NO_CONNECTIONS);
  if (c.req.query("inner") !== undefined) {
    c.header("content-security-policy", INNER_POLICY);
    return c.html(toInner(`${c.var.edge.publicRoot}/${KIT_PATH}`, kit.frame, kit.style));
  }
  // Whoever may frame the page has this frame in it.
  const ancestors = ["'self'", ...config.allowOrigins.filter((origin) => origin !== "*")];
  c.header("content-security-policy", `${HOLDER_POLICY}; frame-ancestors ${ancestors.join(" ")}`);
  return c.html(HOLDER);
}

/** `sandbox` holds also when the address is opened in a tab of its own. */
const CLOSED = ["sandbox allow-scripts", "default-src 'none'", "form-action 'none'", "base-uri 'none'"];

/** Policies have no words for an address of IPv6: there it is the whole server. */
const WHERE_NAMED = "if (/^[\\w.-]+(:\\d+)?$/.test(location.host))";
const AS_SOURCE = '.replaceAll(";", "%3B").replaceAll(",", "%2C")';

/**
 * Holds the frame of the element and hands on what the page says to it. An element may send its own frame anywhere, whatever its policy says: where a
 * frame goes is up to the policy of the page around it, which is this one, and names its one address: not another page of our server. The browser knows that
 * address; behind a proxy we may not.
 */
const HOLD = `${WHERE_NAMED} {
  const meta = document.createElement("meta");
  meta.httpEquiv = "content-security-policy";
  meta.content = "frame-src " + (location.origin + location.pathname)${AS_SOURCE};
  document.head.append(meta);
}
const inner = document.createElement("iframe");
inner.sandbox = "allow-scripts";
inner.src = location.pathname + "?inner";
addEventListener("message", (event) => {
  if (event.source === inner.contentWindow) {
    if (event.data === "colloquy:frame-ready") parent.postMessage(event.data, "*");
  } else if (event.source === parent && event.ports[0]) inner.contentWindow.postMessage(event.data, "*", event.ports);
});
${TELL_HAND}
if (parent !== self) document.body.append(inner);`;

const HOLDER_POLICY = [...CLOSED, `script-src '${hashOf(HOLD)}'`, "style-src 'unsafe-inline'", "frame-src 'self'"].join("; ");

/**
 * Narrows the policy to the modules of elements and of the page, none of which does anything before it is called. No policy keeps an element from frames
 * within its own (`srcdoc`), which are new windows with the same policy: any other script of our server would find there what the frame's own script
 * takes away.
 */
const NARROW = `${WHERE_NAMED} {
  const root = (location.origin + location.pathname.split("/${FRAME_PATH}/")[0])${AS_SOURCE};
  const meta = document.createElement("meta");
  meta.httpEquiv = "content-security-policy";
  meta.content = "script-src " + root + "/${ELEMENTS_PATH}/ " + root + "/${KIT_PATH}/";
  document.head.append(meta);
}`;

/** 'self' is our server, also for who has no origin: there lie the modules of the page and those of elements. The frame around it has none to be asked for. */
const INNER_POLICY = [
  ...CLOSED,
  `script-src 'self' '${hashOf(NARROW)}'`,
  "style-src 'self' 'unsafe-inline'",
  "img-src data: blob:",
  "media-src data: blob:",
  "font-src 'self' data:",
  "connect-src 'none'",
  "frame-src 'none'",
  "worker-src 'none'",
].join("; ");

const HOLDER = `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <title>Element</title>
    <style>html, body, iframe { display: block; margin: 0; border: 0; inline-size: 100%; block-size: 100%; background: none; }</style>
  </head>
  <body><script>${HOLD}</script></body>
</html>
`;

function hashOf(script: string): string {
  return `sha256-${createHash("sha256").update(script).digest("base64")}`;
}

function toInner(kit: string, frame: string, style: string | undefined): string {
  const sheet = style === undefined ? "" : `\n    <link rel="stylesheet" href="${escapeHtml(`${kit}/${style}`)}">`;
  return `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Element</title>
    <script>${NARROW}</script>${sheet}
  </head>
  <body><div id="root"></div><script type="module" src="${escapeHtml(`${kit}/${frame}`)}"></script></body>
</html>
`;
}
