// A proxy as some networks have one: plain requests go through, WebSockets do not.
import { createServer, request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

/** What becomes of a WebSocket: it is refused, it hears nothing, or it comes about after all. */
export type Upgrades = "refused" | "swallowed";

export class BlockingProxy implements AsyncDisposable {
  readonly #server: Server;
  readonly #open = new Set<ServerResponse>();
  readonly #swallowed = new Set<Duplex>();
  upgrades: Upgrades = "refused";
  /** When false, every request is answered with 502, as by a proxy whose server is away. */
  reaches = true;
  /** Answers are handed on only as a whole, as by programs that look for viruses. */
  holdsBack = false;
  /** The requests that came through, as "POST /api/stream". */
  readonly passed: string[] = [];
  /** How many WebSockets were tried. */
  tried = 0;

  constructor(port: number) {
    this.#server = createServer((request, response) => this.#pass(request, response, port));
    this.#server.on("upgrade", (_request: IncomingMessage, socket: Duplex) => {
      this.tried++;
      socket.on("error", () => undefined);
      if (this.upgrades === "swallowed") this.#swallowed.add(socket);
      else socket.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    });
  }

  static async open(port: number): Promise<BlockingProxy> {
    const proxy = new BlockingProxy(port);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** Breaks every answer that is under way. */
  cut(): void {
    for (const response of this.#open) response.destroy();
  }

  count(passed: string): number {
    return this.passed.filter((one) => one === passed).length;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.cut();
    for (const socket of this.#swallowed) socket.destroy();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #pass(request: IncomingMessage, response: ServerResponse, port: number): void {
    if (!this.reaches) {
      response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
      return;
    }
    const { method, url = "/", headers } = request;
    this.passed.push(`${method} ${url.split("?", 1)[0]}`);
    this.#open.add(response);
    const forward = httpRequest({ host: "127.0.0.1", port, method, path: url, headers, agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      if (!this.holdsBack) {
        response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        response.flushHeaders();
        answer.pipe(response);
        return;
      }
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => response.writeHead(answer.statusCode ?? 502, answer.rawHeaders).end(Buffer.concat(chunks)));
    });
    forward.on("error", () => response.destroy());
    response.on("close", () => {
      this.#open.delete(response);
      forward.destroy();
    });
    request.pipe(forward);
  }
}
