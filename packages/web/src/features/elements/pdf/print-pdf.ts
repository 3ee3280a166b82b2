// Prints a document: its pages as pictures, since the browser's own viewer is none of ours to call.
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { drawPage, forget } from "./draw-page.ts";

/** Dots of an inch. */
const PRINT_DPI = 150;

/** Tells how far it is; stops when the signal says so. */
export async function printPdf(pdf: PDFDocumentProxy, onProgress: (done: number) => void, signal: AbortSignal): Promise<void> {
  const paper = document.createElement("div");
  paper.id = "pdf-print";
  const addresses: string[] = [];
  try {
    for (let number = 1; number <= pdf.numPages; number++) {
      const { canvas, task } = drawPage(await pdf.getPage(number), PRINT_DPI / 72, 1);
      await task.promise;
      signal.throwIfAborted();
      const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.92));
      forget(canvas);
      if (picture) {
        const image = new Image();
        image.src = URL.createObjectURL(picture);
        image.alt = "";
        addresses.push(image.src);
        paper.append(image);
      }
      onProgress(number);
    }
    document.body.append(paper);
    await Promise.all([...paper.querySelectorAll("img")].map((image) => image.decode().catch(() => undefined)));
    signal.throwIfAborted();
    document.body.dataset["printing"] = "pdf";
    window.print();
  } finally {
    delete document.body.dataset["printing"];
    paper.remove();
    for (const address of addresses) URL.revokeObjectURL(address);
  }
}
