// Where the server is: its origin, and the root path it is mounted under.
import { ChatError, SOCKET_PATH } from "@colloquy/protocol";

/** A server's address in the forms that the socket and HTTP need. */
export interface ServerAddress {
  /** As browsers write it: `https://chat.example.com`. */
  readonly origin: string;
  /** Without a slash at its end; empty at the root. */
  readonly rootPath: string;
  /** Where its socket is, below the origin. */
  readonly socketPath: string;
}

/** Reads a base address, which may be relative to the page; throws BAD_INPUT when there is neither an address nor a page. */
export function toServerAddress(url: string | undefined): ServerAddress {
  const page = globalThis.location?.href;
  if (url === undefined && page === undefined)
    throw new ChatError("BAD_INPUT", "Outside of a browser the client must be told the server's address.", {
      fix: 'Give it: new ChatClient({ url: "http://localhost:8000" }).',
    });
  const { origin, pathname } = url === undefined ? new URL("/", page) : new URL(url, page);
  const rootPath = pathname.replace(/\/+$/, "");
  return { origin, rootPath, socketPath: rootPath + SOCKET_PATH };
}
