// (placeholder until the routes land)
import { Hono } from "hono";
import type { DataLayer } from "../data/data-layer.ts";
import type { SocketDeps } from "../transport/socket-deps.ts";

export interface HttpDeps extends SocketDeps {
  readonly appDir: string;
  readonly webRoot: string | undefined;
  readonly dataLayer: DataLayer;
}

export function createRouter(_deps: HttpDeps): Hono {
  return new Hono();
}
