// The Socket.IO server: who may connect, which of the two codecs they speak, and which session they come to.
import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { type AttachRequest, ChatError, decodeAttach, isChatError, PROTOCOL, SOCKET_PATH } from "@colloquy/protocol";
import { Server, type Socket } from "socket.io";
import type { ActiveSignIn } from "../auth/checked-sign-ins.ts";
import { findSignIn, ticketOf } from "../auth/find-sign-in.ts";
import { type RequestSource, readSource } from "../auth/forwarded.ts";
import { judgeOrigin, type OriginVerdict } from "../auth/origins.ts";
import { bearerOwner, hasIdentityCookie, ownerOf } from "../auth/owners.ts";
import type { CutReason } from "../auth/sign-in-connections.ts";
import { userOwner } from "../auth/user.ts";
import { toConnectionRequest } from "../session/connection-request.ts";
import type { Opened } from "../session/session-registry.ts";
import { acceptChainlit, admitChainlit, type ChainlitHandshake } from "./chainlit/accept-chainlit.ts";
import { ColloquyConnection, type ColloquySocket } from "./colloquy-connection.ts";
import type { SocketDeps } from "./socket-deps.ts";

/** What every handshake leaves on its socket. */
interface WithSignIn {
  readonly signIn: ActiveSignIn | undefined;
}

interface OurHandshake extends WithSignIn {
  readonly attach: AttachRequest;
  readonly opened: Opened;
}

/** Makes the Socket.IO server; attach it to an HTTP server with `io.attach`. */
export function createSocketServer(deps: SocketDeps): Server {
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
    admit(socket, deps).then(
      () => next(),
      (error: unknown) => next(toConnectError(error, deps)),
    );
  });
  io.on("connection", (socket) => {
    const handshake = socket.data as OurHandshake | (ChainlitHandshake & WithSignIn);
    if ("chainlit" in handshake) {
      const connection = acceptChainlit(socket, handshake, deps);
      watchSignIn(socket, handshake.signIn, connection, deps);
      return;
    }
    const ours = handshake;
    const connection = new ColloquyConnection(socket as ColloquySocket, ours.attach, ours.opened, deps);
    deps.pages.add(connection);
    watchSignIn(socket, ours.signIn, connection, deps);
    connection.begin(ours.attach, ours.opened).catch((error: unknown) => {
      deps.logger.error({ err: error }, "a connection could not be begun");
      socket.disconnect(true);
    });
  });
  return io;
}

async function admit(socket: Socket, deps: SocketDeps): Promise<void> {
  if (!deps.ready()) throw new ChatError("UNAVAILABLE");
  const auth: unknown = socket.handshake.auth;
  const isOurs = typeof auth === "object" && auth !== null && "protocol" in auth;
  const believesCookie = judge(socket.request, deps) === "allowed";
  const cookie = believesCookie ? socket.handshake.headers.cookie : undefined;
  const signIn = await findSignIn({ cookie, ticket: ticketOf(auth) }, { keys: deps.tokens.keys, ...deps.auth });
  if (!signIn && deps.auth.methods.loginRequired) throw new ChatError("UNAUTHENTICATED");
  const cookieOwner = signIn ? userOwner(signIn.user.id) : await ownerOf(deps.tokens, cookie);
  if (!isOurs) {
    const countNewVisitor = () => deps.rates.newVisitor(sourceOf(socket.request, deps).address);
    const admitted = await admitChainlit(auth, { cookieOwner, headers: socket.handshake.headers, countNewVisitor }, deps);
    Object.assign(socket.data, { ...admitted, signIn } satisfies ChainlitHandshake & WithSignIn);
    return;
  }
  if ((auth as { protocol: unknown }).protocol !== PROTOCOL)
    throw new ChatError("NOT_SUPPORTED", "This server speaks another version of the protocol.", { fix: "Reload the page." });
  const attach = decodeAttach(auth);
  const owner = cookieOwner ?? (attach.clientKey && bearerOwner(attach.clientKey));
  if (!owner)
    throw new ChatError("UNAUTHENTICATED", "The connection brings neither a cookie nor a client key.", {
      fix: "Send auth.clientKey, a random UUID that the client keeps.",
    });
  if (!cookieOwner) await deps.rates.newVisitor(sourceOf(socket.request, deps).address);
  Object.assign(socket.data, { attach, opened: await open(attach, owner, socket.handshake.headers, deps), signIn } satisfies OurHandshake);
}

/** The connection lasts as long as its sign-in, and no longer. */
function watchSignIn(
  socket: Socket,
  signIn: ActiveSignIn | undefined,
  connection: { cut(reason: CutReason): void },
  { auth }: SocketDeps,
): void {
  if (!signIn) return;
  const leave = auth.signIns.join(signIn.id, (reason) => connection.cut(reason));
  socket.on("disconnect", leave);
  // It may have ended while the session was being opened.
  void auth.signIns.check(signIn.id).then((holds) => {
    if (!holds) connection.cut("signed-out");
  });
}

async function open(attach: AttachRequest, owner: string, headers: IncomingHttpHeaders, deps: SocketDeps): Promise<Opened> {
  const handle = attach.handle === undefined ? undefined : await deps.tokens.verifyHandle(attach.handle);
  const opened = await deps.registry.open({
    owner,
    // Whose the session is now is decided where it is found: who signed in since shows a handle of who they were.
    sessionId: handle?.sessionId,
    clientType: attach.clientType ?? "webapp",
    request: toConnectionRequest(headers, attach.language),
    env: attach.env ?? {},
    ...(attach.threadId && { threadId: attach.threadId }),
    ...(attach.chatProfile !== undefined && { chatProfile: attach.chatProfile }),
    ...(attach.settings && { settings: attach.settings }),
  });
  return opened;
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
