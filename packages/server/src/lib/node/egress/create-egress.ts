// The guard itself: names are resolved once, each address is checked before it is connected to, and redirects begin anew.
import { type LookupAddress, lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { ChatError, isChatError } from "@colloquy/protocol";
import type { Agent } from "undici";
import type { Egress, EgressInit } from "../../egress.ts";
import { type AddressRules, createAddressRules } from "./address-rules.ts";
import { type Hop, nextHop } from "./next-hop.ts";
import { readBody } from "./read-body.ts";

/** Finds all addresses of a name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** What the guard is made of. */
export interface EgressOptions {
  /** Host names and address ranges of one's own network that may be reached too. */
  readonly allowed: readonly string[];
  /** Default: as the system resolves. */
  readonly resolve?: Resolve;
}

/** Opens the guard; throws BAD_CONFIG for an entry of `allowed` that is neither name nor range. */
export function createEgress({ allowed, resolve = resolveBySystem }: EgressOptions): Egress {
  const rules = createAddressRules(allowed);
  let agent: Agent | undefined;

  async function go(hop: Hop, init: EgressInit, redirects: number, signal: AbortSignal): Promise<Response> {
    assertReachable(rules, hop.url);
    // Loaded by the first fetch: most servers never make one, and a start should not wait for it.
    const { Agent, fetch: fetchWith } = await import("undici");
    agent ??= new Agent({ connect: { lookup: checkedLookup(rules, resolve) } });
    const { method, headers, body: sent = null } = hop;
    const reply = await fetchWith(hop.url, { method, headers: [...headers], body: sent, dispatcher: agent, redirect: "manual", signal });
    const next = redirects > 0 ? nextHop(hop, reply.status, reply.headers.get("location")) : undefined;
    if (next) {
      await reply.body?.cancel();
      return go(next, init, redirects - 1, signal);
    }
    const body = await readBody(reply.body, init.maxBytes ?? 1024 * 1024);
    return new Response(body, { status: reply.status, headers: unpacked(reply.headers) });
  }

  return {
    async fetch(url, init = {}) {
      const timeout = AbortSignal.timeout(init.timeoutMs ?? 10_000);
      const signal = init.signal ? AbortSignal.any([timeout, init.signal]) : timeout;
      const hop: Hop = {
        url: parse(url),
        method: init.method ?? "GET",
        headers: new Headers(init.headers),
        ...(init.body !== undefined && { body: init.body instanceof Uint8Array ? new Uint8Array(init.body) : init.body }),
      };
      try {
        return await go(hop, init, init.maxRedirects ?? 5, signal);
      } catch (error) {
        throw toChatError(error, hop.url);
      }
    },
    async close() {
      await agent?.destroy();
    },
  };
}

/** The body was unpacked and is whole: what described its packing is not true any more. */
function unpacked(headers: Iterable<[string, string]>): Headers {
  const kept = new Headers([...headers]);
  for (const name of ["content-encoding", "content-length", "transfer-encoding"]) kept.delete(name);
  return kept;
}

function parse(url: string | URL): URL {
  try {
    return new URL(url);
  } catch {
    throw new ChatError("EGRESS_REFUSED", "This is not an address one can fetch from.");
  }
}

/** What can be told from the address alone. A name is checked when it is resolved, an address literal never is resolved. */
function assertReachable(rules: AddressRules, url: URL): void {
  if (url.protocol !== "https:" && url.protocol !== "http:") throw refused(url.host, "Only http and https are fetched.");
  if (url.username || url.password) throw refused(url.host, "An address must not carry a password.");
  const literal = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) && !rules.allows(literal, literal)) throw refused(url.hostname);
}

function checkedLookup(rules: AddressRules, resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    void find(hostname).then(
      (found) => (options.all ? callback(null, [...found]) : callback(null, found[0]?.address ?? "", found[0]?.family)),
      (error: Error) => callback(error, []),
    );
  };

  async function find(hostname: string): Promise<readonly LookupAddress[]> {
    const found = await resolve(hostname);
    // Whoever connects takes an address for granted, and the process would end with it.
    if (found.length === 0 || !found.every(({ address }) => isIP(address) !== 0)) throw new Error(`${hostname} has no address.`);
    // One private address among public ones is how a name is rebound: none of them is used.
    if (!found.every(({ address }) => rules.allows(hostname, address))) throw refused(hostname);
    return found;
  }
}

function resolveBySystem(hostname: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    systemLookup(hostname, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });
}

function refused(host: string, why = "It belongs to a private network."): ChatError {
  return new ChatError("EGRESS_REFUSED", `The server may not fetch from ${host}. ${why}`);
}

function toChatError(error: unknown, url: URL): unknown {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) if (isChatError(cause)) return cause;
  return new ChatError("EGRESS_FAILED", `No reply came from ${url.host}.`, { cause: error });
}
