// The door for our own clients: which session a handshake comes to, and the connection that serves it.
import { type AttachRequest, ChatError, decodeAttach, PROTOCOL } from "@colloquy/protocol";
import type { Socket } from "socket.io";
import { bearerOwner } from "../../auth/owners.ts";
import { toConnectionRequest } from "../../session/connection-request.ts";
import type { Opened, OpenRequest } from "../../session/open-request.ts";
import type { SocketDeps } from "../../transport/socket-deps.ts";
import type { ServedSocket, ServeSocket, SocketCaller } from "../../transport/socket-wire.ts";
import { sourceOf } from "../../transport/source-of.ts";
import { type Arrival, ColloquyConnection, type ConnectionDeps } from "./colloquy-connection.ts";
import { type ColloquySocket, SocketLine } from "./socket-line.ts";

/** A handshake that says which protocol it speaks, and whatever it says: Chainlit's clients say nothing of the kind. */
export function namesProtocol(auth: unknown): auth is { readonly protocol: unknown } {
  return typeof auth === "object" && auth !== null && "protocol" in auth;
}

export async function admitColloquy(auth: unknown, caller: SocketCaller, deps: SocketDeps): Promise<ServeSocket> {
  if (!namesProtocol(auth) || auth.protocol !== PROTOCOL) throw otherProtocol();
  const attach = decodeAttach(auth);
  const owner = caller.cookieOwner ?? (attach.clientKey && bearerOwner(attach.clientKey));
  if (!owner)
    throw new ChatError("UNAUTHENTICATED", "The connection brings neither a cookie nor a client key.", {
      fix: "Send auth.clientKey, a random UUID that the client keeps.",
    });
  if (!caller.cookieOwner) await caller.countNewVisitor();
  const opened = await openChat(attach, { owner, request: toConnectionRequest(caller.headers, attach.language) }, deps);
  return (socket) => serveSocket(socket, attach, opened, deps);
}

export function otherProtocol(): ChatError {
  return new ChatError("NOT_SUPPORTED", "This server speaks another version of the protocol.", { fix: "Reload the page." });
}

/** Opens the session that an attach request asks for. Who asks was found out before. */
export async function openChat(
  attach: AttachRequest,
  { owner, request }: Required<Pick<OpenRequest, "owner" | "request">>,
  deps: Pick<SocketDeps, "tokens" | "registry">,
): Promise<Opened> {
  const handle = attach.handle === undefined ? undefined : await deps.tokens.verifyHandle(attach.handle);
  return deps.registry.open({
    owner,
    // Whose the session is now is decided where it is found: who signed in since shows a handle of who they were.
    sessionId: handle?.sessionId,
    handleThreadId: handle?.threadId,
    clientType: attach.clientType ?? "webapp",
    request,
    env: attach.env ?? {},
    ...(attach.threadId && { threadId: attach.threadId }),
    ...(attach.chatProfile !== undefined && { chatProfile: attach.chatProfile }),
    ...(attach.settings && { settings: attach.settings }),
  });
}

function serveSocket(socket: Socket, attach: AttachRequest, opened: Opened, deps: SocketDeps): ServedSocket {
  const { address } = sourceOf(socket.request, deps);
  return beginConnection({ line: new SocketLine(socket as ColloquySocket), address, attach }, opened, deps);
}

/** Serves a client that was let in, over whichever line it came. */
export function beginConnection(arrival: Arrival, opened: Opened, deps: ConnectionDeps): ColloquyConnection {
  const connection = new ColloquyConnection(arrival, opened, deps);
  deps.pages.add(connection);
  connection.begin(arrival.attach, opened).catch((error: unknown) => {
    deps.logger.error({ err: error }, "a connection could not be begun");
    arrival.line.close();
  });
  return connection;
}
