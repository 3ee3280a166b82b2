// The paths a server lives at, and the HTTP servers it lives in. Each path has a router and sockets of its own; the chats are the same.
import type { EventEmitter } from "node:events";
import { createServer, type Server as HttpServer } from "node:http";
import { SOCKET_PATH } from "@colloquy/protocol";
import { getRequestListener } from "@hono/node-server";
import { type Guest, joinServer } from "./join-server.ts";

/** What answers at one path. */
export interface MountParts {
  /** Empty at the root. */
  readonly rootPath: string;
  readonly router: {
    fetch(request: Request, env?: object): Response | Promise<Response>;
    readonly routes: readonly { readonly method: string; readonly path: string }[];
  };
  readonly sockets: { attach(server: HttpServer): unknown; close(): Promise<void> };
}

interface Mount extends MountParts {
  readonly guest: Guest;
}

/** All places of one server. */
export class Mounts {
  readonly #compose: (rootPath: string) => MountParts;
  readonly #mounts = new Map<string, Mount>();
  readonly #leave: (() => void)[] = [];

  constructor(compose: (rootPath: string) => MountParts) {
    this.#compose = compose;
  }

  /** The mount at a path, made when it is first asked for. */
  at(rootPath: string): Mount {
    const known = this.#mounts.get(rootPath);
    if (known) return known;
    const parts = this.#compose(rootPath);
    const mount = { ...parts, guest: toGuest(parts) };
    this.#mounts.set(rootPath, mount);
    return mount;
  }

  attach(server: EventEmitter, rootPath: string): void {
    this.#leave.push(joinServer(server, this.at(rootPath).guest));
  }

  /** Of several mounts the one that lies deepest answers. */
  fetch(request: Request, env: unknown): Response | Promise<Response> {
    const { pathname } = new URL(request.url);
    const deepestFirst = [...this.#mounts.values()].sort((a, b) => b.rootPath.length - a.rootPath.length);
    const mount = deepestFirst.find(({ rootPath }) => isBelow(pathname, rootPath)) ?? deepestFirst.at(-1);
    if (!mount) throw new Error("A server without a mount was asked.");
    return mount.router.fetch(request, typeof env === "object" && env !== null ? env : {});
  }

  /** Ends all connections and leaves the servers, which belong to others. */
  async close(): Promise<void> {
    await Promise.all([...this.#mounts.values()].map(({ sockets }) => sockets.close()));
    for (const leave of this.#leave.splice(0)) leave();
  }
}

/** Socket.IO closes the server it is attached to, so it gets one of its own, which never listens: the guest hands everything on. */
function toGuest({ rootPath, router, sockets }: MountParts): Guest {
  // Our host may depend on the `Request` of its runtime: ours must not take its place.
  const inner = createServer(getRequestListener((request, env) => router.fetch(request, env), { overrideGlobalObjects: false }));
  sockets.attach(inner);
  return {
    takesRequest: (path) => isBelow(path, rootPath),
    takesUpgrade: (path) => isBelow(path, `${rootPath}${SOCKET_PATH}`),
    request: (request, response) => void inner.emit("request", request, response),
    upgrade: (request, socket, head) => {
      if (!inner.emit("upgrade", request, socket, head))
        socket.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    },
  };
}

function isBelow(path: string, root: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}
