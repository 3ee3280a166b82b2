// Whether two versions of a file may share their state: React finds state by the order of hooks alone.

/** The hooks that a source names, in order. Names in words and comments count as well: then state begins anew once too often, and never wrongly. */
export function hookNames(source: string): string {
  return (source.match(/\buse[A-Z]\w*/g) ?? []).join(" ");
}
