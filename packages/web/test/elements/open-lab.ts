// Builds the fixture's page as it is shipped, serves it with the policy of the real one, and opens Chromium on it.
import { createReadStream, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import react from "@vitejs/plugin-react";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { partedStrings } from "../../build-plugins/parted-strings.ts";
import { pdfFiles } from "../../build-plugins/pdf-files.ts";
import { buildAsShipped } from "../build-as-shipped.ts";
import { CHROMIUM_ARGS, SMALL_CHROMIUM } from "../chromium.ts";
import type { Lab, Shown } from "./page.tsx";

declare const lab: Lab;

/** As the server sends it with the page, but for what an app may add. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; " +
  "connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".mjs": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
};

export interface OpenLab {
  readonly page: Page;
  /** What the page complained of: errors, refusals of the policy, requests to elsewhere. */
  readonly trouble: string[];
  /** The files that were asked for, with the range. */
  readonly asked: string[];
  /** When the last byte of a content was sent, in ms since 1970. */
  readonly sentAt: Map<string, number>;
  /** Content that the page may ask for below `files/`. */
  readonly files: Map<string, Uint8Array | string>;
  show(shown: Shown): Promise<void>;
  /** A new page, and none of the old one's trouble. */
  renew(options?: BrowserContextOptions): Promise<void>;
  close(): Promise<void>;
}

export async function openLab(): Promise<OpenLab> {
  const outDir = mkdtempSync(path.join(tmpdir(), "colloquy-elements-"));
  await buildAsShipped({
    configFile: false,
    root: import.meta.dirname,
    logLevel: "error",
    plugins: [partedStrings, react(), pdfFiles()],
    build: { outDir, emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
    experimental: { renderBuiltUrl: (_file, { hostType }) => (hostType === "html" ? undefined : { relative: true }) },
  });
  const files = new Map<string, Uint8Array | string>();
  const asked: string[] = [];
  const sentAt = new Map<string, number>();
  const server = createServer((request, response) => answer(request, response, { outDir, files, asked, sentAt }));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const browser = await openBrowser();
  const trouble: string[] = [];
  const opened = { page: await openPage(browser, address, trouble) };
  return {
    files,
    sentAt,
    asked,
    trouble,
    get page() {
      return opened.page;
    },
    show: (shown) => opened.page.evaluate((what) => lab.show(what), shown),
    async renew(options) {
      await opened.page.context().close();
      trouble.length = 0;
      asked.length = 0;
      opened.page = await openPage(browser, address, trouble, options);
    },
    async close() {
      await browser.close();
      server.close();
      rmSync(outDir, { recursive: true, force: true });
    },
  };
}

function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: SMALL_CHROMIUM, args: [...CHROMIUM_ARGS] });
}

async function openPage(browser: Browser, address: string, trouble: string[], options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1000, height: 800 },
    timezoneId: "Europe/Berlin",
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  const page = await context.newPage();
  page.on("pageerror", (error) => trouble.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || /Content Security Policy/.test(message.text())) trouble.push(`console: ${message.text()}`);
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(address) && !/^(data|blob):/.test(request.url())) trouble.push(`request: ${request.url()}`);
  });
  await page.goto(address);
  await page.waitForFunction("globalThis.lab");
  return page;
}

interface Served {
  readonly outDir: string;
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  readonly asked: string[];
  readonly sentAt: Map<string, number>;
}

function answer(request: IncomingMessage, response: ServerResponse, { outDir, files, asked, sentAt }: Served): void {
  const asPath = path.posix.normalize(decodeURIComponent(request.url?.split("?")[0] ?? "/"));
  if (asPath.startsWith("/files/")) {
    asked.push(`${asPath.slice(7)} ${request.headers.range ?? ""}`.trim());
    response.on("finish", () => sentAt.set(asPath.slice(7), Date.now()));
    sendContent(files.get(asPath.slice(7)), request, response);
    return;
  }
  const file = path.join(outDir, asPath === "/" ? "index.html" : asPath);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  const policy = asPath === "/" ? { "content-security-policy": POLICY } : {};
  response.writeHead(200, { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream", ...policy });
  createReadStream(file).pipe(response);
}

/** Whole or in part, as the server's route for files does. */
function sendContent(content: Uint8Array | string | undefined, request: IncomingMessage, response: ServerResponse): void {
  if (content === undefined) {
    response.writeHead(404).end();
    return;
  }
  const bytes = Buffer.from(content);
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
  const common = { "content-type": "application/octet-stream", "accept-ranges": "bytes" };
  if (from === undefined) {
    response.writeHead(200, { ...common, "content-length": bytes.length }).end(bytes);
    return;
  }
  const end = to ? Math.min(Number(to), bytes.length - 1) : bytes.length - 1;
  const part = bytes.subarray(Number(from), end + 1);
  response.writeHead(206, { ...common, "content-length": part.length, "content-range": `bytes ${from}-${end}/${bytes.length}` }).end(part);
}
