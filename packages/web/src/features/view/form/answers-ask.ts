// Whether the question of a message is answered in its view: by a form there that has no action of its own.
import type { Element } from "@colloquy/protocol";
import { isObject } from "../read-view.ts";

export function answersAsk(elements: readonly Element[]): boolean {
  const waiting: unknown[] = elements.filter(({ type }) => type === "view").map(({ props }) => props?.["view"]);
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (!isObject(node)) continue;
    if (node["type"] === "Form" && node["action"] === undefined) return true;
    if (Array.isArray(node["children"])) waiting.push(...node["children"]);
  }
  return false;
}
