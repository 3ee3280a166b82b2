// Where a value stands in a filled in form, as one text: the keys of what is wrong with single fields, on the wire and on the page.

/** `["stops", 0, "name"]` as "stops.0.name". A dot within a name is written `~1`, a `~` is written `~0`. */
export function toFieldPath(parts: readonly PropertyKey[]): string {
  return parts.map((part) => String(part).replaceAll("~", "~0").replaceAll(".", "~1")).join(".");
}

/** The path of something within what stands at another path. */
export function fieldPathIn(path: string, part: PropertyKey): string {
  return path === "" ? toFieldPath([part]) : `${path}.${toFieldPath([part])}`;
}
