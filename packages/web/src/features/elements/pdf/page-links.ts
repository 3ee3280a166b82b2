// The links of a page: to elsewhere by the page's own judgement of addresses, and to other pages of the document.
import type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { toSafeUrl } from "../../../components/markdown/safe-url.ts";

export interface PageLink {
  /** In per cent of the page, which is written from left to right. */
  readonly box: { readonly start: number; readonly top: number; readonly width: number; readonly height: number };
  /** An address elsewhere. */
  readonly url: string | undefined;
  /** A place in the document, as pdf.js understands it. */
  readonly target: unknown;
}

interface Annotation {
  readonly subtype?: string;
  readonly rect?: readonly number[];
  readonly url?: string;
  readonly dest?: unknown;
}

/** More links than this are no page for people. */
const MOST_LINKS = 500;

export async function readLinks(page: PDFPageProxy): Promise<readonly PageLink[]> {
  const all: readonly Annotation[] = await page.getAnnotations({ intent: "display" });
  const { width, height, ...viewport } = page.getViewport({ scale: 1 });
  const links: PageLink[] = [];
  const places = new Set<string>();
  for (const { subtype, rect, url, dest } of all) {
    if (subtype !== "Link" || !rect || links.length >= MOST_LINKS) continue;
    const safe = url === undefined ? undefined : toWebAddress(url);
    if (safe === undefined && (dest === undefined || dest === null)) continue;
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = toBox(viewport.transform, rect);
    const box = {
      start: (100 * Math.min(x1, x2)) / width,
      top: (100 * Math.min(y1, y2)) / height,
      width: (100 * Math.abs(x2 - x1)) / width,
      height: (100 * Math.abs(y2 - y1)) / height,
    };
    // One link above another of the same size is one link.
    if (places.size === places.add(Object.values(box).join(" ")).size) continue;
    links.push({ box, url: safe, target: dest });
  }
  return links;
}

/** A document knows nothing of our paths: what has no scheme leads nowhere. */
function toWebAddress(url: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:/i.test(url.trim()) ? toSafeUrl(url) : undefined;
}

function toBox([a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]: readonly number[], [x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]) {
  return [a * x1 + c * y1 + e, b * x1 + d * y1 + f, a * x2 + c * y2 + e, b * x2 + d * y2 + f];
}

/** The page that a place is on, from 1; undefined when it is nowhere. */
export async function findPage(pdf: PDFDocumentProxy, target: unknown): Promise<number | undefined> {
  try {
    const place: unknown = typeof target === "string" ? await pdf.getDestination(target) : target;
    const first: unknown = Array.isArray(place) ? place[0] : undefined;
    if (typeof first === "number") return first + 1;
    if (typeof first !== "object" || first === null) return undefined;
    return (await pdf.getPageIndex(first as Parameters<PDFDocumentProxy["getPageIndex"]>[0])) + 1;
  } catch {
    return undefined;
  }
}
