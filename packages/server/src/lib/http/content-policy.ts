// What the page may load and talk to. Whatever a message holds, it runs no code and tells nobody that it was read.
import { createHash } from "node:crypto";
import type { ResolvedConfig } from "../config/schema.ts";

export interface PolicyOptions {
  readonly config: Pick<ResolvedConfig, "imageHosts" | "cspScriptHosts" | "allowOrigins">;
  /** Code that stands in the page itself. */
  readonly scripts: readonly string[];
  /** Host of the page, for browsers to which 'self' means no sockets. */
  readonly host: string | undefined;
}

/** The value of the page's `Content-Security-Policy` header. */
export function toContentPolicy({ config, scripts, host }: PolicyOptions): string {
  const hashes = scripts.map((code) => `'sha256-${createHash("sha256").update(code).digest("base64")}'`);
  const sockets = host !== undefined && /^[\w.\-:[\]]+$/.test(host) ? [`ws://${host}`, `wss://${host}`] : [];
  const directives: [string, ...string[]][] = [
    ["default-src", "'self'"],
    ["script-src", "'self'", ...hashes, ...config.cspScriptHosts],
    ["style-src", "'self'", "'unsafe-inline'"],
    ["img-src", "'self'", "data:", "blob:", ...config.imageHosts],
    ["media-src", "'self'", "data:", "blob:"],
    ["font-src", "'self'", "data:"],
    ["connect-src", "'self'", ...sockets],
    ["worker-src", "'self'", "blob:"],
    ["object-src", "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'self'"],
    ["frame-ancestors", "'self'", ...config.allowOrigins],
  ];
  return directives.map((words) => words.join(" ")).join("; ");
}
