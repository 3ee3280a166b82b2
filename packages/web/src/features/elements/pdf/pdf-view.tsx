// A PDF: under a message a card with one page, in the panel and on a page of its own a viewer.
import type { ElementViewProps } from "../element-view.ts";
import { PdfCard } from "./pdf-card.tsx";
import { PdfViewer } from "./pdf-viewer.tsx";
import "./pdf.css";

export function PdfView({ place, ...props }: ElementViewProps) {
  return place === "inline" ? <PdfCard {...props} /> : <PdfViewer {...props} />;
}
