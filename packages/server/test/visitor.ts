// Somebody with a cookie in the tests of the server, which is what a browser has and our client in Node has not.
import {
  type Attached,
  type ClientRequest,
  newId,
  PROTOCOL,
  type RequestReply,
  SOCKET_PATH,
  type StepId,
  type ThreadId,
} from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import type { Placed } from "./places.ts";

export class Visitor implements Disposable {
  readonly cookie: string;
  readonly #at: Placed;
  readonly #sockets: Socket[] = [];

  private constructor(at: Placed, cookie: string) {
    this.#at = at;
    this.cookie = cookie;
  }

  /** Gets an identity as Chainlit's clients do. */
  static async come(at: Placed): Promise<Visitor> {
    const answer = await at.get("/set-session-cookie", {
      method: "POST",
      headers: { "content-type": "application/json", origin: at.origin },
      body: JSON.stringify({ session_id: newId() }),
    });
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("colloquy_visitor_"));
    if (cookie === undefined) throw new Error(`No identity was given: ${answer.status} ${await answer.text()}`);
    return new Visitor(at, cookie.split(";")[0] ?? "");
  }

  /** Calls a route, with a JSON body when there is one. */
  async call(method: string, path: string, body?: unknown): Promise<[number, unknown]> {
    const answer = await this.#at.get(path, {
      method,
      headers: { cookie: this.cookie, origin: this.#at.origin, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return [answer.status, await answer.json()];
  }

  /** Opens a chat and says something in it; resolves when it is stored. */
  async say(text: string, threadId?: ThreadId, transport: "websocket" | "polling" = "websocket"): Promise<Chat> {
    const { origin, pathname } = new URL(this.#at.url);
    const socket = io(origin, {
      path: pathname.replace(/\/$/, "") + SOCKET_PATH,
      auth: { protocol: PROTOCOL, pageId: newId(), ...(threadId && { threadId }) },
      extraHeaders: { cookie: this.cookie, origin: this.#at.origin },
      transports: [transport],
      reconnection: false,
      forceNew: true,
    });
    this.#sockets.push(socket);
    const ended = new Promise<string>((resolve) => socket.once("disconnect", resolve));
    const attached = await new Promise<Attached>((resolve, reject) => socket.once("attached", resolve).once("connect_error", reject));
    const request = (sent: ClientRequest) => socket.emitWithAck("request", sent) as Promise<RequestReply>;
    const reply = await request({ type: "sendMessage", message: { id: newId<StepId>(), text } });
    if (!reply.ok) throw new Error(JSON.stringify(reply));
    return { threadId: attached.threadId, request, ended };
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.disconnect();
  }
}

export interface Chat {
  readonly threadId: ThreadId;
  /** Why the server closed the connection, when it has. */
  readonly ended: Promise<string>;
  request(request: ClientRequest): Promise<RequestReply>;
}
