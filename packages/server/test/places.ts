// The places a server may live at, as a browser sees it: each suite of the routes runs at all of them.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import type { App } from "../src/index.ts";
import { type ServeAppOptions, type ServedApp, serveApp } from "../src/testing.ts";
import { openProxy } from "./reverse-proxy.ts";

/** A place, by what it looks like from outside. */
export interface Place {
  /** The root path in the browser's address. */
  readonly root: string;
  /** What the server is told. */
  readonly config: { readonly rootPath?: string; readonly trustProxy?: boolean };
  readonly proxy?: { readonly strip?: string };
  /** Whether the server knows that the browser speaks HTTPS, and from which address it does. */
  readonly seesThrough?: boolean;
}

export const PLACES: Readonly<Record<string, Place>> = {
  "at the root": { root: "", config: {} },
  "at a sub-path": { root: "/chat", config: { rootPath: "/chat" } },
  "behind a proxy that keeps the path": { root: "/chat", config: { rootPath: "/chat" }, proxy: {}, seesThrough: true },
  "behind a proxy that takes a prefix away": { root: "/apps/bot", config: {}, proxy: { strip: "/apps/bot" }, seesThrough: true },
  "behind a proxy that takes a prefix away from a sub-path": {
    root: "/apps/chat",
    config: { rootPath: "/chat" },
    proxy: { strip: "/apps" },
    seesThrough: true,
  },
  "behind a proxy that is not trusted": { root: "/chat", config: { rootPath: "/chat", trustProxy: false }, proxy: {} },
};

/** The host in the browser's address, where a proxy is. */
export const PUBLIC_HOST = "chat.example";

/** A server at its place. */
export interface Placed extends AsyncDisposable {
  readonly place: Place;
  /** The address as the browser has it, without a slash at the end. */
  readonly url: string;
  /** Origin of the page, as browsers would name it. */
  readonly origin: string;
  readonly served: ServedApp;
  /** Asks below the root path. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Sends a path as it is written, without the tidying that `fetch` does. */
  raw(path: string, options?: { readonly method?: string; readonly headers?: IncomingHttpHeaders }): Promise<RawAnswer>;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Serves an app at a place; `dev` is off unless it is asked for. */
export async function serveAt(name: string, app: App, given: ServeAppOptions & { remove?(): void } = {}): Promise<Placed> {
  const { remove: _folders, ...options } = given;
  const place = PLACES[name];
  if (!place) throw new Error(`There is no place ${name}.`);
  const served = await serveApp(app, { dev: false, ...options, config: { ...options.config, ...place.config } });
  const proxy = place.proxy && (await openProxy({ port: served.port, host: PUBLIC_HOST, ...place.proxy }));
  const port = proxy?.port ?? served.port;
  const url = `http://127.0.0.1:${port}${place.root}`;
  return {
    place,
    url,
    origin: place.seesThrough ? `https://${PUBLIC_HOST}` : `http://127.0.0.1:${port}`,
    served,
    get: (below, init) => fetch(url + below, { redirect: "manual", ...init }),
    raw: (below, { method = "GET", headers = {} } = {}) =>
      new Promise((resolve, reject) => {
        const request = httpRequest({ host: "127.0.0.1", port, path: place.root + below, method, headers }, (answer) => {
          let body = "";
          answer.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
        });
        request.on("error", reject).end();
      }),
    async [Symbol.asyncDispose]() {
      await proxy?.[Symbol.asyncDispose]();
      await served.close();
    },
  };
}

/** Folders with a page and with what an author put into `public/`, and a secret beside them that nobody may read. */
export function makeFolders(): { readonly appDir: string; readonly webRoot: string; remove(): void } {
  const top = mkdtempSync(path.join(tmpdir(), "colloquy-http-"));
  for (const [name, text] of Object.entries(FILES)) {
    const file = path.join(top, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  symlinkSync(path.join(top, "secret.txt"), path.join(top, "app/public/link-out.txt"));
  return { appDir: path.join(top, "app"), webRoot: path.join(top, "web"), remove: () => rmSync(top, { recursive: true, force: true }) };
}

/** Stands in every file that must not leave the server. */
export const SECRET = "nobody-may-read-this";

const FILES = {
  "secret.txt": SECRET,
  "app/.env": SECRET,
  "app/app.ts": SECRET,
  "app/.colloquy/secret": SECRET,
  "app/public/.hidden": SECRET,
  "app/public/note.txt": "a note\n",
  "app/public/long.txt": "0123456789".repeat(1000),
  "app/public/sub/ünï cöde%.txt": "odd name",
  "app/public/empty.txt": "",
  "app/public/logo_dark.svg": "<svg>dark</svg>",
  "app/public/avatars/my_bot.png": "png of my bot",
  "web/manifest.json": SECRET,
  "web/.stamp": SECRET,
  "web/favicon.svg": "<svg>icon</svg>",
  "web/assets/app-1a2b.js": `console.log(${JSON.stringify("x".repeat(3000))});\n`,
  "web/assets/font-3c4d.woff2": "font",
  "web/index.html": `<!doctype html>
<html>
  <head>
    <meta name="colloquy-root" content="%COLLOQUY_ROOT%">
    <meta name="colloquy-config" content="%COLLOQUY_CONFIG%">
    <title>%COLLOQUY_NAME%</title>
    <link rel="preload" href="%COLLOQUY_ROOT%/assets/font-3c4d.woff2">
    <script>document.title += 1;</script>
    <script>
      "two";
    </script>
    <script type="module" src="%COLLOQUY_ROOT%/assets/app-1a2b.js"></script>
  </head>
  <body></body>
</html>
`,
} as const;
