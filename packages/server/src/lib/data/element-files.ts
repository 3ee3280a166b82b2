// Which files an element names: its content, and whatever its props name beside it (captions of a video, versions of a document).
import { type Element, type FileKey, isUuid } from "@colloquy/protocol";

/**
 * The keys under `file`, of the element and at any depth of its props. Drivers keep them, so that a sweep leaves those files alone. What cannot
 * be a key is none: a page may write any props, and a column that takes keys need not take any text.
 */
export function filesOf({ file, props }: Element): FileKey[] {
  const keys = new Set<FileKey>(file ? [file.key] : []);
  // By a list of what is left: props may be nested deeper than calls can be.
  const left: unknown[] = [props];
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== "object" || value === null) continue;
    const named: unknown = "file" in value ? value.file : undefined;
    if (typeof named === "object" && named !== null && "key" in named && isUuid(named.key)) keys.add(named.key as FileKey);
    left.push(...Object.values(value));
  }
  return [...keys];
}
