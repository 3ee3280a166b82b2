// Answers in the app's place while its code cannot be loaded: the error, and a page that comes back by itself.
import type { Server } from "node:http";
import { listenAfter, listenNear } from "../free-port.ts";
import { createListener } from "../tls.ts";
import type { Address } from "./app-process.ts";

/** How often the page looks whether the app is back. */
const RETRY_MS = 700;

/** A server that says to everybody why there is no app at the moment. */
export interface ErrorPage {
  readonly port: number;
  /** Shows another error from now on. */
  show(text: string): void;
  close(): Promise<void>;
}

/** Answers at an address. `held` says that the port was ours until now; otherwise a free one near it will do. */
export async function openErrorPage(address: Address, text: string, options: { readonly held: boolean }): Promise<ErrorPage> {
  let shown = text;
  const server = createListener(address.certificate).on("request", (request, response) => {
    const html = request.headers.accept?.includes("text/html") ?? false;
    response.writeHead(503, {
      "content-type": html ? "text/html; charset=utf-8" : "application/json",
      "cache-control": "no-store",
      "retry-after": "1",
      "x-colloquy": "load-error",
    });
    response.end(html ? toHtml(shown) : JSON.stringify({ code: "BAD_APP", message: "The app could not be loaded.", fix: shown }));
  });
  const listen = (port: number) => listenOnce(server, { ...address, port });
  const port = await (options.held ? listenAfter(address.port, listen) : listenNear(address.port, listen));
  return {
    port,
    show: (next) => {
      shown = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Answers the port, as 0 asks for any. */
function listenOnce(server: Server, { host, port }: Address): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const bound = server.address();
      resolve(typeof bound === "object" && bound !== null ? bound.port : port);
    });
  });
}

const ESCAPES: Readonly<Record<string, string>> = { "'": "&#39;", "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);

function toHtml(text: string): string {
  const [title = "", ...rest] = text.replace(/^✗ /, "").split("\n");
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>The app does not load</title>
<style>
:root { color-scheme: light dark; --page: oklch(.992 .0025 95); --text: oklch(.25 .014 255); --quiet: oklch(.485 .013 255); --line: oklch(.908 .006 95); --card: #fff; --failed: oklch(.52 .165 27); }
@media (prefers-color-scheme: dark) { :root { --page: oklch(.195 .0085 252); --text: oklch(.922 .006 95); --quiet: oklch(.715 .01 252); --line: oklch(.298 .0105 252); --card: oklch(.228 .0095 252); --failed: oklch(.73 .125 25); } }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--page); color: var(--text); font: 16px/1.6 system-ui, sans-serif; }
main { width: min(54rem, 100% - 3rem); padding-block: 3rem; }
p { margin: 0; color: var(--quiet); } .state { display: flex; gap: .6rem; align-items: center; }
.state::before { content: ""; width: .6rem; height: .6rem; border-radius: 50%; background: var(--failed); animation: breathe 1.8s ease-in-out infinite; }
h1 { margin: .4rem 0 1.2rem; font-size: 1.35rem; line-height: 1.35; font-weight: 600; overflow-wrap: anywhere; }
pre { margin: 0 0 1.2rem; padding: 1rem 1.2rem; overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: 12px; font: 13.5px/1.65 ui-monospace, monospace; }
@keyframes breathe { 50% { opacity: .35; } } @media (prefers-reduced-motion: reduce) { .state::before { animation: none; } }
</style>
<main role="alert">
<p class="state">The app does not load</p>
<h1>${escapeHtml(title)}</h1>
${rest.join("").trim() === "" ? "" : `<pre>${escapeHtml(trimLines(rest))}</pre>`}
<p>Mend the file and save it: this page comes back by itself, and the chats with it.</p>
</main>
<script>
const shown = document.querySelector("main").textContent;
setInterval(async () => {
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" }, cache: "no-store" });
    if (answer.headers.get("x-colloquy") !== "load-error") return location.reload();
    const page = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main");
    if (page.textContent !== shown) location.reload();
  } catch { /* The port changes hands; try again. */ }
}, ${RETRY_MS});
</script>
</html>
`;
}

/** Without the empty lines around and the two spaces that the terminal's form is indented by. */
function trimLines(lines: readonly string[]): string {
  return lines
    .map((line) => line.replace(/^ {2}/, ""))
    .join("\n")
    .replace(/^\n+|\n+$/g, "");
}
