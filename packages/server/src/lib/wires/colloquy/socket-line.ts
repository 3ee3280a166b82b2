// A client's line over Socket.IO: frames are events, and so are its requests.
import type { ClientFrames, ServerFrames } from "@colloquy/protocol";
import type { Socket } from "socket.io";
import { Line } from "../../transport/line.ts";
import { emitShort } from "../../transport/short-event.ts";
import type { ClientLine, LineListener } from "./client-line.ts";

export type ColloquySocket = Socket<ClientFrames, ServerFrames>;

/** One socket as a line. */
export class SocketLine implements ClientLine {
  readonly #socket: ColloquySocket;
  #line: Line | undefined;

  constructor(socket: ColloquySocket) {
    this.#socket = socket;
  }

  get open(): boolean {
    return this.#socket.connected;
  }

  get idle(): boolean {
    return this.#line?.idle ?? false;
  }

  listen(listener: LineListener): void {
    const socket = this.#socket;
    const line = new Line(socket, () => listener.drained());
    this.#line = line;
    socket.on("request", (request, reply) => {
      void listener.request(request).then((answer) => typeof reply === "function" && reply(answer));
    });
    socket.on("alive", (reply) => {
      void listener.alive().then((now) => now !== undefined && typeof reply === "function" && reply(now));
    });
    socket.on("disconnect", () => {
      line.dispose();
      listener.gone();
    });
  }

  say<Name extends keyof ServerFrames>(name: Name, values: Readonly<Parameters<ServerFrames[Name]>>): void {
    if (name === "t") emitShort(this.#socket, name, values);
    else this.#socket.emit(name, ...(values as Parameters<ServerFrames[Name]>));
  }

  close(): void {
    this.#socket.disconnect(true);
  }
}
