// A TCP proxy that loses connections the way networks do: an orderly close, a reset, or silence on an open line.
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";

/** As many bytes at once come of files only. */
const MUCH = 8 * 1024;

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
  /** How many bytes have come from the near side. */
  received = 0;
  /** At these counts of received bytes, in order, every line is reset; what is on it is lost. */
  cuts: number[] = [];
  /** The near ends of lines that carry much while it is held. */
  readonly #held = new Set<Socket>();
  #holding = false;

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
        from.on("data", (bytes: Buffer) => {
          if (from === near) this.received += bytes.length;
          if (from === near && this.received >= (this.cuts[0] ?? Number.POSITIVE_INFINITY)) {
            this.cuts.shift();
            this.reset();
            return;
          }
          if (!this.#silent.has(line)) to.write(bytes);
          if (from === near && this.#holding && bytes.length >= MUCH) this.#held.add(near.pause());
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

  /** From now on what is large stands still on its way to the server; what is small passes. */
  hold(): void {
    this.#holding = true;
  }

  /** What stands still goes on. */
  release(): void {
    this.#holding = false;
    for (const near of this.#held) near.resume();
    this.#held.clear();
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
