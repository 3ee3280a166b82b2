// The cookie that says where somebody is signed in. The key is in its name, as in the visitor's: two apps on one host must not overwrite
// each other's.
import type { KeyRing } from "../config/secret.ts";
import { type CookieOptions, clearChunked, readChunked, setChunked } from "./chunked-cookie.ts";

/** The tokens that a request's cookies bring, the one of the current key first. */
export function readSignInCookies(keys: KeyRing, cookieHeader: string | undefined): string[] {
  return namesOf(keys)
    .map((name) => readChunked(cookieHeader, name))
    .filter((value) => value !== undefined);
}

/** `Set-Cookie` headers for a new sign-in. */
export function setSignInCookie(
  keys: KeyRing,
  cookieHeader: string | undefined,
  token: string,
  options: CookieOptions & { readonly maxAge: number },
): string[] {
  const [name = "", ...older] = namesOf(keys);
  return [...setChunked(cookieHeader, name, token, options), ...older.flatMap((one) => clearChunked(cookieHeader, one, options))];
}

/** `Set-Cookie` headers that take every sign-in of ours away. */
export function clearSignInCookie(keys: KeyRing, cookieHeader: string | undefined, options: CookieOptions): string[] {
  return namesOf(keys).flatMap((name) => clearChunked(cookieHeader, name, options));
}

function namesOf(keys: KeyRing): string[] {
  return [keys.current, keys.previous].flatMap((key) => (key ? [`colloquy_sign_in_${key.id}`] : []));
}
