import type { IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, connect, type Server as NetServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createListener } from "../cli/tls.ts";
import { resolveConfig } from "../config/load-config.ts";
import type { ColloquyConfig } from "../config/schema.ts";
import { unhurried } from "../unhurried.ts";
import { limitListener } from "./listener-limits.ts";

/** A server with limits, that says "hello" once a body has come. */
async function listen(config: ColloquyConfig) {
  const server = createListener(undefined);
  limitListener(server, resolveConfig(config));
  server.on("request", (request, response) => void request.resume().on("end", () => response.end("hello")));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return Object.assign(server as NetServer & { closeAllConnections(): void }, {
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

/** Sends this much of a request and no more; resolves to what came back when the server has ended the connection. */
function sendSlowly(
  server: NetServer,
  text: string,
  { piece, everyMs, pieces }: { readonly piece: string; readonly everyMs: number; readonly pieces: number } = {
    piece: "",
    everyMs: 1000,
    pieces: 0,
  },
): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    let left = pieces;
    const socket = connect((server.address() as AddressInfo).port, "127.0.0.1", () => socket.write(text));
    const timer = setInterval(() => {
      if (left-- > 0) socket.write(piece);
      else clearInterval(timer);
    }, everyMs);
    socket.on("close", () => clearInterval(timer));
    socket.setEncoding("utf8").on("data", (chunk: string) => (heard += chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(heard));
  });
}

describe("the server of the command line", () => {
  it("ends a connection whose headers do not come within headersTimeout", async () => {
    await using server = await listen({ limits: { headersTimeout: 0.2 } });
    expect(await sendSlowly(server, "GET / HTTP/1.1\r\nHost: x\r\nX-")).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("ends a connection whose body does not come within requestTimeout", async () => {
    await using server = await listen({ limits: { headersTimeout: 0.1, requestTimeout: 0.3 } });
    expect(await sendSlowly(server, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nx")).toMatch(/^HTTP\/1\.1 408 /);
  });

  it("lets a file take longer than requestTimeout as long as it comes, and ends it when it comes no more", async () => {
    await using server = await listen({ limits: { headersTimeout: 0.1, requestTimeout: 0.3 } });
    server.removeAllListeners("request");
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      const taken = unhurried(request.socket, () => new Promise<void>((resolve) => request.resume().on("end", resolve)));
      void taken.then(() => response.end("taken"));
    });
    const head = `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 100000\r\n\r\n`;
    const took = performance.now();
    expect(await sendSlowly(server, head, { piece: "x".repeat(5000), everyMs: 60, pieces: 20 })).toMatch(/^HTTP\/1\.1 200 [\s\S]+taken/);
    expect(performance.now() - took).toBeGreaterThan(1000);
    // Twenty bytes at a time would hold it for ever.
    expect(await sendSlowly(server, head, { piece: "x".repeat(20), everyMs: 60, pieces: 1000 })).toBe("");
  });

  it("ends a connection that says nothing for idleTimeout, unless a chat may be silent for longer", async () => {
    await using server = await listen({ limits: { idleTimeout: 0.2 }, sockets: { pingInterval: 0.1, pingTimeout: 0.1 } });
    expect(await sendSlowly(server, "")).toBe("");
    await using patient = await listen({ limits: { idleTimeout: 1 }, sockets: { pingInterval: 30, pingTimeout: 10 } });
    expect((patient as unknown as { timeout: number }).timeout).toBe(40_000);
  });

  it("takes no more connections of one address than belong to its chats, unless it is a proxy of ours", async () => {
    const opened = async (config: ColloquyConfig): Promise<readonly boolean[]> => {
      await using server = await listen({ limits: { addressConnections: 1 }, ...config });
      const sockets: Socket[] = [];
      const tries: boolean[] = [];
      for (let n = 0; n < 3; n++) {
        const socket = connect((server.address() as AddressInfo).port, "127.0.0.1");
        sockets.push(socket);
        tries.push(
          await new Promise<boolean>((resolve) => {
            socket.once("error", () => resolve(false)).once("close", () => resolve(false));
            socket.once("data", () => resolve(true));
            socket.write("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
          }),
        );
      }
      for (const socket of sockets) socket.destroy();
      return tries;
    };
    expect(await opened({ trustProxy: false })).toEqual([true, true, false]);
    expect(await opened({ trustProxy: "loopback" })).toEqual([true, true, true]);
  });
});
