// Cookies that nobody else can have set. Any page of a sister domain may plant a cookie here, so that a person writes into the planter's
// chats; browsers keep names with `__Host-` for the host itself, over HTTPS and for the whole of it.
import { parse } from "hono/utils/cookie";

const PREFIX = "__Host-";
const OURS = "colloquy_";

/** Where a cookie is used. */
export interface CookiePlace {
  /** Below which path; empty for the whole host. */
  readonly rootPath: string;
  readonly secure: boolean;
}

/** The name a cookie of ours has at a place. */
export function toHostName(name: string, place: CookiePlace): string {
  return isGuarded(place) ? PREFIX + name : name;
}

/** A `Cookie` header as the rest of us reads it: under their plain names, and of ours only those that this host has set itself, where browsers tell. */
export function withoutPlanted(header: string | undefined, place: CookiePlace): string | undefined {
  if (!header?.includes(OURS)) return header;
  const guarded = isGuarded(place);
  const pairs = Object.entries(parse(header)).flatMap(([name, value]) => {
    const isPrefixed = name.startsWith(PREFIX + OURS);
    if (!isPrefixed && !name.startsWith(OURS)) return [[name, value]];
    return isPrefixed === guarded ? [[isPrefixed ? name.slice(PREFIX.length) : name, value]] : [];
  });
  return pairs.map(([name, value]) => `${name}=${encodeURIComponent(value ?? "")}`).join("; ");
}

/** Behind a path browsers allow no such name. */
function isGuarded({ rootPath, secure }: CookiePlace): boolean {
  return secure && rootPath === "";
}
