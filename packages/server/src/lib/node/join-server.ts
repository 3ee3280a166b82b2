// A guest on an HTTP server that belongs to somebody else: what is the guest's goes to the guest alone, everything else never notices it.
import type { EventEmitter } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** What takes part of a server's traffic. Paths are without the query, as the client sent them. */
export interface Guest {
  takesRequest(path: string): boolean;
  takesUpgrade(path: string): boolean;
  request(request: IncomingMessage, response: ServerResponse): void;
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
}

/** Marks the listeners of guests, so that several on one server know each other. */
const guestListeners = new WeakSet<object>();

/**
 * Joins a server and returns the way out.
 *
 * It stands before all listeners instead of being one, because frameworks add theirs whenever they like (Next at the first request),
 * answer every request they hear of, and close the sockets they do not know.
 */
export function joinServer(server: EventEmitter, guest: Guest): () => void {
  let joined = true;
  const emitToHost = server.emit;
  const emit: EventEmitter["emit"] = (event, ...args) => {
    const request = args[0] as IncomingMessage;
    if (joined && event === "request" && guest.takesRequest(pathOf(request))) {
      guest.request(request, args[1] as ServerResponse);
      return true;
    }
    if (joined && event === "upgrade" && guest.takesUpgrade(pathOf(request))) {
      guest.upgrade(request, args[1] as Duplex, args[2] as Buffer);
      return true;
    }
    return emitToHost.call(server, event, ...args);
  };
  server.emit = emit;

  // Without a listener Node would not tell of an upgrade at all; with one it leaves the sockets to us that are nobody's.
  const refuse = (_request: IncomingMessage, socket: Duplex) => {
    if (server.listeners("upgrade").every((listener) => guestListeners.has(listener)) && socket.writable) {
      socket.on("error", () => undefined);
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }
  };
  guestListeners.add(refuse);
  server.on("upgrade", refuse);
  // A request that nobody listens for would hang; the first guest says that there is nothing.
  const answerNobodys = (request: IncomingMessage, response: ServerResponse) => {
    const listeners = server.listeners("request");
    if (listeners[0] === answerNobodys && listeners.every((listener) => guestListeners.has(listener))) guest.request(request, response);
  };
  guestListeners.add(answerNobodys);
  server.on("request", answerNobodys);

  return () => {
    joined = false;
    server.off("upgrade", refuse);
    server.off("request", answerNobodys);
    // Another guest may have joined after us; then ours stays in the chain and lets everything through.
    if (server.emit === emit) server.emit = emitToHost;
  };
}

/** The path of a request; a proxy may name the whole address. */
function pathOf({ url = "/" }: IncomingMessage): string {
  const path = url.startsWith("/") ? url : url.replace(/^[a-z]+:\/\/[^/]*/i, "");
  return path.split(/[?#]/, 1)[0] || "/";
}
