// The viewer of a document: its pages one above the other, of which only those that are near are drawn.
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ElementViewProps } from "../element-view.ts";
import { useTallScroll } from "../use-tall-scroll.ts";
import { fitWidth, PageLayout, type PageSize, PX_PER_POINT, toStartPage } from "./page-layout.ts";
import { PasswordForm } from "./password-form.tsx";
import { PdfPage } from "./pdf-page.tsx";
import { PdfTools } from "./pdf-tools.tsx";
import { usePdf } from "./use-pdf.ts";
import { usePdfSearch } from "./use-pdf-search.ts";

/** Beside the widest page, in px. */
const MARGIN_PX = 16;
/** So many px above and below what is seen are drawn too, and no more pages than these. */
const AROUND_PX = 400;
const MOST_PAGES = 8;

export function PdfViewer({ element, url }: Omit<ElementViewProps, "place">) {
  const { t } = useTranslation();
  const state = usePdf(url);
  if (state.is === "open")
    return (
      <OpenViewer
        key={url}
        pdf={state.pdf}
        first={state.first}
        name={element.name}
        url={url}
        start={toStartPage(element.props?.["page"], state.pdf.numPages)}
      />
    );
  return (
    <div className="pdf-viewer">
      <div className="pdf-pages">
        {state.is === "locked" ? (
          <PasswordForm isWrong={state.isWrong} onAnswer={state.answer} />
        ) : (
          <output className="sr">{t("elements.pdf.loading")}</output>
        )}
      </div>
    </div>
  );
}

interface OpenViewerProps {
  readonly pdf: PDFDocumentProxy;
  readonly first: PageSize;
  readonly name: string;
  readonly url: string | undefined;
  readonly start: number;
}

function OpenViewer({ pdf, first, name, url, start }: OpenViewerProps) {
  const [sizes, setSizes] = useState<readonly PageSize[]>(() => Array.from({ length: pdf.numPages }, () => first));
  const [zoom, setZoom] = useState<number | "fit">("fit");
  const [width, setWidth] = useState(0);
  const factor = zoom === "fit" ? Math.min(fitWidth(sizes, Math.max(width - 2 * MARGIN_PX, 1)), 3) : zoom;
  const scale = factor * PX_PER_POINT;
  const layout = useMemo(() => new PageLayout(sizes, scale), [sizes, scale]);
  const view = useTallScroll(layout.height);
  const { scroll, box, moveTo } = view;
  const page = layout.read(scroll.top, view.height);
  const [finding, setFinding] = useState(false);
  const [query, setQuery] = useState("");
  useLayoutEffect(() => setWidth(view.width), [view.width]);
  useKeepPlace(width > 0 ? layout : undefined, scroll.top, moveTo, start);
  const onSize = useCallback((number: number, size: PageSize) => {
    setSizes((before) => {
      const known = before[number - 1];
      return known && known.width === size.width && known.height === size.height ? before : before.with(number - 1, size);
    });
  }, []);
  const now = useRef(layout);
  now.current = layout;
  const goTo = useCallback((number: number) => moveTo(now.current.top(number)), [moveTo]);
  const show = useCallback(
    (number: number, place?: Range) => {
      const area = place?.getBoundingClientRect();
      const frame = box.current?.getBoundingClientRect();
      if (!area || !frame) return goTo(number);
      if (area.top < frame.top || area.bottom > frame.bottom) moveTo(scroll.top + area.top - frame.top - frame.height / 3);
    },
    [box, scroll, moveTo, goTo],
  );
  const search = usePdfSearch(pdf, finding ? query : "", page, show);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "f" || finding) return;
    setFinding(true);
    event.preventDefault();
    event.stopPropagation();
  };
  const from = layout.at(Math.max(0, scroll.top - AROUND_PX));
  const to = width === 0 ? 0 : Math.min(layout.at(scroll.top + view.height + AROUND_PX), from + MOST_PAGES - 1);
  const widest = sizes.reduce((most, size) => Math.max(most, size.width), 0) * scale + 2 * MARGIN_PX;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only knows of Ctrl F before the browser does
    <div className="pdf-viewer" onKeyDown={onKeyDown}>
      <PdfTools
        pdf={pdf}
        name={name}
        url={url}
        page={page}
        onPage={goTo}
        zoom={zoom}
        factor={factor}
        onZoom={setZoom}
        search={search}
        finding={finding}
        query={query}
        onFinding={setFinding}
        onQuery={setQuery}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section ref={box} className="pdf-pages" aria-label={name} tabIndex={0} onScroll={view.onScroll}>
        <div className="pdf-column" style={{ blockSize: scroll.size, minInlineSize: widest }}>
          {Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at).map((number) => (
            <PdfPage
              key={number}
              pdf={pdf}
              page={number}
              scale={scale}
              top={layout.top(number) - scroll.shift}
              size={layout.size(number)}
              onSize={onSize}
              onText={search.onText}
              onGo={goTo}
            />
          ))}
        </div>
      </section>
    </div>
  );
}

/** Whatever changes the sizes of pages, the place that is read stays at the top; the first time it is the page to begin with. */
function useKeepPlace(layout: PageLayout | undefined, top: number, moveTo: (top: number) => void, start: number): void {
  const before = useRef<PageLayout>(undefined);
  const place = useRef({ page: start, part: 0 });
  useLayoutEffect(() => {
    if (!layout) return;
    if (before.current !== layout) {
      before.current = layout;
      const { page, part } = place.current;
      moveTo(layout.top(page) + part * layout.size(page).height);
      return;
    }
    const page = layout.at(top);
    place.current = { page, part: (top - layout.top(page)) / Math.max(1, layout.size(page).height) };
  }, [layout, top, moveTo]);
}
