// The lines to a database as the network gives them: one that is dead without a word is cut, so that what waits for it can be tried again, and
// a server that takes lines only to end them is not knocked at in a loop.

import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Where a database listens: a list of hosts, tried in turn, or a socket of this machine. */
export interface LineTarget {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | boolean | undefined;
}

interface Line {
  readonly socket: Socket;
  bytes: number;
  /** When the bytes last moved. */
  at: number;
}

/** How long nobody knocks after a line that ended without a word from the other side. */
const PAUSE_MS = 200;
const LOOKS = 4;

/** All lines of one pool. */
export class Lines {
  readonly #silentMs: number;
  readonly #lines = new Set<Line>();
  readonly #isPatient: () => boolean;
  #watch: NodeJS.Timeout | undefined;
  #notBefore = 0;
  #turn = 0;

  /** A line on which nothing moved for `silentMs` is cut, unless `isPatient` says that something may take as long as it takes. */
  constructor(silentMs: number, isPatient: () => boolean) {
    this.#silentMs = silentMs;
    this.#isPatient = isPatient;
  }

  /** A line that is on its way; the client of the database listens for what becomes of it. */
  async open({ host, port, path }: LineTarget): Promise<Socket> {
    const pause = this.#notBefore - performance.now();
    if (pause > 0) await sleep(pause);
    const at = this.#turn++ % host.length;
    const socket = typeof path === "string" && path !== "" ? connect(path) : connect(port[at] ?? 5432, host[at] ?? "localhost");
    // The certificate is for the name that was asked for.
    Object.assign(socket, { host: host[at], port: port[at] });
    this.#add({ socket, bytes: 0, at: performance.now() });
    return socket;
  }

  #add(line: Line): void {
    this.#lines.add(line);
    this.#watch ??= setInterval(() => this.#look(), this.#silentMs / LOOKS).unref();
    // Whoever wraps a socket takes its listeners away, so its end is seen by looking, too.
    line.socket.once("close", () => this.#ended(line));
  }

  #look(): void {
    const now = performance.now();
    for (const line of this.#lines) {
      const { socket } = line;
      if (socket.destroyed) {
        this.#ended(line);
        continue;
      }
      const bytes = socket.bytesRead + socket.bytesWritten;
      if (bytes !== line.bytes || this.#isPatient()) Object.assign(line, { bytes, at: now });
      // With a reset: what lies in its buffers must not arrive after it was sent again on another line.
      else if (now - line.at >= this.#silentMs) socket.resetAndDestroy();
    }
  }

  #ended(line: Line): void {
    if (!this.#lines.delete(line)) return;
    if (line.socket.bytesRead === 0) this.#notBefore = performance.now() + PAUSE_MS * (1 + Math.random());
    if (this.#lines.size > 0) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
  }
}
