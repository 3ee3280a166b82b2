// One page: the drawing, over it its text to select and its links.
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { memo, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { drawPage, forget } from "./draw-page.ts";
import type { PageSize } from "./page-layout.ts";
import { findPage, type PageLink, readLinks } from "./page-links.ts";
import { drawText } from "./page-text-layer.ts";

interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  /** Px of a point. */
  readonly scale: number;
  readonly top: number;
  readonly size: PageSize;
  readonly onSize: (page: number, size: PageSize) => void;
  /** Its text is there, or gone. */
  readonly onText: (page: number, layer: HTMLElement | undefined) => void;
  readonly onGo: (page: number) => void;
}

export const PdfPage = memo(function PdfPage({ pdf, page, scale, top, size, onSize, onText, onGo }: PdfPageProps) {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const [links, setLinks] = useState<readonly PageLink[]>([]);
  const isBad = useDrawing({ pdf, page, scale, sheet, onSize });
  useEffect(() => {
    const container = layer.current;
    if (!container) return undefined;
    let isWanted = true;
    const text = drawText(pdf, page, container, () => isWanted && onText(page, container));
    void pdf
      .getPage(page)
      .then(readLinks)
      .then((found) => isWanted && setLinks(found))
      .catch(() => undefined);
    return () => {
      isWanted = false;
      text.cancel();
      onText(page, undefined);
    };
  }, [pdf, page, onText]);
  const go = (target: unknown) => void findPage(pdf, target).then((found) => found !== undefined && onGo(found));
  return (
    <section
      className="pdf-page"
      aria-label={t("elements.pdf.pageNumber", { page })}
      style={{ insetBlockStart: top, inlineSize: size.width, blockSize: size.height, "--total-scale-factor": scale } as object}
    >
      <div ref={sheet} className="pdf-sheet" />
      {isBad && <p className="pdf-bad">{t("elements.pdf.badPage")}</p>}
      <div ref={layer} className="pdf-text" />
      {links.map(({ box, url, target }) => {
        const place = `${box.start} ${box.top} ${box.width} ${box.height}`;
        const style = {
          insetInlineStart: `${box.start}%`,
          insetBlockStart: `${box.top}%`,
          inlineSize: `${box.width}%`,
          blockSize: `${box.height}%`,
        };
        return url !== undefined ? (
          <a key={place} className="pdf-link" style={style} href={url} target="_blank" rel="noopener noreferrer" title={url}>
            <span className="sr">{url}</span>
          </a>
        ) : (
          <button
            key={place}
            type="button"
            className="pdf-link"
            style={style}
            aria-label={t("elements.pdf.goThere")}
            onClick={() => go(target)}
          />
        );
      })}
    </section>
  );
});

interface DrawingOptions extends Pick<PdfPageProps, "pdf" | "page" | "scale" | "onSize"> {
  readonly sheet: { readonly current: HTMLElement | null };
}

/** The drawing before stays until the next one is done. Whether the page cannot be drawn. */
function useDrawing({ pdf, page, scale, sheet, onSize }: DrawingOptions): boolean {
  const [isBad, setBad] = useState(false);
  const shown = useRef<HTMLCanvasElement>(undefined);
  useEffect(() => {
    let isWanted = true;
    let stop: (() => void) | undefined;
    const draw = async () => {
      const found = await pdf.getPage(page);
      if (!isWanted) return;
      const { width, height } = found.getViewport({ scale: 1 });
      onSize(page, { width, height });
      const { canvas, task } = drawPage(found, scale, window.devicePixelRatio);
      stop = () => task.cancel();
      await task.promise;
      if (!isWanted) return forget(canvas);
      sheet.current?.replaceChildren(canvas);
      forget(shown.current);
      shown.current = canvas;
      setBad(false);
    };
    draw().catch(() => isWanted && setBad(true));
    return () => {
      isWanted = false;
      stop?.();
    };
  }, [pdf, page, scale, sheet, onSize]);
  useEffect(() => () => forget(shown.current), []);
  return isBad;
}
