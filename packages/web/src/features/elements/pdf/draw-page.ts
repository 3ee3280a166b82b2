// Draws a page on a canvas that is no larger than browsers and memories bear.
import type { PDFPageProxy, RenderTask } from "pdfjs-dist/legacy/build/pdf.mjs";

/** 16 million pixels are 64 MB. Above it the page is drawn coarser. */
const MOST_PIXELS = 16_777_216;

export interface Drawing {
  readonly canvas: HTMLCanvasElement;
  readonly task: RenderTask;
}

/** `scale` is px per point, as laid out; a dense screen gets as many dots as it has. */
export function drawPage(page: PDFPageProxy, scale: number, density: number): Drawing {
  const flat = page.getViewport({ scale });
  const dots = Math.min(density, Math.sqrt(MOST_PIXELS / (flat.width * flat.height)));
  const viewport = page.getViewport({ scale: scale * dots });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  return { canvas, task: page.render({ canvas, viewport }) };
}

/** Browsers keep the memory of a canvas until they feel like giving it back. */
export function forget(canvas: HTMLCanvasElement | undefined): void {
  if (!canvas) return;
  canvas.width = 0;
  canvas.height = 0;
}
