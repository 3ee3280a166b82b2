// The socket side of a wire: one protocol that clients speak. Who knocks and from where is found out before; a wire opens the session and serves the socket.
import type { IncomingHttpHeaders } from "node:http";
import type { Socket } from "socket.io";
import type { CutReason } from "../auth/sign-in-connections.ts";
import type { SocketDeps } from "./socket-deps.ts";

/** Who knocks, as far as the request proves it. */
export interface SocketCaller {
  /** The owner that a sign-in or a believed cookie proves; undefined when neither is there. */
  readonly cookieOwner: string | undefined;
  readonly headers: IncomingHttpHeaders;
  /** Counts somebody who was not here before; throws OVERLOADED when there are too many. */
  readonly countNewVisitor: () => Promise<void>;
}

/** A socket that is being served. */
export interface ServedSocket {
  /** Tells the client that its person is no longer who they were, and closes the socket. */
  cut(reason: CutReason): void;
}

/** Serves a socket whose handshake was let in. Called once, when the socket is connected. */
export type ServeSocket = (socket: Socket) => ServedSocket;

export interface SocketWire {
  /** True for a handshake in this protocol. The first wire of the list that says so has the socket. */
  speaks(auth: unknown): boolean;
  /** Opens the session that a handshake comes to; what it throws is the reason of the refusal. */
  admit(auth: unknown, caller: SocketCaller, deps: SocketDeps): Promise<ServeSocket>;
}
