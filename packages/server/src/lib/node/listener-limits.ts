// What our own HTTP server bears of who is slow, or opens too much: an HTTP server of somebody else's has limits of its own.
import type { Server } from "node:http";
import type { Socket } from "node:net";
import { OpenConnections } from "../auth/open-connections.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { isUnhurried } from "../unhurried.ts";
import { createProxyTrust } from "./proxy-trust.ts";

/** Nobody needs more, and each costs memory. */
const MOST_HEADERS = 100;
/** What must come each second of a large file, in bytes: less is no line but somebody who holds one. */
const LEAST_PER_SECOND = 1024;
/** How much a chat may have open beside its socket: the page fetches its files in parallel. */
const CONNECTIONS_PER_CHAT = 2;

/** Sets the limits of a server before it listens. */
export function limitListener(server: Server, config: Pick<ResolvedConfig, "limits" | "sockets" | "trustProxy">): void {
  const { limits, sockets } = config;
  server.maxHeadersCount = MOST_HEADERS;
  server.headersTimeout = limits.headersTimeout * 1000;
  server.requestTimeout = Math.max(limits.requestTimeout, limits.headersTimeout) * 1000;
  // A request of long polling is silent until the next ping.
  server.timeout = Math.max(limits.idleTimeout, sockets.pingInterval + sockets.pingTimeout) * 1000;
  letUploadsTakeTheirTime(server);
  const trusts = createProxyTrust(config.trustProxy);
  const open = new OpenConnections(limits.addressConnections * CONNECTIONS_PER_CHAT);
  server.on("connection", (socket: Socket) => {
    const { remoteAddress = "" } = socket;
    // Behind a proxy everybody has its address; those are counted by what it says, once there is a request.
    if (trusts(remoteAddress.replace(/^::ffff:(?=\d)/i, ""))) return;
    if (open.hasRoom(remoteAddress)) socket.once("close", open.join(remoteAddress));
    else socket.destroy();
  });
}

/** A file that is being uploaded is not cut off at the limit, as long as it comes; that of everything else is Node's to enforce. */
function letUploadsTakeTheirTime(server: Server): void {
  const emit = server.emit.bind(server) as (event: string | symbol, ...args: unknown[]) => boolean;
  const patient = (event: string | symbol, ...args: unknown[]) => {
    const [error, socket] = args as [NodeJS.ErrnoException, Socket];
    if (event !== "clientError" || error.code !== "ERR_HTTP_REQUEST_TIMEOUT" || !isUnhurried(socket)) return emit(event, ...args);
    watchPace(socket, server.requestTimeout);
    return true;
  };
  server.emit = patient as Server["emit"];
}

function watchPace(socket: Socket, everyMs: number): void {
  let seen = socket.bytesRead;
  const timer = setInterval(() => {
    const came = socket.bytesRead - seen;
    seen = socket.bytesRead;
    if (!isUnhurried(socket)) clearInterval(timer);
    else if (came < (LEAST_PER_SECOND * everyMs) / 1000) socket.destroy();
  }, everyMs).unref();
  socket.once("close", () => clearInterval(timer));
}
