// Where a request really comes from. Proxies tell it in headers that anybody can write, so they are believed only of proxies we trust.
import { toOwnPath } from "@colloquy/protocol";

/** The headers that are believed of a proxy we trust. A proxy must set each of them, or take it away, or it passes on what a caller made up. */
export const PROXY_HEADERS = ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-prefix", "x-request-id"] as const;

/** What the transport knows of a request by itself. */
export interface PeerRequest {
  /** A header by its lower-case name. */
  readonly header: (name: string) => string | undefined;
  /** The address at the other end of the connection. */
  readonly remoteAddress: string | undefined;
  readonly encrypted: boolean;
}

/** Whether the headers of whoever has this address are believed; see `trustProxy` of the configuration. */
export type TrustsProxy = (address: string) => boolean;

/** A request as the person's browser sees it. */
export interface RequestSource {
  readonly address: string;
  readonly https: boolean;
  /** With its port, as in the `Host` header. */
  readonly host: string | undefined;
}

/** Tells where a request comes from: from the connection, or through as many trusted proxies as there are. */
export function readSource(request: PeerRequest, trusts: TrustsProxy): RequestSource {
  const { header, encrypted } = request;
  const peer = plainAddress(request.remoteAddress ?? "");
  if (!trusts(peer)) return { address: peer, https: encrypted, host: header("host") };
  const scheme = firstOf(header("x-forwarded-proto"));
  return {
    address: throughProxies(peer, header("x-forwarded-for"), trusts),
    https: scheme === undefined ? encrypted : scheme === "https" || scheme === "wss",
    host: toHost(firstOf(header("x-forwarded-host"))) ?? header("host"),
  };
}

/** The path that a proxy has taken away from an address, for who is one of ours; empty for none, and for what is no path. */
export function readPrefix(header: string | undefined): string {
  const prefix = (header ?? "").replace(/\/+$/, "");
  return /^(\/[\w.~-]+)+$/.test(prefix) && toOwnPath(prefix) === prefix ? prefix : "";
}

/** Each proxy appends whom it was asked by; so we walk back from the right until one is not trusted. */
function throughProxies(peer: string, forwardedFor: string | undefined, trusts: TrustsProxy): string {
  let address = peer;
  for (const entry of listOf(forwardedFor).reverse()) {
    if (!trusts(address)) break;
    address = plainAddress(entry);
  }
  return address;
}

/** Without port, brackets, zone, and the prefix that IPv4 has on a socket for both. */
function plainAddress(text: string): string {
  const address = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text;
  return address.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, "");
}

/** A name and a port, and nothing that would make another address of one it is put into. */
function toHost(value: string | undefined): string | undefined {
  return value !== undefined && /^[\w.\-:[\]]+$/.test(value) && URL.canParse(`http://${value}`) ? value : undefined;
}

function firstOf(value: string | undefined): string | undefined {
  return listOf(value)[0];
}

function listOf(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((entry) => entry.trim())
    .filter((entry) => entry !== "");
}
