// Where somebody wanted to go before they had to sign in: a place in this app, whatever the address says.
import { toOwnPath } from "@colloquy/protocol";

/** The place in `?next=`, without the root path; the beginning when it is none of ours. */
export function nextPlace(search: string): string {
  const next = new URLSearchParams(search).get("next") ?? "/";
  const place = toOwnPath(next) ?? "/";
  return place.startsWith("/login") ? "/" : place;
}

/** The address of the sign-in page from which one comes back to a place. */
export function signInAddress(root: string, place: string): string {
  return place === "/" ? `${root}/login` : `${root}/login?next=${encodeURIComponent(place)}`;
}
