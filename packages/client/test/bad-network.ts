// A TCP proxy that loses connections the way networks do: an orderly close, a reset, or silence on an open line.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

interface Line {
  readonly near: Socket;
  readonly far: Socket;
}

export class BadNetwork implements AsyncDisposable {
  readonly #server: Server;
  readonly #lines = new Set<Line>();
  readonly #silent = new Set<Line>();
  /** When false, nobody gets through. */
  up = true;

  constructor(port: number) {
    this.#server = createServer((near) => {
      if (!this.up) {
        near.resetAndDestroy();
        return;
      }
      const far = connect(port, "127.0.0.1");
      const line = { near, far };
      this.#lines.add(line);
      const end = () => {
        this.#lines.delete(line);
        near.destroy();
        far.destroy();
      };
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        from.on("data", (bytes) => {
          if (!this.#silent.has(line)) to.write(bytes);
        });
        from.on("error", end);
        from.on("close", () => {
          if (!this.#silent.has(line)) end();
        });
      }
    });
  }

  static async open(port: number): Promise<BadNetwork> {
    const network = new BadNetwork(port);
    await new Promise<void>((resolve) => network.#server.listen(0, "127.0.0.1", resolve));
    return network;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/sub/`;
  }

  /** Ends every line in an orderly way. */
  end(): void {
    for (const { near, far } of this.#lines) {
      near.end();
      far.end();
    }
  }

  /** Ends every line with a reset. */
  reset(): void {
    for (const { near, far } of this.#lines) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  /** From now on nothing travels on the present lines, and nobody is told. */
  freeze(): void {
    for (const line of this.#lines) this.#silent.add(line);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { near, far } of this.#lines) {
      near.destroy();
      far.destroy();
    }
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
