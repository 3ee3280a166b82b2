// Which bytes of a representation somebody wants, and whether they have it already: the headers about both, as RFC 9110 has them.

/** Both ends included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** Compares weakly: a compressed answer carries the same tag with a W. */
export function matchesTag(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? "").split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}

/** Whether a range may be answered as such: who names a tag has parts of another representation, unless it is this one. */
export function mayTakePart(ifRange: string | undefined, etag: string): boolean {
  return ifRange === undefined || ifRange.trim() === etag;
}

/** One range, which is all that players ask for; anything else is answered with the whole file. */
export function parseRange(header: string | undefined, size: number): ByteRange | "unsatisfiable" | undefined {
  const [whole, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/i.exec(header?.trim() ?? "") ?? [];
  if (whole === undefined || (from === "" && to === "")) return undefined;
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (from !== "" && to !== "" && Number(from) > Number(to)) return undefined;
  return start > end || start >= size ? "unsatisfiable" : { start, end };
}
