// Marks what was found in the conversation as it is drawn, without touching what draws it: by the browser's own highlights, and where it has
// none by selecting the place one is at.
import { findWords } from "@colloquy/protocol";
import { drawnParts } from "../thread/said-text.ts";
import { reveal } from "../view/reveal.ts";
import { walkTo } from "./show-message.ts";
import "../../theme/parts/found.css";

const ALL = "found";
const CURRENT = "found-here";

/** Marks every place of these words, folded, in these messages, and the one that one is at; returns that one. */
export function markHits(
  elements: Iterable<HTMLElement>,
  words: readonly string[],
  at: { readonly id: string; readonly nth: number } | undefined,
): Range | undefined {
  const all: Range[] = [];
  let current: Range | undefined;
  for (const element of elements) {
    const ranges = placesIn(element, words);
    all.push(...ranges);
    // Signs of Markdown are in the text and not on the page, so there may be fewer places than were counted.
    if (at && element.id === at.id) current = ranges[Math.min(at.nth, ranges.length - 1)];
  }
  if (canMark()) highlight(all, current ? [current] : []);
  else select(current);
  return current;
}

/** Marks every place of these words, folded, in one message as the one that was gone to; a browser without highlights shows none. Returns the first. */
export function markFound(message: HTMLElement, words: readonly string[]): Range | undefined {
  const ranges = placesIn(message, words);
  if (canMark()) highlight([], ranges);
  return ranges[0];
}

export function clearMarks(): void {
  if (!canMark()) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}

/** Marks again whenever the conversation is drawn anew, once a frame at most, until what comes back is called. */
export function keepMarked(mark: () => void): () => void {
  const log = document.querySelector(".log .column");
  if (!log) return () => undefined;
  let frame = 0;
  const observer = new MutationObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(mark);
  });
  observer.observe(log, { childList: true, subtree: true, characterData: true });
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}

/** Brings a place into view: what it is folded into opens, and the message around it may be longer than the window. */
export function goToPlace(range: Range): void {
  const inside = range.startContainer.parentElement;
  if (!inside) return;
  reveal(inside);
  const folded = inside.closest("[data-folded]");
  // As a browser moves it that found something there.
  if (folded && range.getBoundingClientRect().bottom > folded.getBoundingClientRect().bottom) folded.scrollTop = folded.scrollHeight;
  requestAnimationFrame(() => requestAnimationFrame(() => scrollTo(range)));
}

function scrollTo(range: Range): void {
  const log = document.querySelector(".log");
  const [box, view] = [range.getBoundingClientRect(), log?.getBoundingClientRect()];
  if (!log || !view || box.height === 0) return;
  if (box.top >= view.top + 24 && box.bottom <= view.bottom - 24) return;
  log.scrollBy({ top: box.top - view.top - view.height / 2, behavior: "instant" });
  if (range.startContainer.parentElement) walkTo(range.startContainer.parentElement);
}

function canMark(): boolean {
  return typeof Highlight !== "undefined" && typeof CSS !== "undefined" && "highlights" in CSS;
}

function highlight(all: readonly Range[], current: readonly Range[]): void {
  CSS.highlights.set(ALL, new Highlight(...all));
  const here = new Highlight(...current);
  here.priority = 1;
  CSS.highlights.set(CURRENT, here);
}

function placesIn(message: HTMLElement, words: readonly string[]): Range[] {
  return drawnParts(message).flatMap((part) => toRanges(part, words));
}

function toRanges(element: HTMLElement, words: readonly string[]): Range[] {
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
  return findWords(text, words).flatMap(({ start, end }) => {
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
