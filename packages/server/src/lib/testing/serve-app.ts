// A real server on a free port, for tests of what crosses a network. Memory drivers unless others are given.

import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { createServer as createHttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ChatError } from "@colloquy/protocol";
import { type App, isApp } from "../app/app.ts";
import { setSignInCookie } from "../auth/sign-in-cookie.ts";
import { createSignInTokens } from "../auth/sign-in-tokens.ts";
import type { SignedInUser, User } from "../auth/user.ts";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { atLeast, checkOptions, flag, type Kind, list, object, text } from "../check-given.ts";
import { type Clock, systemClock } from "../clock.ts";
import { readAppTexts } from "../config/app-texts.ts";
import { resolveConfig } from "../config/load-config.ts";
import { ownPackage } from "../config/own-package.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { type KeyRing, loadSecret } from "../config/secret.ts";
import { createMemoryCounts } from "../counts/drivers/memory.ts";
import type { SharedCounts } from "../counts/shared-counts.ts";
import type { DataLayer } from "../data/data-layer.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { type Logger, silentLogger } from "../logger.ts";
import type { Relay } from "../relay/relay.ts";
import { type ComposedServer, composeServer } from "../server.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import type { SessionStore } from "../session-store/session-store.ts";
import { Texts } from "../texts.ts";
import type { Wire } from "../wires/wire.ts";

/** How a test server is set up; everything has a default. */
export interface ServeAppOptions {
  /** Settings, as in `colloquy.config.ts`. */
  readonly config?: ColloquyConfig;
  /** Where conversations are kept. Default: in memory. */
  readonly dataLayer?: DataLayer;
  /** Where live sessions are written down. Default: in memory. */
  readonly sessionStore?: SessionStore;
  /** Where the contents of files are kept. Default: in memory. */
  readonly blobStore?: BlobStore;
  /** Where it logs. Default: nowhere. */
  readonly logger?: Logger;
  /** Default 0: any free port. */
  readonly port?: number;
  /** Default true. */
  readonly dev?: boolean;
  /** The folder with `public/` and `translations/`. Default: none. */
  readonly appDir?: string;
  /** The folder with a built page. Default: none is served, and there are no custom elements. */
  readonly webRoot?: string;
  /** What brings it together with other servers of the test, as `createRelay` makes it. Default: it is alone. */
  readonly relay?: Relay;
  /** What the servers of a test count together. Default: in memory, for itself. @internal */
  readonly counts?: SharedCounts;
  /** The release of the app. Default: none. */
  readonly release?: string;
  /** What sign-ins are signed with. Default: new ones. */
  readonly keys?: KeyRing;
  /** The protocols it speaks; without them all there are. */
  readonly wires?: readonly Wire[];
  /** The time that it goes by. Default: that of the machine. @internal */
  readonly clock?: Clock;
}

const OPTIONS: Readonly<Record<keyof ServeAppOptions, Kind>> = {
  config: object,
  dataLayer: object,
  sessionStore: object,
  blobStore: object,
  logger: object,
  port: atLeast(0),
  dev: flag,
  appDir: text,
  webRoot: text,
  relay: object,
  counts: object,
  release: text,
  keys: object,
  wires: list,
  clock: object,
};

/** Somebody who is signed in to a server under test. */
export interface SignedInTester {
  /** The person, as stored. */
  readonly user: User;
  /** The value of their `cookie` header. */
  readonly cookie: string;
}

/** A server under test. */
export interface ServedApp extends AsyncDisposable {
  /** With the root path, without a slash at its end. */
  readonly url: string;
  /** The free port it took. */
  readonly port: number;
  /** The server itself, for tests of the framework. */
  readonly server: ComposedServer;
  /** Signs somebody in without asking the app: `cookie` is the header of their requests and handshakes. */
  signIn(user: SignedInUser): Promise<SignedInTester>;
  /** Stops it: `drainMs` is how long running turns may go on, `watch` stops as `run --watch` does before it loads anew. */
  close(options?: { readonly drainMs?: number; readonly watch?: boolean }): Promise<void>;
}

/** Serves an app on a free port of this machine. Close it, or declare it with `await using`. */
export async function serveApp(app: App, options: ServeAppOptions = {}): Promise<ServedApp> {
  if (!isApp(app)) throw new ChatError("BAD_APP", "serveApp got something that is no app.", { fix: "Give it what createApp returned." });
  checkOptions("serveApp", options, OPTIONS);
  const keys =
    options.keys ?? loadSecret({ appDir: options.appDir ?? "", env: { COLLOQUY_AUTH_SECRET: randomBytes(32).toString("hex") }, dev: true });
  // Made when something is uploaded, and gone with the server.
  const uploadFolder = path.join(tmpdir(), `colloquy-uploads-${randomBytes(8).toString("hex")}`);
  const server = await composeServer({
    app,
    config: resolveConfig(options.config ?? {}),
    dataLayer: options.dataLayer ?? createMemoryDataLayer(),
    sessionStore: options.sessionStore ?? createMemorySessionStore(),
    blobStore: options.blobStore ?? createMemoryBlobStore(),
    uploadFolder,
    relay: options.relay,
    release: options.release,
    counts: options.counts ?? createMemoryCounts(),
    ownCounts: createMemoryCounts(),
    keys,
    logger: options.logger ?? silentLogger,
    dev: options.dev ?? true,
    appDir: options.appDir ?? process.cwd(),
    texts: new Texts(options.appDir === undefined ? {} : readAppTexts(options.appDir)),
    version: ownPackage().version,
    webRoot: options.webRoot,
    ...(options.wires && { wires: options.wires }),
    ...(options.clock && { clock: options.clock }),
  });
  const http = createHttpServer();
  server.attach(http);
  await new Promise<void>((resolve, reject) => http.once("error", reject).listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = http.address() as AddressInfo;
  const close: ServedApp["close"] = async (closeOptions) => {
    await server.close({ drainMs: 0, ...closeOptions });
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
    await rm(uploadFolder, { recursive: true, force: true });
  };
  const tokens = createSignInTokens(keys, systemClock, createMemoryCounts());
  const signIn: ServedApp["signIn"] = async (person) => {
    const { user, secret, expiresAt } = await server.host.signIns.begin(person);
    const token = await tokens.signReference(secret, expiresAt);
    const cookies = setSignInCookie(keys, undefined, token, { rootPath: "", secure: false, sameSite: "lax", maxAge: 60 });
    return { user, cookie: cookies.map((line) => line.split(";")[0]).join("; ") };
  };
  return { url: `http://127.0.0.1:${port}${server.config.rootPath}`, port, server, signIn, close, [Symbol.asyncDispose]: () => close() };
}
