// What stands between a server and an engine that it needs, and can be cut, hushed and made slow by a test.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** One way to an engine. */
export class CuttableLine implements AsyncDisposable {
  readonly #server: Server;
  readonly #pairs = new Set<readonly [Socket, Socket]>();
  #how: "open" | "cut" | "hushed" = "open";
  /** How much later everything arrives, in ms, each way. */
  delayMs = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Opens a way to this port of the machine. */
  static async open(port: number): Promise<CuttableLine> {
    const server = createServer();
    const line = new CuttableLine(server);
    server.on("connection", (near) => line.#serve(near, port));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections break, and new ones are not let through. */
  cut(): void {
    this.#how = "cut";
    this.#breakAll();
  }

  /** Connections stand, and nothing goes through them any more. */
  hush(): void {
    this.#how = "hushed";
    for (const pair of this.#pairs) for (const socket of pair) socket.pause();
  }

  /** All is well. What was hushed goes on where it stood. */
  mend(): void {
    this.#how = "open";
    this.delayMs = 0;
    for (const pair of this.#pairs) for (const socket of pair) socket.resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#breakAll();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #breakAll(): void {
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  #serve(near: Socket, port: number): void {
    near.on("error", () => undefined);
    if (this.#how === "cut") {
      near.destroy();
      return;
    }
    const far = connect(port, "127.0.0.1");
    const pair = [near, far] as const;
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      near.destroy();
      far.destroy();
    };
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on("error", end);
      socket.on("close", end);
    }
    near.on("data", (bytes) => this.#pass(bytes, far));
    far.on("data", (bytes) => this.#pass(bytes, near));
    if (this.#how === "hushed") for (const socket of pair) socket.pause();
  }

  #pass(bytes: Buffer, to: Socket): void {
    if (this.delayMs === 0) to.write(bytes);
    else setTimeout(() => to.write(bytes), this.delayMs);
  }
}
