// The text of a page over its drawing: invisible, there to be selected, found and read out.
import { type PDFDocumentProxy, TextLayer } from "pdfjs-dist/legacy/build/pdf.mjs";

/** Fills the container; its size follows the page by style alone, so it is drawn once for all zooms. */
export function drawText(pdf: PDFDocumentProxy, page: number, container: HTMLElement, onDone: () => void): { readonly cancel: () => void } {
  let layer: TextLayer | undefined;
  let isWanted = true;
  const draw = async () => {
    const found = await pdf.getPage(page);
    if (!isWanted) return;
    container.replaceChildren();
    layer = new TextLayer({ textContentSource: found.streamTextContent(), container, viewport: found.getViewport({ scale: 1 }) });
    await layer.render();
    if (isWanted) onDone();
  };
  // Without its text a page can be looked at.
  draw().catch(() => undefined);
  return {
    cancel: () => {
      isWanted = false;
      layer?.cancel();
    },
  };
}
