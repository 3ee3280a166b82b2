// A balancer as plain as they come: each connection goes to the next server in turn, whoever it is from. One that takes no connections is passed over.
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

const UPGRADE = /\r\nupgrade: websocket\r\n/i;

/** One way in; a test gives each page its own, to know where it is served. */
export interface Door extends AsyncDisposable {
  readonly url: string;
  /** The server that the last WebSocket went to, by its place in the list. */
  readonly server: number | undefined;
  /** Whether a connection through it went to this server at any time since then; of `performance.now()`. */
  wasAt(server: number, since: number): boolean;
  /** All connections through it break. */
  breakAll(): void;
}

/** What a door is told of its connections. */
interface Told {
  connected(to: Socket, server: number): void;
  upgraded(server: number): void;
}

/** Sends connections to the servers at these addresses. */
export class Balancer implements AsyncDisposable {
  readonly #ports: readonly number[];
  readonly #doors = new Set<Door>();
  #next = 0;

  constructor(urls: readonly string[]) {
    this.#ports = urls.map((url) => Number(new URL(url).port));
  }

  /** Opens a way in on a free port. */
  async open(): Promise<Door> {
    let last: number | undefined;
    const near = new Set<Socket>();
    const far = new Map<Socket, { readonly server: number; endedAt: number }>();
    const listener = createServer((socket) => {
      near.add(socket);
      socket.on("close", () => near.delete(socket));
      this.#serve(socket, {
        connected: (to, server) => {
          const connection = { server, endedAt: Number.POSITIVE_INFINITY };
          far.set(to, connection);
          to.on("close", () => {
            connection.endedAt = performance.now();
          });
        },
        upgraded: (server) => {
          last = server;
        },
      });
    });
    await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
    const { port } = listener.address() as AddressInfo;
    const door: Door = {
      url: `http://127.0.0.1:${port}/`,
      get server() {
        return last;
      },
      wasAt: (server, since) => [...far.values()].some((one) => one.server === server && one.endedAt >= since),
      breakAll: () => {
        for (const socket of near) socket.destroy();
      },
      [Symbol.asyncDispose]: async () => {
        this.#doors.delete(door);
        door.breakAll();
        await new Promise((resolve) => listener.close(resolve));
      },
    };
    this.#doors.add(door);
    return door;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#doors].map((door) => door[Symbol.asyncDispose]()));
  }

  #serve(near: Socket, { connected, upgraded }: Told): void {
    near.pause();
    let far: Socket | undefined;
    near.on("error", () => far?.destroy());
    near.on("close", () => far?.destroy());
    const attempt = (left: number) => {
      if (near.destroyed) return;
      if (left === 0) {
        near.destroy();
        return;
      }
      const server = this.#next;
      this.#next = (server + 1) % this.#ports.length;
      const to = connect(this.#ports[server] ?? 0, "127.0.0.1");
      const refused = () => attempt(left - 1);
      to.once("error", refused);
      to.once("connect", () => {
        far = to;
        connected(to, server);
        to.off("error", refused);
        to.on("error", () => near.destroy());
        to.on("close", () => near.destroy());
        near.once("data", (head: Buffer) => {
          if (UPGRADE.test(head.toString("latin1"))) upgraded(server);
        });
        near.pipe(to).pipe(near);
        if (near.destroyed) to.destroy();
      });
    };
    attempt(this.#ports.length);
  }
}
