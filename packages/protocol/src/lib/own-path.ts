// Addresses as a browser reads them, and not as they are written: it drops tabs and line breaks, takes a backslash for a slash, and goes up for two dots.

/** Of a host that cannot exist. */
const HERE = "http://here.invalid";
/** Dropped by browsers inside an address, or around it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters browsers drop
const DROPPED = /[\u0000-\u001f\u007f]|^ | $/;

/** The path, query and fragment of an address on the page's own server, as a browser would ask for it; undefined for what leads elsewhere. */
export function toOwnPath(text: string): string | undefined {
  if (!text.startsWith("/") || DROPPED.test(text) || !URL.canParse(text, HERE)) return undefined;
  const { origin, pathname, search, hash } = new URL(text, HERE);
  // A path that begins with two slashes would be a host where it is used next.
  return origin === HERE && !pathname.startsWith("//") ? pathname + search + hash : undefined;
}

/** True when an address leads away from the page's own server, or nowhere. */
export function leadsElsewhere(text: string): boolean {
  return !URL.canParse(text, HERE) || new URL(text, HERE).origin !== HERE;
}

/** True for a whole address of the web that is written as a browser reads it, so that looking at its text tells the truth. */
export function isWebAddress(text: string): boolean {
  return (
    !/\s/.test(text) && !DROPPED.test(text) && /^https?:\/\//i.test(text) && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  );
}

/** True for a path of the own server that is written as a browser reads it. */
export function isOwnPath(text: string): boolean {
  return !/[\s\\]/.test(text) && toOwnPath(text) !== undefined;
}
