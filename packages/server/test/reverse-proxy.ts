// A reverse proxy as people put one before a server: it speaks HTTPS outside (or says so), and may take a prefix away.
import { createServer, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

export interface ProxyOptions {
  /** Where the server listens. */
  readonly port: number;
  /** Taken from the front of every path, and told in `X-Forwarded-Prefix`. */
  readonly strip?: string;
  /** The host the browser asked for. */
  readonly host: string;
}

export interface Proxy extends AsyncDisposable {
  readonly port: number;
}

/** Opens a proxy on a free port. */
export async function openProxy(options: ProxyOptions): Promise<Proxy> {
  const server = createServer((request, response) => {
    const forward = httpRequest(toTarget(request, options), (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    });
    forward.on("error", () => response.destroy());
    response.on("close", () => forward.destroy());
    request.pipe(forward);
  });
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const forward = httpRequest(toTarget(request, options));
    forward.on("upgrade", (answer, inner, innerHead) => {
      const lines = answer.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : []));
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("\r\n")}\r\n\r\n`);
      socket.write(innerHead);
      inner.write(head);
      inner.pipe(socket).pipe(inner);
      for (const [one, other] of [
        [inner, socket],
        [socket, inner],
      ] as const) {
        one.on("error", () => other.destroy());
        one.on("close", () => other.destroy());
      }
    });
    forward.on("response", () => socket.destroy());
    forward.on("error", () => socket.destroy());
    forward.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function toTarget({ url = "/", method, headers, socket }: IncomingMessage, { port, strip = "", host }: ProxyOptions) {
  const path = url.startsWith(strip) ? url.slice(strip.length) : url;
  const known = headers["x-forwarded-for"];
  const forwarded: IncomingHttpHeaders = {
    "x-forwarded-for": [...(known === undefined ? [] : [known]), socket.remoteAddress].join(", "),
    "x-forwarded-proto": "https",
    "x-forwarded-host": host,
    ...(strip !== "" && { "x-forwarded-prefix": strip }),
  };
  return { host: "127.0.0.1", port, path: path.startsWith("/") ? path : `/${path}`, method, headers: { ...headers, ...forwarded } };
}
