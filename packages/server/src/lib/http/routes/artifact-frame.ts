// The frame that runs what an artifact holds: HTML, a drawing, a React component that a model wrote. It is empty until the page hands it something,
// and whatever it is handed has an origin of its own, which is none: no cookie, no storage, nothing of the page, no network, and no way to leave.
import type { Hono } from "hono";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { HttpDeps, HttpEnv } from "../http-deps.ts";
import { NO_CONNECTIONS } from "../no-connections.ts";
import { TELL_HAND } from "../tell-hand.ts";

/** Below the root path. */
const ARTIFACT_FRAME = "/artifact-frame";

export function addArtifactFrame(routes: Hono<HttpEnv>, { config }: HttpDeps): void {
  routes.get(ARTIFACT_FRAME, (c) => {
    c.header("content-security-policy", toFramePolicy(config));
    if (config.artifactHosts.length === 0) c.header(...NO_CONNECTIONS);
    c.header("cache-control", "no-cache");
    c.header("referrer-policy", "no-referrer");
    return c.html(FRAME);
  });
}

/** `sandbox` holds also when the address is opened in a tab of its own. 'self' is for the files that React comes in. */
export function toFramePolicy({ artifactHosts, allowOrigins }: Pick<ResolvedConfig, "artifactHosts" | "allowOrigins">): string {
  const also = artifactHosts.length > 0 ? ` ${artifactHosts.join(" ")}` : "";
  return [
    "sandbox allow-scripts",
    "default-src 'none'",
    `script-src 'self' 'unsafe-inline'${also}`,
    `style-src 'unsafe-inline'${also}`,
    `img-src data: blob:${also}`,
    `media-src data: blob:${also}`,
    `font-src data:${also}`,
    `connect-src ${also === "" ? "'none'" : also.trim()}`,
    "form-action 'none'",
    "base-uri 'none'",
    // Whoever may frame the page has this frame in it.
    ["frame-ancestors 'self'", ...allowOrigins.filter((origin) => origin !== "*")].join(" "),
  ].join("; ");
}

/**
 * Takes one document by a port that only the page has, and becomes it. The policy stays, since writing a document keeps the one it was opened in.
 * What goes wrong in it is told back, as text,
 * and whatever it is sent after that it answers: the page learns by it whether it hangs.
 */
const TAKE = `addEventListener("message", function take(event) {
  if (event.source !== parent || !event.ports[0]) return;
  removeEventListener("message", take);
  const port = event.ports[0];
  port.onmessage = ({ data }) => {
    port.onmessage = () => port.postMessage({ type: "here" });
    // No policy speaks of calls, and the first packet of one goes wherever the document says.
    for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection"]) delete self[name];
    document.open();
    addEventListener("error", (e) => port.postMessage({ type: "error", message: String(e.message) }));
    addEventListener("unhandledrejection", (e) => port.postMessage({ type: "error", message: String(e.reason && e.reason.message || e.reason) }));
    addEventListener("keydown", (e) => { if (e.key === "Escape") port.postMessage({ type: "escape" }); });
    document.write(String(data));
    document.close();
    port.postMessage({ type: "shown" });
  };
  port.start();
});
parent.postMessage("colloquy:frame-ready", "*");`;

const INNER = `<!doctype html><meta charset="utf-8"><title>Artifact</title><body><script>${TAKE}</script>`;

/**
 * Holds a second frame, and hands the port on to it. A document may send its own frame anywhere, whatever its policy says: where a frame goes is up to
 * the policy of the page around it. Here that is ours, which lets it go nowhere, also where the chat itself is shown without one.
 */
const HOLD = `const inner = document.createElement("iframe");
inner.sandbox = "allow-scripts";
inner.title = "Artifact";
inner.srcdoc = ${JSON.stringify(INNER).replaceAll("<", "\\u003c")};
addEventListener("message", function hand(event) {
  if (event.source === inner.contentWindow) {
    if (event.data === "colloquy:frame-ready") parent.postMessage(event.data, "*");
  } else if (event.source === parent && event.ports[0]) {
    removeEventListener("message", hand);
    inner.contentWindow.postMessage(event.data, "*", event.ports);
  }
});
${TELL_HAND}
if (parent !== self) document.body.append(inner);`;

const FRAME = `<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <title>Artifact</title>
    <style>html, body, iframe { display: block; margin: 0; border: 0; inline-size: 100%; block-size: 100%; }</style>
  </head>
  <body><script>${HOLD}</script></body>
</html>
`;
