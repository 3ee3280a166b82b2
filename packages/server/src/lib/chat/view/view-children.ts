// What stands in a component, as JSX and plain calls give it: lists in lists, texts in pieces, and what only stands for nothing.
import { ChatError, type ViewNode } from "@colloquy/protocol";

/** What can stand in a component: components, texts, numbers, lists of them. True, false, null and undefined show nothing. */
export type ViewChild = ViewNode | string | number | boolean | null | undefined | readonly ViewChild[];
/** What can stand where only words do. */
export type ViewWords = string | number | boolean | null | undefined | readonly ViewWords[];
/** What a component of your own may return, and what a message takes: a component, or several, which stand below each other. */
export type View = ViewNode | readonly ViewChild[];

/** More levels of lists are one that holds itself. */
const MOST_LEVELS = 100;
/** People write dates in many ways, and only the app knows where and for whom. */
const DATE_FIX = 'Write it as people read it: date.toLocaleDateString("en-GB").';

/** The components; texts that follow each other are one, as a line of JSX with a value in it is. */
export function toNodes(children: unknown): ViewNode[] {
  const nodes: ViewNode[] = [];
  let words = "";
  const settle = () => {
    if (words.trim() !== "") nodes.push({ type: "Text", text: words.trim() });
    words = "";
  };
  for (const child of flat(children)) {
    if (typeof child === "string" || typeof child === "number") words += String(child);
    else if (typeof child !== "boolean" && child !== null && child !== undefined) {
      settle();
      nodes.push(toNode(child));
    }
  }
  settle();
  return nodes;
}

/** The words; throws BAD_INPUT for anything else. */
export function toWords(component: string, children: unknown): string {
  return [...flat(children)]
    .map((child) => {
      if (typeof child === "string" || typeof child === "number") return String(child);
      if (typeof child === "boolean" || child === null || child === undefined) return "";
      if (child instanceof Date) throw new ChatError("BAD_INPUT", `${component} has a date in it.`, { fix: DATE_FIX });
      throw new ChatError("BAD_INPUT", `${component} has only words in it.`, {
        fix: `Put other components beside it, in a Row or a Column.`,
      });
    })
    .join("");
}

function* flat(children: unknown, level = 0): Generator<unknown> {
  if (!Array.isArray(children)) yield children;
  else if (level > MOST_LEVELS) throw new ChatError("BAD_INPUT", "The children of a component are nested without end.");
  else for (const child of children) yield* flat(child, level + 1);
}

function toNode(child: unknown): ViewNode {
  if (child instanceof Promise)
    throw new ChatError("BAD_INPUT", "A component of a view cannot wait.", {
      fix: "Await what it needs before, and give it that as a prop.",
    });
  if (typeof child === "function")
    throw new ChatError("BAD_INPUT", `A view has a function in it${child.name && `: ${child.name}`}.`, {
      fix: "Call it, or write it as <Name />.",
    });
  if (typeof child === "object" && child !== null && "type" in child) return child as ViewNode;
  if (child instanceof Date) throw new ChatError("BAD_INPUT", "A view has a date in it.", { fix: DATE_FIX });
  throw new ChatError("BAD_INPUT", `A view has something in it that is no component: ${child === null ? "null" : typeof child}.`, {
    fix: "Make its parts with the components of colloquy/view.",
  });
}
