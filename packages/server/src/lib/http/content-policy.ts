// What the page may load and talk to. Whatever a message holds, it runs no code and tells nobody that it was read.
import { createHash } from "node:crypto";
import { VIDEO_PLAYERS } from "@colloquy/protocol";
import type { ResolvedConfig } from "../config/schema.ts";

export interface PolicyOptions {
  readonly config: ResolvedConfig;
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
    ["script-src", "'self'", ...hashes, ...config.cspScriptHosts, ...exactly(config.customJs)],
    ["style-src", "'self'", "'unsafe-inline'", ...config.fontHosts, ...exactly(config.customCss)],
    ["img-src", "'self'", "data:", "blob:", ...config.imageHosts, ...exactly(...ownImages(config))],
    ["media-src", "'self'", "data:", "blob:", ...config.mediaHosts],
    ["frame-src", "'self'", ...config.videoSites.map((site) => VIDEO_PLAYERS[site])],
    ["font-src", "'self'", "data:", ...config.fontHosts],
    ["connect-src", "'self'", ...sockets],
    ["worker-src", "'self'", "blob:"],
    ["object-src", "'none'"],
    ["base-uri", "'none'"],
    ["form-action", "'self'"],
    // A star is for programs that talk to us without a cookie. A page that frames ours has the person's own clicks.
    ["frame-ancestors", "'self'", ...config.allowOrigins.filter((origin) => origin !== "*")],
  ];
  return directives.map((words) => words.join(" ")).join("; ");
}

/** The pictures that the configuration names by address. */
function ownImages({ logoFileUrl, defaultAvatarFileUrl, loginPageImage, headerLinks }: ResolvedConfig): (string | undefined)[] {
  return [logoFileUrl, defaultAvatarFileUrl, loginPageImage, ...headerLinks.map(({ iconUrl }) => iconUrl)];
}

/** One file of another host and nothing else of it. What is ours needs no leave; a query is no part of a policy. */
function exactly(...addresses: (string | undefined)[]): string[] {
  const remote = addresses.filter((address) => address !== undefined && /^https?:/i.test(address)).map((address) => new URL(address ?? ""));
  return [...new Set(remote.map(({ origin, pathname }) => origin + pathname.replaceAll(";", "%3B").replaceAll(",", "%2C")))];
}
