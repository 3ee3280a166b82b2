// The composition root: the only place where the parts of a server meet. It names no driver; its caller brings them.
import type { Server as HttpServer } from "node:http";
import path from "node:path";
import type { ServerNotice } from "@colloquy/protocol";
import type { App } from "./app/app.ts";
import { ChatHost } from "./app/chat-host.ts";
import { createRateLimits } from "./auth/rate-limits.ts";
import { createTokens } from "./auth/tokens.ts";
import { type Clock, systemClock } from "./clock.ts";
import type { ResolvedConfig } from "./config/schema.ts";
import type { KeyRing } from "./config/secret.ts";
import type { DataLayer } from "./data/data-layer.ts";
import { createRouter } from "./http/router.ts";
import type { Logger } from "./logger.ts";
import { createProxyTrust } from "./node/proxy-trust.ts";
import { openStaticFolder } from "./node/static-folder.ts";
import type { SessionConfig } from "./session/session.ts";
import type { SessionStore } from "./session-store/session-store.ts";
import { Pages } from "./transport/pages.ts";
import type { SocketDeps } from "./transport/socket-deps.ts";
import { createSocketServer } from "./transport/socket-server.ts";

/** Parts a server is put together from. */
export interface ServerParts {
  readonly app: App;
  readonly config: ResolvedConfig;
  readonly dataLayer: DataLayer;
  readonly sessionStore: SessionStore;
  readonly keys: KeyRing;
  readonly logger: Logger;
  /** In development errors are shown as they are, and pages of this machine may connect. */
  readonly dev: boolean;
  /** The folder of the author's app: its `public/` is served. */
  readonly appDir: string;
  /** This copy of the framework's. */
  readonly version: string;
  /** The built page. */
  readonly webRoot?: string | undefined;
  readonly clock?: Clock;
}

/** A server that is not bound to a port: give its `fetch` requests, and its sockets an HTTP server. */
export interface ChatServer {
  /** Answers one HTTP request. */
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
  readonly config: ResolvedConfig;
  readonly host: ChatHost;
  readonly ready: boolean;
  /** Serves the sockets of an HTTP server. */
  attachSockets(httpServer: HttpServer): void;
  /** Tells every open page something about the server itself. */
  notify(notice: ServerNotice): void;
  /** Stops: gives running turns their time, writes everything down, closes every connection. */
  close(options?: { readonly drainMs?: number; readonly watch?: boolean }): Promise<void>;
}

/** Puts a server together and starts its app. */
export async function composeServer(parts: ServerParts): Promise<ChatServer> {
  const { app, config, dataLayer, sessionStore, keys, logger, dev } = parts;
  const clock = parts.clock ?? systemClock;
  const host = new ChatHost({ app, config: toSessionConfig(config, dev), dataLayer, store: sessionStore, clock, logger });
  let ready = false;
  const pages = new Pages();
  const deps: SocketDeps = {
    registry: host.registry,
    driver: host.driver,
    limits: { messageLength: config.limits.messageLength, queuedMessages: 50 },
    rates: createRateLimits(config.limits),
    tokens: createTokens(keys, clock),
    trusts: createProxyTrust(config.trustProxy),
    config,
    dev,
    logger,
    clock,
    pages,
    ready: () => ready,
  };
  const router = createRouter({
    ...deps,
    dataLayer,
    version: parts.version,
    page: parts.webRoot === undefined ? undefined : openStaticFolder(parts.webRoot),
    publicFolder: openStaticFolder(path.join(parts.appDir, "public")),
  });
  const io = createSocketServer(deps);
  await host.start();
  ready = true;
  return {
    fetch: (request, env) => router.fetch(request, env as object),
    config,
    host,
    get ready() {
      return ready;
    },
    attachSockets: (httpServer) => {
      io.attach(httpServer);
    },
    notify: (notice) => pages.notify(notice),
    async close({ drainMs = config.drainTimeout * 1000, watch = false } = {}) {
      if (!ready) return;
      ready = false;
      pages.notify({ type: "server-restarting", afterMs: watch ? 0 : drainMs });
      await host.stop({ drainMs, watch });
      await io.close();
    },
  };
}

function toSessionConfig(config: ResolvedConfig, dev: boolean): SessionConfig {
  return {
    assistantName: config.name,
    concurrency: config.concurrency,
    sessionTimeoutMs: config.sessionTimeout * 1000,
    openChatsPerOwner: config.limits.openChatsPerVisitor,
    maxValueBytes: config.userSession.maxBytes,
    persistUserEnv: config.persistUserEnv,
    cot: config.cot,
    stopGraceMs: 5000,
    production: !dev,
  };
}
