// Which addresses are the internet, and which belong to machines that trust whoever reaches them.
import { BlockList, isIP } from "node:net";
import { ChatError } from "@colloquy/protocol";

/** Special-purpose ranges of IPv4 (IANA's registry), and addresses by which clouds serve credentials. */
const NOT_PUBLIC_V4 = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
];
/** All of IPv6 that is routed. What maps to IPv4 or tunnels it lies outside, and is refused with the rest. */
const PUBLIC_V6 = ["2000::/3"];
const NOT_PUBLIC_V6 = ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"];

const notPublic = toBlockList([...NOT_PUBLIC_V4, ...NOT_PUBLIC_V6]);
const publicV6 = toBlockList(PUBLIC_V6);

/** True for an address anybody on the internet could reach as well. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !notPublic.check(address, "ipv4");
  return family === 6 && publicV6.check(address, "ipv6") && !notPublic.check(address, "ipv6");
}

/** Which addresses may be reached under which name. */
export interface AddressRules {
  allows(hostname: string, address: string): boolean;
}

/**
 * Public addresses, and those the app allows: by host name, whatever it resolves to, or by address range.
 *
 * @throws BAD_CONFIG for an entry that is neither.
 */
export function createAddressRules(allowed: readonly string[]): AddressRules {
  const isRange = (entry: string) => isIP(entry.split("/")[0] ?? "") !== 0;
  const ranges = toBlockList(allowed.filter(isRange));
  const names = new Set(allowed.filter((entry) => !isRange(entry)).map(toHostName));
  return {
    allows(hostname, address) {
      if (isPublicAddress(address) || names.has(withoutDot(hostname))) return true;
      return ranges.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
    },
  };
}

function toBlockList(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", bits] = range.split("/");
    const most = isIP(address) === 6 ? 128 : 32;
    const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : Number.NaN;
    if (!(prefix <= most)) throw notAnEntry(range);
    list.addSubnet(address, prefix, most === 128 ? "ipv6" : "ipv4");
  }
  return list;
}

function toHostName(entry: string): string {
  if (!/^[\w.-]+$/.test(entry)) throw notAnEntry(entry);
  return withoutDot(entry.toLowerCase());
}

function withoutDot(hostname: string): string {
  return hostname.replace(/\.$/, "");
}

function notAnEntry(entry: string): ChatError {
  return new ChatError("BAD_CONFIG", `egressAllow: "${entry}" is neither a host name nor an address range.`, {
    fix: 'Write host names or CIDR ranges, as "sso.internal" or "10.1.0.0/16".',
  });
}
