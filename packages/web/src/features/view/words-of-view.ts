// What a view says, as text: copied, found and counted with its message.
import { type Element, type ViewNode, viewToPlainText, viewToText } from "@colloquy/protocol";
import { wordsOf } from "./words-of.ts";

/** Undefined for what is no view. One that is broken is told by its words. As Markdown, to be taken along; plain, to be found. */
export function wordsOfView({ type, props }: Pick<Element, "type" | "props">, as: "markdown" | "plain"): string | undefined {
  if (type !== "view") return undefined;
  const view = props?.["view"];
  try {
    return (as === "markdown" ? viewToText : viewToPlainText)(view as ViewNode);
  } catch {
    return wordsOf(view, true);
  }
}
