// The Socket.IO server: who may connect, who they are, and which wire they speak.
import type { Server as HttpServer, IncomingMessage } from "node:http";
import { ChatError, SOCKET_PATH } from "@colloquy/protocol";
import { Server, type Socket } from "socket.io";
import { toRefused } from "../app/refusal.ts";
import type { ActiveSignIn } from "../auth/checked-sign-ins.ts";
import { findSignIn, ticketOf } from "../auth/find-sign-in.ts";
import { createHostCheck } from "../auth/known-hosts.ts";
import { judgeOrigin, type OriginVerdict } from "../auth/origins.ts";
import { hasIdentityCookie, ownerOf } from "../auth/owners.ts";
import { userOwner } from "../auth/user.ts";
import { type EngineConnection, guardConnection } from "./connection-guard.ts";
import { countConnection } from "./count-connection.ts";
import type { SocketDeps } from "./socket-deps.ts";
import type { ServeSocket, SocketWire } from "./socket-wire.ts";
import { cookiesOf, sourceOf } from "./source-of.ts";
import { watchSignIn } from "./watch-sign-in.ts";

/** What every handshake leaves on its socket. */
interface Handshake {
  readonly serve: ServeSocket;
  readonly signIn: ActiveSignIn | undefined;
}

/** A connection that shows nobody is closed after this time. */
const CONNECT_TIMEOUT_MS = 20_000;

/** The sockets of one mount. */
export interface SocketServer {
  attach(server: HttpServer): void;
  close(): Promise<void>;
}

/** Makes the Socket.IO server of one mount. */
export function createSocketServer(deps: SocketDeps, wires: readonly SocketWire[]): SocketServer {
  const { config, rates, doorway, tally } = deps;
  const knowsHost = createHostCheck(deps);
  const io = new Server({
    path: `${config.rootPath}${SOCKET_PATH}`,
    transports: [...config.transports],
    maxHttpBufferSize: config.limits.frameBytes,
    pingInterval: config.sockets.pingInterval * 1000,
    pingTimeout: config.sockets.pingTimeout * 1000,
    perMessageDeflate: config.sockets.compression,
    connectTimeout: CONNECT_TIMEOUT_MS,
    serveClient: false,
    // Other sockets on the same HTTP server (a dev server's, say) are not ours to close.
    destroyUpgrade: false,
    cors: { origin: config.allowOrigins.includes("*") ? "*" : [...config.allowOrigins], credentials: !config.allowOrigins.includes("*") },
    allowRequest: (request, answer) => {
      const isKnown = knowsHost(sourceOf(request, deps).host);
      (isKnown ? mayConnect(request, deps) : Promise.reject(new ChatError("ORIGIN_REFUSED"))).then(
        () => answer(null, true),
        (error: unknown) => answer(toRefused(error, deps).message, false),
      );
    },
  });
  io.use((socket, next) => {
    const done = doorway.through(async () => {
      // It may have waited, and then nobody needs the work any more.
      if (socket.conn.readyState === "open") await admit(socket, deps, wires);
    });
    done.then(
      () => next(),
      (error: unknown) => next(toConnectError(error, deps)),
    );
  });
  io.on("connection", (socket) => {
    const { serve, signIn } = socket.data as Handshake;
    socket.on("disconnect", watchSignIn(signIn, serve(socket), deps.auth.signIns));
  });
  return {
    attach(server) {
      io.attach(server);
      io.engine.on("connection", (connection: EngineConnection) => guard(connection, deps));
    },
    close: () => io.close(),
  };

  function guard(connection: EngineConnection, { logger }: SocketDeps): void {
    const { address } = sourceOf(connection.request, deps);
    guardConnection(connection, address, {
      rates,
      tally,
      unsentBytes: config.limits.unsentBytes,
      onCut: (reason) => logger.warn({ address, reason }, "a connection was cut off"),
    });
  }
}

/** What is asked before there is a connection; throws the reason against it. */
async function mayConnect(request: IncomingMessage, deps: SocketDeps): Promise<void> {
  if (judge(request, deps) === "refused") throw new ChatError("ORIGIN_REFUSED");
  await countConnection(sourceOf(request, deps).address, deps.rates);
}

async function admit(socket: Socket, deps: SocketDeps, wires: readonly SocketWire[]): Promise<void> {
  if (!deps.ready()) throw new ChatError("UNAVAILABLE");
  const auth: unknown = socket.handshake.auth;
  const { headers } = socket.handshake;
  const believesCookie = judge(socket.request, deps) === "allowed";
  const cookie = believesCookie ? cookiesOf(socket.request, deps) : undefined;
  const signIn = await findSignIn({ cookie, ticket: ticketOf(auth) }, { keys: deps.tokens.keys, ...deps.auth });
  if (!signIn && deps.auth.methods.loginRequired) throw new ChatError("UNAUTHENTICATED");
  const cookieOwner = signIn ? userOwner(signIn.user.id) : await ownerOf(deps.tokens, cookie);
  const countNewVisitor = () => deps.rates.newVisitor(sourceOf(socket.request, deps).address);
  const wire = wires.find((one) => one.speaks(auth));
  if (!wire) throw new ChatError("NOT_SUPPORTED", "This server does not speak the protocol of this client.");
  const serve = await wire.admit(auth, { cookieOwner, headers, countNewVisitor }, deps);
  Object.assign(socket.data, { serve, signIn } satisfies Handshake);
}

function judge(request: IncomingMessage, deps: SocketDeps): OriginVerdict {
  const { headers } = request;
  const facts = {
    origin: headers.origin,
    host: sourceOf(request, deps).host,
    method: request.method ?? "GET",
    websocket: headers.upgrade?.toLowerCase() === "websocket",
    hasCookie: hasIdentityCookie(deps.tokens, cookiesOf(request, deps)),
  };
  return judgeOrigin(facts, { allowOrigins: deps.config.allowOrigins, dev: deps.dev });
}

function toConnectError(error: unknown, deps: SocketDeps): Error {
  const known = toRefused(error, deps);
  // Socket.IO sends `message` and `data` to the client.
  return Object.assign(new Error(known.message), { data: known.toJSON() });
}
