// What is selected in the conversation. Small, as the page listens for it from the beginning.

const SAID = ".ai-message, .bubble, .view";

/** The selection, if it begins or ends in something that was said; `inside` must hold its beginning. */
export function findSelection(inside?: Element): Range | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const [begins, ends] = [elementOf(range.startContainer), elementOf(range.endContainer)];
  const said = begins?.closest(SAID) ?? ends?.closest(SAID);
  if (!begins || !said || !begins.closest(".log")?.contains(range.endContainer)) return undefined;
  return inside && !inside.contains(begins) ? undefined : range;
}

export function elementOf(node: Node): Element | undefined {
  return node instanceof Element ? node : (node.parentElement ?? undefined);
}
