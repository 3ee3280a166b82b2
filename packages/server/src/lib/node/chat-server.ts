// What a chat server can do for the program it lives in.
import type { EventEmitter } from "node:events";

/** Where a server is put into another one. */
export interface AttachOptions {
  /** The path below which the chat lives, as "/chat"; everything else stays the host's. Default: `rootPath` of the configuration. */
  readonly path?: string;
}

/** How a server stops. */
export interface CloseOptions {
  /** How long running answers may go on, in milliseconds. Default: `drainTimeout` of the configuration. */
  readonly drainMs?: number;
}

/** A chat server without a port of its own: it lives in another HTTP server. */
export interface ChatServer {
  /**
   * Answers one request for the page or the API: below `rootPath` of the configuration, and below every path it is attached to. For
   * routers that speak the `fetch` standard and want to do something first; sockets need `attach`.
   *
   * `env` is what Hono's Node server calls `c.env`. Without it the address of who asks is unknown, and all of them share one limit.
   */
  readonly fetch: (request: Request, env?: unknown) => Promise<Response>;
  /** True from the start until `close` is called. */
  readonly ready: boolean;
  /**
   * Puts page, API and sockets into an HTTP server, below a path. Requests and upgrades to all other paths go to the host as before,
   * whether its own listeners were there first or come later. May be called for several servers, and several paths.
   */
  attach(httpServer: EventEmitter, options?: AttachOptions): void;
  /**
   * Stops: takes nobody new, gives running answers their time, writes everything down, closes every connection and leaves the HTTP
   * servers it was attached to, which go on. Calling it again waits for the same end.
   */
  close(options?: CloseOptions): Promise<void>;
}
