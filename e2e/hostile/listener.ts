// A server of somebody who wants to hear from our pages. What reaches it was let out.
import { createSocket } from "node:dgram";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that nobody may call. */
export interface Listener extends AsyncDisposable {
  /** Without a slash at its end. */
  readonly url: string;
  /** Where it listens for packets. */
  readonly udp: string;
  /** What was said to it, by the door it came through. */
  readonly heard: readonly string[];
  /** How many came to its door: browsers go there before they ask whether they may, and then say nothing. */
  readonly visits: () => number;
}

/** Listens on free ports. */
export async function openListener(): Promise<Listener> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`request ${request.method} ${request.url}`);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" }).end("top.pwned = 1");
  });
  server.on("upgrade", (request, socket) => {
    heard.push(`socket ${request.url}`);
    socket.destroy();
  });
  let visits = 0;
  server.on("connection", () => void (visits += 1));
  const packets = createSocket("udp4", () => void heard.push("packet"));
  await Promise.all([
    new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)),
    new Promise<void>((resolve) => packets.bind(0, "127.0.0.1", resolve)),
  ]);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    udp: `127.0.0.1:${packets.address().port}`,
    heard,
    visits: () => visits,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      packets.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
