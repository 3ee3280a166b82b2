// A browser in the tests of the server: keeps cookies, sends its origin, opens connections of our protocol.
import { type Attached, newId, PROTOCOL, type ServerNotice, SOCKET_PATH, type ThreadId } from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";

export class Browser implements Disposable {
  readonly jar = new Map<string, string>();
  readonly #url: string;
  readonly #sockets: Socket[] = [];

  /** `url` is the server's with its root path. */
  constructor(url: string) {
    this.#url = url;
  }

  /** Somebody who is known by this header of cookies. */
  static with(cookie: string, url: string): Browser {
    const browser = new Browser(url);
    for (const pair of cookie.split("; ")) browser.jar.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    return browser;
  }

  get cookie(): string {
    return [...this.jar].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers({ origin: new URL(this.#url).origin, ...(this.jar.size > 0 && { cookie: this.cookie }) });
    for (const [name, value] of new Headers(init.headers)) headers.set(name, value);
    const answer = await fetch(new URL(this.#url + path), { redirect: "manual", ...init, headers });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  /** Sends JSON; resolves with status and body. */
  async post(path: string, body: unknown = {}): Promise<[number, unknown]> {
    const answer = await this.fetch(path, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
    return [answer.status, await answer.json()];
  }

  async get(path: string): Promise<[number, unknown]> {
    const answer = await this.fetch(path);
    return [answer.status, await answer.json()];
  }

  signIn(username: string, password: string): Promise<[number, unknown]> {
    return this.post("/api/auth/password", { username, password });
  }

  /** Opens a connection; rejects with the error of a refused handshake. */
  async connect(
    auth: { readonly threadId?: ThreadId; readonly handle?: string; readonly ticket?: string; readonly clientKey?: string } = {},
  ): Promise<Connection> {
    const { origin, pathname } = new URL(this.#url);
    const socket = io(origin, {
      path: pathname.replace(/\/$/, "") + SOCKET_PATH,
      auth: { protocol: PROTOCOL, pageId: newId(), ...auth },
      extraHeaders: { origin, ...(this.jar.size > 0 && { cookie: this.cookie }) },
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
    });
    this.#sockets.push(socket);
    const notices: string[] = [];
    socket.on("notice", ({ type }: ServerNotice) => notices.push(type));
    const closed = new Promise<string[]>((resolve) => socket.once("disconnect", () => resolve(notices)));
    const attached = await new Promise<Attached>((resolve, reject) => socket.once("attached", resolve).once("connect_error", reject));
    return { attached, socket, closed };
  }

  [Symbol.dispose](): void {
    for (const socket of this.#sockets) socket.disconnect();
  }

  #keep(line: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (/max-age=0\b/i.test(line)) this.jar.delete(name);
    else this.jar.set(name, value);
  }
}

export interface Connection {
  readonly attached: Attached;
  readonly socket: Socket;
  /** Resolves when the server has closed it, with the notices it was given. */
  readonly closed: Promise<string[]>;
}
