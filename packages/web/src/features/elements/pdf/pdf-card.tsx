// The card of a document: one page of it, of a size that is known before the document is.

import { FileText, Lock } from "lucide-react";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import type { ElementViewProps } from "../element-view.ts";
import { drawPage, forget } from "./draw-page.ts";
import { toStartPage } from "./page-layout.ts";
import { usePdf } from "./use-pdf.ts";

type PdfCardProps = Omit<ElementViewProps, "place">;

/** The page is drawn so high, in px; the style says the same. */
const HEIGHT_PX = 320;

export function PdfCard({ element, url, onOpen }: PdfCardProps) {
  const { t } = useTranslation();
  const state = usePdf(url);
  const isOpen = state.is === "open";
  const content = (
    <>
      <span className="pdf-thumb">
        {isOpen && <Thumbnail pdf={state.pdf} page={toStartPage(element.props?.["page"], state.pdf.numPages)} />}
        {state.is === "locked" && <Icon of={Lock} />}
      </span>
      <span className="pdf-caption">
        <Icon of={FileText} size="s" />
        <bdi className="t">{element.name}</bdi>
        <small className="num">
          {isOpen ? t("elements.pdf.pages", { count: state.pdf.numPages }) : state.is === "locked" ? t("elements.pdf.locked") : "\u00a0"}
        </small>
      </span>
    </>
  );
  if (!onOpen) return <div className="pdf-card">{content}</div>;
  return (
    <button type="button" className="pdf-card" onClick={onOpen} aria-label={t("elements.pdf.open", { name: element.name })}>
      {content}
    </button>
  );
}

function Thumbnail({ pdf, page }: { readonly pdf: PDFDocumentProxy; readonly page: number }) {
  const box = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let canvas: HTMLCanvasElement | undefined;
    let isWanted = true;
    const draw = async () => {
      const found = await pdf.getPage(page);
      const drawing = drawPage(found, HEIGHT_PX / found.getViewport({ scale: 1 }).height, window.devicePixelRatio);
      await drawing.task.promise;
      canvas = drawing.canvas;
      if (isWanted) box.current?.replaceChildren(canvas);
    };
    // A page that cannot be drawn stays white; the document may be worth opening all the same.
    draw().catch(() => undefined);
    return () => {
      isWanted = false;
      forget(canvas);
    };
  }, [pdf, page]);
  return <span ref={box} className="pdf-sheet" />;
}
