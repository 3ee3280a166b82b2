// Which addresses are proxies of ours: those that `trustProxy` names, as addresses, ranges, or "loopback".
import { BlockList, isIP } from "node:net";
import { ChatError } from "@colloquy/protocol";
import type { TrustsProxy } from "../auth/forwarded.ts";
import type { ResolvedConfig } from "../config/schema.ts";

const LOOPBACK = ["127.0.0.0/8", "::1"];

/** Prepares the question whether an address is a trusted proxy; throws BAD_CONFIG for something that is neither address nor range. */
export function createProxyTrust(trustProxy: ResolvedConfig["trustProxy"]): TrustsProxy {
  if (typeof trustProxy === "boolean") return () => trustProxy;
  const trusted = new BlockList();
  for (const range of trustProxy === "loopback" ? LOOPBACK : trustProxy.flatMap((entry) => (entry === "loopback" ? LOOPBACK : entry)))
    add(trusted, range);
  return (address) => {
    const family = isIP(address);
    return family !== 0 && trusted.check(address, family === 6 ? "ipv6" : "ipv4");
  };
}

function add(list: BlockList, range: string): void {
  const [address = "", prefix] = range.split("/");
  const family = isIP(address);
  const most = family === 6 ? 128 : 32;
  const bits = prefix === undefined ? most : /^\d+$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (family === 0 || !(bits <= most)) {
    throw new ChatError("BAD_CONFIG", `trustProxy: "${range}" is neither an address nor a range.`, {
      fix: 'Write addresses or CIDR ranges, as "10.0.0.0/8" or "2001:db8::/32".',
    });
  }
  list.addSubnet(address, bits, family === 6 ? "ipv6" : "ipv4");
}
