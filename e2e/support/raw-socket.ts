// A WebSocket made by hand on a bare connection: it can send anything at all, and never read.
import { randomBytes } from "node:crypto";
import { connect, type Socket } from "node:net";
import { newId, PROTOCOL, SOCKET_PATH } from "@colloquy/protocol";

const TEXT = 0x81;
const PING = 0x89;

/** One connection, and what was put on it. */
export class RawSocket implements Disposable {
  readonly socket: Socket;
  sentBytes = 0;
  #heard = "";

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => (this.#heard += this.#heard.length < 10_000 ? chunk : ""));
    // That it is closed is what these attacks are for.
    socket.on("error", () => undefined);
  }

  /** Opens a connection that has said nothing yet. */
  static dial(port: number): Promise<RawSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => resolve(new RawSocket(socket)));
      socket.once("error", reject);
    });
  }

  /** Opens a chat as our own client does, and reads until it stands. */
  static async chatting(port: number): Promise<RawSocket> {
    const raw = await RawSocket.upgraded(port);
    await raw.send(`40${JSON.stringify({ protocol: PROTOCOL, pageId: newId(), clientKey: newId() })}`);
    await raw.hears('"snapshot"');
    return raw;
  }

  /** A WebSocket on which nobody has come to a chat. */
  static async upgraded(port: number): Promise<RawSocket> {
    const raw = await RawSocket.dial(port);
    const lines = [
      `GET ${SOCKET_PATH}/?EIO=4&transport=websocket HTTP/1.1`,
      "Host: 127.0.0.1",
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    ];
    await raw.write(`${lines.join("\r\n")}\r\n\r\n`);
    await raw.hears('"sid"');
    return raw;
  }

  get isOpen(): boolean {
    return !this.socket.destroyed && this.socket.writable;
  }

  /** Bytes as they are; resolves when the kernel has taken them, or the connection is gone. */
  write(data: string | Buffer): Promise<void> {
    if (!this.isOpen) return Promise.resolve();
    const bytes = Buffer.from(data as string, "latin1");
    this.sentBytes += bytes.length;
    return new Promise((resolve) => {
      this.socket.once("close", resolve);
      this.socket.write(bytes, () => {
        this.socket.off("close", resolve);
        resolve();
      });
    });
  }

  /** Texts, each in a frame of its own. */
  send(...texts: readonly string[]): Promise<void> {
    return this.write(Buffer.concat(texts.map((text) => toFrame(TEXT, text))));
  }

  /** Pings of the WebSocket itself, which are answered below everything else. */
  ping(count: number): Promise<void> {
    return this.write(Buffer.concat(Array.from({ length: count }, () => toFrame(PING, "x"))));
  }

  /** Reads no more from now on. */
  turnDeaf(): void {
    this.socket.pause();
  }

  hears(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!this.#heard.includes(text)) return;
        this.socket.off("data", look);
        resolve();
      };
      this.socket.on("data", look);
      this.socket.once("close", () => reject(new Error(`The connection ended without ${text}: ${this.#heard.slice(0, 500)}`)));
      look();
    });
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}

/** A masked frame; the mask is all zeros, so that the text stands in it as it is. */
function toFrame(kind: number, text: string): Buffer {
  const body = Buffer.from(text);
  const length = body.length < 126 ? [0x80 | body.length] : [0x80 | 126, body.length >> 8, body.length & 0xff];
  return Buffer.concat([Buffer.from([kind, ...length, 0, 0, 0, 0]), body]);
}
