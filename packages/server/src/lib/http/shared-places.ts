// Addresses that somebody was told: what is read there is found by no search engine, and told to no other site.

const BELOW = ["/share/", "/api/shared/", "/project/share/"];

/** True for the path, below the root path, of what links lead to. */
export function isSharedPlace(path: string): boolean {
  return BELOW.some((below) => path.startsWith(below));
}

/** What every answer there carries. */
export const SHARED_HEADERS = [
  ["referrer-policy", "no-referrer"],
  ["x-robots-tag", "noindex, nofollow, noarchive"],
] as const;

/** Which link a page of ours shows; undefined for other pages. */
export function sharedIdOf(path: string): string | undefined {
  return /^share\/([^/]+)\/?$/.exec(path)?.[1];
}
