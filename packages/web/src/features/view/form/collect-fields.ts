// The fields that stand in a form, however deep; those of a form within it are not its own.
import type { FormField } from "@colloquy/protocol";
import { isKnown } from "../check-node.ts";
import { isObject } from "../read-view.ts";

/** In the order of the page; of two with one key the first. */
export function collectFields(parts: readonly unknown[] | undefined): FormField[] {
  const fields = new Map<string, FormField>();
  const waiting = [...(parts ?? [])].reverse();
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (!isObject(node) || node["type"] === "Form") continue;
    if (node["type"] === "Field") {
      if (isKnown(node) && node.type === "Field" && !fields.has(node.field.key)) fields.set(node.field.key, node.field);
      continue;
    }
    const { children } = node;
    if (Array.isArray(children)) waiting.push(...[...children].reverse());
  }
  return [...fields.values()];
}
