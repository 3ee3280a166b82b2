// The text of pages, and where something is in it: read once, and in the form that the layer over the page has too.
import { findWords, foldText } from "@colloquy/protocol";
import type { PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

/** One place: the page, and the how manieth on it. */
export interface PdfHit {
  readonly page: number;
  readonly nth: number;
}

/** More are not told apart. */
const MOST_HITS = 5_000;

export async function readText(page: PDFPageProxy): Promise<string> {
  const { items } = await page.getTextContent();
  let text = "";
  for (const item of items) if ("str" in item) text += item.str + (item.hasEOL ? "\n" : "");
  return text;
}

export function countHits(text: string, query: string): number {
  return findHits(text, query).length;
}

export function findHits(text: string, query: string) {
  const wanted = foldText(query.trim());
  // A line ends where the page does, and words go on.
  return wanted === "" ? [] : findWords(text.replaceAll("\n", " "), [wanted], MOST_HITS);
}

const ALL = "pdf-found";
const CURRENT = "pdf-found-here";

/** Marks what was found on the pages that are drawn; returns the place one is at when it is drawn. */
export function markHits(layers: ReadonlyMap<number, HTMLElement>, query: string, at: PdfHit | undefined): Range | undefined {
  if (typeof Highlight === "undefined" || !CSS.highlights) return undefined;
  const all: Range[] = [];
  let current: Range | undefined;
  for (const [page, layer] of layers) {
    const ranges = toRanges(layer, query);
    all.push(...ranges);
    if (at?.page === page) current = ranges[at.nth];
  }
  const here = new Highlight(...(current ? [current] : []));
  here.priority = 1;
  CSS.highlights.set(ALL, new Highlight(...all));
  CSS.highlights.set(CURRENT, here);
  return current;
}

export function clearHits(): void {
  if (typeof CSS === "undefined" || !("highlights" in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}

function toRanges(layer: HTMLElement, query: string): Range[] {
  const nodes: { readonly node: Text; readonly from: number }[] = [];
  let text = "";
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node instanceof Text) {
      nodes.push({ node, from: text.length });
      text += node.data;
    } else if (node instanceof HTMLBRElement) text += "\n";
  }
  const place = (offset: number, isEnd: boolean) => {
    const found = nodes.findLast(({ from }) => (isEnd ? from < offset : from <= offset));
    return found && { node: found.node, offset: Math.min(offset - found.from, found.node.length) };
  };
  return findHits(text, query).flatMap(({ start, end }) => {
    const [first, last] = [place(start, false), place(end, true)];
    if (!first || !last) return [];
    const range = document.createRange();
    range.setStart(first.node, first.offset);
    range.setEnd(last.node, last.offset);
    return [range];
  });
}
