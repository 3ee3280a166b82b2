// Addresses where anybody may read them.

/** An address without the secrets in it. */
export function withoutPassword(address: string): string {
  if (!URL.canParse(address) || !address.includes("://")) return address;
  const url = new URL(address);
  url.password = url.password === "" ? "" : "***";
  for (const key of url.searchParams.keys()) if (/pass|secret|token|key/i.test(key)) url.searchParams.set(key, "***");
  return url.href;
}
