// Where a redirect leads, and what may go along: nothing that was meant for somebody else's eyes.
import { ChatError } from "@colloquy/protocol";

/** One request on the way to a reply. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Headers;
  readonly body?: string | URLSearchParams | Uint8Array<ArrayBuffer>;
}

const FOR_ITS_ORIGIN = ["authorization", "cookie", "proxy-authorization"];

/** The request that follows a redirect; undefined when the reply is none. Throws EGRESS_REFUSED where it would give something away. */
export function nextHop(hop: Hop, status: number, location: string | null): Hop | undefined {
  if (location === null || ![301, 302, 303, 307, 308].includes(status)) return undefined;
  const url = URL.canParse(location, hop.url) ? new URL(location, hop.url) : undefined;
  if (!url) throw new ChatError("EGRESS_REFUSED", `${hop.url.host} redirects to something that is no address.`);
  if (hop.url.protocol === "https:" && url.protocol === "http:")
    throw new ChatError("EGRESS_REFUSED", `${hop.url.host} redirects to an address without encryption.`);
  const elsewhere = url.origin !== hop.url.origin;
  const keepsBody = status === 307 || status === 308;
  if (keepsBody && elsewhere && hop.body !== undefined)
    throw new ChatError("EGRESS_REFUSED", `${hop.url.host} wants what was sent to it to be sent to ${url.host}.`);
  const headers = new Headers(hop.headers);
  if (elsewhere) for (const name of FOR_ITS_ORIGIN) headers.delete(name);
  if (keepsBody) return { ...hop, url, headers };
  headers.delete("content-type");
  headers.delete("content-length");
  return { url, headers, method: hop.method === "HEAD" ? "HEAD" : "GET" };
}
