// Metrics on a port of their own: it answers this one address, and is no way to the chats.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ChatError } from "@colloquy/protocol";
import { showsToken } from "../http/routes/metrics.ts";
import type { Metrics } from "../metrics/metrics.ts";

export interface MetricsPortOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Asked for where there is one. */
  readonly token?: string | undefined;
}

/** A port that listens. */
export interface MetricsPort {
  readonly port: number;
  close(): Promise<void>;
}

/** Requests are small, and whoever is slow with one is no scraper. */
const REQUEST_MS = 10_000;

/** Listens. Throws BAD_CONFIG where the port is taken, or the host is no address of this machine. */
export async function openMetricsPort(metrics: Metrics, { host, port, token }: MetricsPortOptions): Promise<MetricsPort> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    const answer = (status: number, body: string, headers: Readonly<Record<string, string>> = {}) =>
      response.writeHead(status, { "cache-control": "no-store", "content-type": "text/plain; charset=utf-8", ...headers }).end(body);
    if (request.url?.split("?")[0] !== "/metrics") return answer(404, "Not found\n");
    if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "Method not allowed\n", { allow: "GET, HEAD" });
    if (token !== undefined && !showsToken(request.headers.authorization, token))
      return answer(401, "Metrics are for whoever has their token.\n", { "www-authenticate": "Bearer" });
    return metrics.read().then(
      ({ contentType, body }) => answer(200, body, { "content-type": contentType }),
      () => answer(500, "The metrics could not be read.\n"),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new ChatError("BAD_CONFIG", `Metrics cannot be served at ${host}:${port}.`, {
          cause,
          fix: "Choose another port with metrics.port, or another address of this machine with metrics.host.",
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
