// What a form sends: what was filled in, and its payload, which nobody changes on the page. Both at once a name cannot be.
import { fieldsOf, type ViewNode } from "@colloquy/protocol";

/** The first name that is a field of a form and in its payload, too. */
export function clashOf(view: ViewNode): string | undefined {
  const waiting: ViewNode[] = [view];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.type === "Form") {
      const { payload } = node.action ?? {};
      const clash = fieldsOf(node).find(({ key }) => typeof payload === "object" && payload !== null && Object.hasOwn(payload, key));
      if (clash) return clash.key;
    }
    if ("children" in node) waiting.push(...(node.children ?? []));
  }
  return undefined;
}

/** What is wrong with it, and what to do. */
export function clashWords(key: string): { readonly message: string; readonly fix: string } {
  return {
    message: `Form: "${key}" is one of its fields, and in its payload, which nobody can change.`,
    fix: "Leave one of the two out. What a field begins with is `initial`.",
  };
}
