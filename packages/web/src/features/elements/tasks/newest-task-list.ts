// Of several lists of tasks the newest is the one that counts.
import type { Element } from "@colloquy/protocol";

export function newestTaskList(elements: readonly Element[]): Element | undefined {
  return elements.findLast(({ type }) => type === "tasklist");
}
