// Keeps what a person selected in the live block when that block is sealed and its elements are made anew.

/** Remembers a selection that lies inside an element; call the result once the element's text stands elsewhere under the same parent. */
export function keepSelection(element: Element): (() => void) | undefined {
  const selection = document.getSelection?.();
  const { anchorNode, focusNode } = selection ?? {};
  if (!selection || selection.isCollapsed || !anchorNode || !focusNode) return undefined;
  if (!element.contains(anchorNode) || !element.contains(focusNode)) return undefined;
  const host = element.parentElement?.parentElement;
  if (!host) return undefined;
  const anchor = offsetIn(element, anchorNode, selection.anchorOffset);
  const focus = offsetIn(element, focusNode, selection.focusOffset);
  const text = element.textContent ?? "";
  return () => {
    for (const child of Array.from(host.children).reverse()) {
      if (!(child.textContent ?? "").startsWith(text.trimEnd().slice(0, Math.max(anchor, focus)))) continue;
      const from = placeAt(child, anchor, anchor < focus);
      const to = placeAt(child, focus, focus < anchor);
      if (from && to) selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
      return;
    }
  };
}

/**
 * Remembers a selection of which one end or both lie inside an element whose nodes are about to be made anew, with the same text. What begins before
 * the element and ends behind it stays by itself.
 */
export function keepTextSelection(element: Element): (() => void) | undefined {
  const selection = document.getSelection?.();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  if (!selection || selection.isCollapsed || !anchorNode || !focusNode) return undefined;
  const anchor = element.contains(anchorNode) ? offsetIn(element, anchorNode, anchorOffset ?? 0) : undefined;
  const focus = element.contains(focusNode) ? offsetIn(element, focusNode, focusOffset ?? 0) : undefined;
  if (anchor === undefined && focus === undefined) return undefined;
  const { startContainer, startOffset } = selection.getRangeAt(0);
  const forward = startContainer === anchorNode && startOffset === anchorOffset;
  return () => {
    const from = anchor === undefined ? { node: anchorNode, offset: anchorOffset ?? 0 } : placeAt(element, anchor, forward);
    const to = focus === undefined ? { node: focusNode, offset: focusOffset ?? 0 } : placeAt(element, focus, !forward);
    if (from && to) selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
  };
}

function offsetIn(element: Element, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** Where an offset stands: between two texts, what begins there is at the head of the second, and behind the last text at its end. */
function placeAt(element: Element, offset: number, begins: boolean): { node: Text; offset: number } | undefined {
  const walker = document.createTreeWalker(element, 4);
  let left = offset;
  let last: Text | undefined;
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    if (left < node.length || (left === node.length && !begins)) return { node, offset: left };
    left -= node.length;
    last = node;
  }
  return last && left === 0 ? { node: last, offset: last.length } : undefined;
}
