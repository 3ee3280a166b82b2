// Finds a text in all pages: those before and behind are read one after the other, beginning with the one that is seen.
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useCallback, useEffect, useRef, useState } from "react";
import { clearHits, countHits, markHits, type PdfHit, readText } from "./page-text.ts";

/** Reading goes on for so long before the count is told, in ms. */
const TOLD_MS = 150;

export interface PdfSearch {
  readonly count: number;
  /** Which of them one is at, from 0; -1 when there is none. */
  readonly at: number;
  readonly isReading: boolean;
  readonly step: (by: 1 | -1) => void;
  /** For pages whose text was drawn. */
  readonly onText: (page: number, layer: HTMLElement | undefined) => void;
}

interface Found {
  readonly hits: readonly PdfHit[];
  readonly at: number;
  readonly isReading: boolean;
}

const NOTHING: Found = { hits: [], at: -1, isReading: false };

export function usePdfSearch(pdf: PDFDocumentProxy, query: string, page: number, show: (page: number, place?: Range) => void): PdfSearch {
  const [found, setFound] = useState(NOTHING);
  const texts = useRef(new Map<number, string>());
  const layers = useRef(new Map<number, HTMLElement>());
  const now = useRef({ page, show, query, current: undefined as PdfHit | undefined });
  const current = found.hits[found.at];
  now.current = { page, show, query, current };
  const mark = useCallback(() => markHits(layers.current, now.current.query, now.current.current), []);
  const onText = useCallback(
    (drawn: number, layer: HTMLElement | undefined) => {
      if (layer) layers.current.set(drawn, layer);
      else layers.current.delete(drawn);
      if (now.current.query.trim() === "") return;
      const place = mark();
      if (layer && place && now.current.current?.page === drawn) now.current.show(drawn, place);
    },
    [mark],
  );
  useEffect(() => {
    if (query.trim() === "") {
      setFound(NOTHING);
      clearHits();
      return undefined;
    }
    let isWanted = true;
    void readAll({ pdf, query, texts: texts.current, from: now.current.page, isWanted: () => isWanted, tell: setFound });
    return () => {
      isWanted = false;
    };
  }, [pdf, query]);
  useEffect(() => {
    if (!current) return;
    const place = mark();
    now.current.show(current.page, place);
  }, [current, mark]);
  useEffect(() => clearHits, []);
  const step = useCallback((by: 1 | -1) => {
    setFound((before) => {
      const { length } = before.hits;
      return length === 0 ? before : { ...before, at: (before.at + by + length) % length };
    });
  }, []);
  return { count: found.hits.length, at: found.at, isReading: found.isReading, step, onText };
}

interface Reading {
  readonly pdf: PDFDocumentProxy;
  readonly query: string;
  /** What was read before. */
  readonly texts: Map<number, string>;
  readonly from: number;
  readonly isWanted: () => boolean;
  readonly tell: (change: (before: Found) => Found) => void;
}

async function readAll({ pdf, query, texts, from, isWanted, tell }: Reading): Promise<void> {
  const counts = new Map<number, number>();
  let told = performance.now();
  const report = (isReading: boolean) => {
    const pages = [...counts.keys()].sort((one, other) => one - other);
    const hits = pages.flatMap((page) => Array.from({ length: counts.get(page) ?? 0 }, (_, nth) => ({ page, nth })));
    const first = hits.findIndex(({ page }) => page >= from);
    tell((before) => {
      const kept = before.hits[before.at];
      const same = kept ? hits.findIndex(({ page, nth }) => page === kept.page && nth === kept.nth) : -1;
      return { hits, at: same >= 0 ? same : first >= 0 ? first : hits.length - 1, isReading };
    });
  };
  tell(() => ({ hits: [], at: -1, isReading: true }));
  for (let n = 0; n < pdf.numPages; n++) {
    const page = ((from - 1 + n) % pdf.numPages) + 1;
    let text = texts.get(page);
    if (text === undefined) texts.set(page, (text = await readPage(pdf, page)));
    if (!isWanted()) return;
    const count = countHits(text, query);
    if (count > 0) counts.set(page, count);
    if (performance.now() - told > TOLD_MS) {
      told = performance.now();
      report(true);
    }
  }
  report(false);
}

async function readPage(pdf: PDFDocumentProxy, page: number): Promise<string> {
  try {
    return await readText(await pdf.getPage(page));
  } catch {
    return "";
  }
}
