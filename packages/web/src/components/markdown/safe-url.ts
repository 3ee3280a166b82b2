// Which addresses a model's text may point to.
import { leadsElsewhere, toOwnPath } from "@colloquy/protocol/address";

const allowedSchemes = new Set(["http", "https", "mailto", "tel"]);

/** The address if following it can run nothing, otherwise `undefined`. Addresses without a scheme are this site's own. */
export function toSafeUrl(url: string): string | undefined {
  // Browsers drop control characters and spaces inside a scheme, so "java\nscript:" must be read as they read it.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters browsers drop
  const plain = url.replace(/[\u0000-\u0020\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, "");
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(plain)?.[1]?.toLowerCase();
  if (scheme !== undefined) return allowedSchemes.has(scheme) ? url.trim() : undefined;
  return /^[^/?#]*:/.test(plain) ? undefined : url.trim();
}

/** A safe address as the page asks for it: paths of the app are below the path it is mounted on. */
export function toPageUrl(url: string, root: string): string | undefined {
  const safe = toSafeUrl(url);
  if (safe === undefined || root === "" || !safe.startsWith("/")) return safe;
  const path = toOwnPath(safe);
  if (path === undefined) return safe;
  return path === root || path.startsWith(`${root}/`) ? path : root + path;
}

/** Whether an address is on another site than this page's. */
export function isRemote(url: string): boolean {
  return leadsElsewhere(url);
}
