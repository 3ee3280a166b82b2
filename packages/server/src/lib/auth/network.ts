// The network an address belongs to, for counting: one person with IPv6 has 2^64 addresses, and must not count as so many people.

/** The /64 of an IPv6 address, as "2001:db8:0:1::/64"; the address itself for IPv4, also where it is written as IPv6. */
export function toNetwork(address: string): string {
  const groups = toGroups(address);
  if (!groups) return address;
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 0xff])
      .join(".");
  }
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(":")}::/64`;
}

/** All eight groups of an IPv6 address, however it is written. */
function toGroups(address: string): number[] | undefined {
  const url = `http://[${address.replace(/%.*$/, "")}]`;
  if (!address.includes(":") || !URL.canParse(url)) return undefined;
  const name = new URL(url).hostname.slice(1, -1);
  const [before = [], after = []] = name.split("::").map((half) => (half === "" ? [] : half.split(":")));
  const missing = Array.from({ length: 8 - before.length - after.length }, () => "0");
  return [...before, ...missing, ...after].map((group) => Number.parseInt(group, 16));
}
