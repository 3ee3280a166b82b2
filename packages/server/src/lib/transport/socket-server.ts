// The Socket.IO server: who may connect, who they are, and which wire they speak.
import type { IncomingMessage } from "node:http";
import { ChatError, isChatError, SOCKET_PATH } from "@colloquy/protocol";
import { Server, type Socket } from "socket.io";
import type { ActiveSignIn } from "../auth/checked-sign-ins.ts";
import { findSignIn, ticketOf } from "../auth/find-sign-in.ts";
import { type RequestSource, readSource } from "../auth/forwarded.ts";
import { judgeOrigin, type OriginVerdict } from "../auth/origins.ts";
import { hasIdentityCookie, ownerOf } from "../auth/owners.ts";
import { userOwner } from "../auth/user.ts";
import type { SocketDeps } from "./socket-deps.ts";
import type { ServedSocket, ServeSocket, SocketWire } from "./socket-wire.ts";

/** What every handshake leaves on its socket. */
interface Handshake {
  readonly serve: ServeSocket;
  readonly signIn: ActiveSignIn | undefined;
}

/** Makes the Socket.IO server; attach it to an HTTP server with `io.attach`. */
export function createSocketServer(deps: SocketDeps, wires: readonly SocketWire[]): Server {
  const { config } = deps;
  const io = new Server({
    path: `${config.rootPath}${SOCKET_PATH}`,
    transports: [...config.transports],
    maxHttpBufferSize: config.limits.frameBytes,
    pingInterval: config.sockets.pingInterval * 1000,
    pingTimeout: config.sockets.pingTimeout * 1000,
    perMessageDeflate: config.sockets.compression,
    serveClient: false,
    // Other sockets on the same HTTP server (a dev server's, say) are not ours to close.
    destroyUpgrade: false,
    cors: { origin: config.allowOrigins.includes("*") ? "*" : [...config.allowOrigins], credentials: !config.allowOrigins.includes("*") },
    allowRequest: (request, answer) => {
      const allowed = judge(request, deps) !== "refused";
      answer(allowed ? null : new ChatError("ORIGIN_REFUSED").message, allowed);
    },
  });
  io.use((socket, next) => {
    admit(socket, deps, wires).then(
      () => next(),
      (error: unknown) => next(toConnectError(error, deps)),
    );
  });
  io.on("connection", (socket) => {
    const { serve, signIn } = socket.data as Handshake;
    watchSignIn(socket, signIn, serve(socket), deps);
  });
  return io;
}

async function admit(socket: Socket, deps: SocketDeps, wires: readonly SocketWire[]): Promise<void> {
  if (!deps.ready()) throw new ChatError("UNAVAILABLE");
  const auth: unknown = socket.handshake.auth;
  const { headers } = socket.handshake;
  const believesCookie = judge(socket.request, deps) === "allowed";
  const cookie = believesCookie ? headers.cookie : undefined;
  const signIn = await findSignIn({ cookie, ticket: ticketOf(auth) }, { keys: deps.tokens.keys, ...deps.auth });
  if (!signIn && deps.auth.methods.loginRequired) throw new ChatError("UNAUTHENTICATED");
  const cookieOwner = signIn ? userOwner(signIn.user.id) : await ownerOf(deps.tokens, cookie);
  const countNewVisitor = () => deps.rates.newVisitor(sourceOf(socket.request, deps).address);
  const wire = wires.find((one) => one.speaks(auth));
  if (!wire) throw new ChatError("NOT_SUPPORTED", "This server does not speak the protocol of this client.");
  const serve = await wire.admit(auth, { cookieOwner, headers, countNewVisitor }, deps);
  Object.assign(socket.data, { serve, signIn } satisfies Handshake);
}

/** The connection lasts as long as its sign-in, and no longer. */
function watchSignIn(socket: Socket, signIn: ActiveSignIn | undefined, connection: ServedSocket, { auth }: SocketDeps): void {
  if (!signIn) return;
  const leave = auth.signIns.join(signIn.id, (reason) => connection.cut(reason));
  socket.on("disconnect", leave);
  // It may have ended while the session was being opened.
  void auth.signIns.check(signIn.id).then((holds) => {
    if (!holds) connection.cut("signed-out");
  });
}

function judge(request: IncomingMessage, deps: SocketDeps): OriginVerdict {
  const { headers } = request;
  const facts = {
    origin: headers.origin,
    host: sourceOf(request, deps).host,
    method: request.method ?? "GET",
    websocket: headers.upgrade?.toLowerCase() === "websocket",
    hasCookie: hasIdentityCookie(deps.tokens, headers.cookie),
  };
  return judgeOrigin(facts, { allowOrigins: deps.config.allowOrigins, dev: deps.dev });
}

function sourceOf(request: IncomingMessage, deps: SocketDeps): RequestSource {
  return readSource(
    {
      header: (name) => {
        const value = request.headers[name];
        return Array.isArray(value) ? value.join(",") : value;
      },
      remoteAddress: request.socket.remoteAddress,
      encrypted: "encrypted" in request.socket && request.socket.encrypted === true,
    },
    deps.trusts,
  );
}

function toConnectError(error: unknown, deps: SocketDeps): Error {
  if (!isChatError(error)) deps.logger.error({ err: error }, "a handshake failed");
  const known = isChatError(error) ? error : new ChatError("INTERNAL");
  // Socket.IO sends `message` and `data` to the client.
  return Object.assign(new Error(known.message), { data: known.toJSON() });
}
