// Marks what was found in the conversation as it is drawn, without touching what draws it: by the browser's own highlights, and where it has
// none by selecting the place one is at.
import { findWords, foldText } from "@colloquy/protocol";

const ALL = "found";
const CURRENT = "found-here";

/** Marks every place in these messages, and the one that one is at; returns that one. */
export function markHits(
  elements: Iterable<HTMLElement>,
  query: string,
  at: { readonly id: string; readonly nth: number } | undefined,
): Range | undefined {
  const all: Range[] = [];
  let current: Range | undefined;
  for (const element of elements) {
    const ranges = toRanges(element, query);
    all.push(...ranges);
    // Signs of Markdown are in the text and not on the page, so there may be fewer places than were counted.
    if (at && element.id === at.id) current = ranges[Math.min(at.nth, ranges.length - 1)];
  }
  if (typeof Highlight === "undefined" || !CSS.highlights) select(current);
  else {
    CSS.highlights.set(ALL, new Highlight(...all));
    const here = new Highlight(...(current ? [current] : []));
    here.priority = 1;
    CSS.highlights.set(CURRENT, here);
  }
  return current;
}

export function clearMarks(): void {
  if (typeof CSS === "undefined" || !("highlights" in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}

function toRanges(element: HTMLElement, query: string): Range[] {
  const nodes: { readonly node: Text; readonly from: number }[] = [];
  let text = "";
  // Tools and what only screen readers are told are no words of the message.
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest(".tools, .sr, [aria-hidden='true'], button") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    nodes.push({ node, from: text.length });
    text += node.data;
  }
  const place = (offset: number, isEnd: boolean) => {
    const found = nodes.findLast(({ from }) => (isEnd ? from < offset : from <= offset));
    return found && { node: found.node, offset: offset - found.from };
  };
  return findWords(text, [foldText(query)]).flatMap(({ start, end }) => {
    const [first, last] = [place(start, false), place(end, true)];
    if (!first || !last) return [];
    const range = document.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset);
    return [range];
  });
}

function select(range: Range | undefined): void {
  const selection = document.getSelection();
  selection?.removeAllRanges();
  if (range) selection?.addRange(range);
}
