// A small real server for the client's tests: Socket.IO on a free port, our frames, chats in memory.
import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import {
  type Attached,
  type AttachRequest,
  type ClientFrames,
  type ClientRequest,
  decodeAttach,
  decodeRequest,
  type ErrorBody,
  type FactsFrame,
  type RequestReply,
  type ServerFrames,
  SOCKET_PATH,
  TextFrameWriter,
  type ThreadId,
} from "@colloquy/protocol";
import { Server, type Socket } from "socket.io";
import { ServedChat } from "./served-chat.ts";

type ServerSocket = Socket<ClientFrames, ServerFrames>;

export class FrameServer implements AsyncDisposable {
  /** Every attach request, in order. */
  readonly attaches: AttachRequest[] = [];
  /** Every request, in order, repeated ones included. */
  readonly requests: ClientRequest[] = [];
  /** What became of connections, in order: a handshake, the first state, the end. */
  readonly lives: ("attach" | "state" | "end")[] = [];
  /** Chats that can be opened; a test may take one out. */
  readonly chats: ServedChat[] = [];
  /** What to do instead of answering: a reply, or "silence". */
  intercept: ((request: ClientRequest) => RequestReply | "silence" | undefined) | undefined;
  /** Refuses handshakes. */
  refuse: ((attach: AttachRequest) => ErrorBody | undefined) | undefined;
  /** What its clock says. */
  now: () => string = () => new Date().toISOString();
  /** Answers HTTP requests. */
  respond: ((url: URL, method: string) => { status: number; body: unknown }) | undefined;
  readonly #http: HttpServer;
  readonly #io: Server<ClientFrames, ServerFrames>;

  constructor() {
    this.#http = createServer((request, response) => {
      const answer = this.respond?.(new URL(request.url ?? "/", "http://localhost"), request.method ?? "GET");
      response.writeHead(answer?.status ?? 404, { "content-type": "application/json" }).end(JSON.stringify(answer?.body ?? {}));
    });
    this.#io = new Server(this.#http, { path: `/sub${SOCKET_PATH}`, serveClient: false });
    this.#io.use((socket, next) => {
      const attach = decodeAttach(socket.handshake.auth);
      this.attaches.push(attach);
      this.lives.push("attach");
      const error = this.refuse?.(attach);
      next(error && Object.assign(new Error(error.message), { data: error }));
    });
    this.#io.on("connection", (socket) => this.#serve(socket));
  }

  static async open(): Promise<FrameServer> {
    const server = new FrameServer();
    await new Promise<void>((resolve) => server.#http.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get port(): number {
    return (this.#http.address() as AddressInfo).port;
  }

  /** Under a root path, so that each test shows that the client minds it. */
  get url(): string {
    return `http://127.0.0.1:${this.port}/sub/`;
  }

  /** The chat that was opened last. */
  get chat(): ServedChat {
    const chat = this.chats.at(-1);
    if (!chat) throw new Error("No chat yet.");
    return chat;
  }

  get connections(): number {
    return this.#io.sockets.sockets.size;
  }

  tellAll<Name extends "notice">(name: Name, ...frame: Parameters<ServerFrames[Name]>): void {
    this.#io.emit(name, ...frame);
  }

  /** Closes every connection in good order. */
  disconnectAll(): void {
    this.#io.disconnectSockets(true);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#io.close();
  }

  #serve(socket: ServerSocket): void {
    const attach = decodeAttach(socket.handshake.auth);
    const found = this.#find(attach);
    const chat = found ?? this.#open();
    const refused =
      !found && attach.threadId ? { code: "NOT_FOUND", message: "This chat is not here.", fix: "Begin a new one." } : undefined;
    const { sessionId, threadId, handle } = chat;
    const attached: Attached = { sessionId, threadId, epoch: chat.state.epoch, handle, now: this.now() };
    socket.emit("attached", refused ? { ...attached, refused } : attached);
    const replay = attach.cursor && found && chat.replay(attach.cursor);
    if (replay) socket.emit("facts", replay);
    else socket.emit("snapshot", chat.snapshot);
    this.lives.push("state");
    const texts = new TextFrameWriter();
    const listener = (frame: FactsFrame) => {
      const text = frame.facts.filter((fact) => fact.type === "step-text");
      if (text.length === frame.facts.length) socket.emit("t", ...texts.write(text));
      else socket.emit("facts", frame);
    };
    chat.listeners.add(listener);
    socket.on("disconnect", () => {
      chat.listeners.delete(listener);
      this.lives.push("end");
    });
    socket.on("alive", (reply) => reply(this.now()));
    socket.on("request", (value, reply) => {
      const request = decodeRequest(value);
      this.requests.push(request);
      const answer = this.intercept?.(request) ?? this.#handle(chat, request);
      if (answer !== "silence") reply(answer);
    });
  }

  #handle(chat: ServedChat, request: ClientRequest): RequestReply {
    if (request.type === "sendMessage" && !chat.state.steps.has(request.message.id)) chat.message(request.message.text, request.message);
    return { ok: true };
  }

  #find(attach: AttachRequest): ServedChat | undefined {
    const byThread = (threadId: ThreadId) => this.chats.find((chat) => chat.threadId === threadId);
    return this.chats.find((chat) => chat.handle === attach.handle) ?? (attach.threadId && byThread(attach.threadId));
  }

  #open(): ServedChat {
    const chat = new ServedChat();
    this.chats.push(chat);
    return chat;
  }
}
