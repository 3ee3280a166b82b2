// Above a document: pages, zoom, what is looked for, print and download.
import { ChevronDown, ChevronUp, Download, MoveHorizontal, Printer, Search, X, ZoomIn, ZoomOut } from "lucide-react";
import type { PDFDocumentProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../../components/ui/icon.tsx";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { toLocale } from "../../thread/times.ts";
import { stepZoom, ZOOMS } from "./page-layout.ts";
import { printPdf } from "./print-pdf.ts";
import type { PdfSearch } from "./use-pdf-search.ts";

interface PdfToolsProps {
  readonly pdf: PDFDocumentProxy;
  readonly name: string;
  readonly url: string | undefined;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly zoom: number | "fit";
  readonly factor: number;
  readonly onZoom: (zoom: number | "fit") => void;
  readonly search: PdfSearch;
  readonly finding: boolean;
  readonly query: string;
  readonly onFinding: (finding: boolean) => void;
  readonly onQuery: (query: string) => void;
}

export function PdfTools(props: PdfToolsProps) {
  const { t } = useTranslation();
  const { pdf, name, url, page, onPage, finding, onFinding } = props;
  return (
    <div className="pdf-tools">
      <div className="group">
        <IconButton
          small
          icon={ChevronUp}
          label={t("elements.pdf.previousPage")}
          aria-disabled={page <= 1}
          onClick={() => onPage(Math.max(1, page - 1))}
        />
        <PageField page={page} count={pdf.numPages} onPage={onPage} />
        <IconButton
          small
          icon={ChevronDown}
          label={t("elements.pdf.nextPage")}
          aria-disabled={page >= pdf.numPages}
          onClick={() => onPage(Math.min(pdf.numPages, page + 1))}
        />
      </div>
      <ZoomTools {...props} />
      <span className="sp" />
      <div className="group">
        <IconButton small icon={Search} label={t("elements.pdf.find")} aria-expanded={finding} onClick={() => onFinding(!finding)} />
        <PrintButton pdf={pdf} />
        {url !== undefined && (
          <a className="icon sm" href={url} download={name} aria-label={t("elements.pdf.download")} data-tip={t("elements.pdf.download")}>
            <Icon of={Download} size="s" />
          </a>
        )}
      </div>
      {finding && <FindRow {...props} />}
    </div>
  );
}

function PageField({ page, count, onPage }: { readonly page: number; readonly count: number; readonly onPage: (page: number) => void }) {
  const { t, i18n } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const go = () => {
    const wanted = Number(typed);
    if (typed !== undefined && Number.isInteger(wanted) && wanted >= 1 && wanted <= count) onPage(wanted);
    setTyped(undefined);
  };
  return (
    <span className="pdf-at num">
      <input
        type="text"
        inputMode="numeric"
        aria-label={t("elements.pdf.page")}
        size={String(count).length}
        value={typed ?? String(page)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={go}
        onKeyDown={(event) => {
          if (event.key === "Enter") go();
          else if (event.key === "Escape" && typed !== undefined) setTyped(undefined);
          else return;
          event.stopPropagation();
        }}
      />
      <span>{t("elements.pdf.of", { pages: new Intl.NumberFormat(toLocale(i18n.language)).format(count) })}</span>
    </span>
  );
}

function ZoomTools({ zoom, factor, onZoom }: PdfToolsProps) {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(toLocale(i18n.language), { style: "percent" });
  const isStep = ZOOMS.some((step) => step === zoom);
  return (
    <div className="group">
      <IconButton
        small
        icon={ZoomOut}
        label={t("elements.pdf.zoomOut")}
        aria-disabled={factor <= ZOOMS[0]}
        onClick={() => onZoom(stepZoom(factor, -1))}
      />
      <select
        className="num"
        aria-label={t("elements.pdf.zoom")}
        value={isStep ? String(zoom) : "fit"}
        onChange={({ target }) => onZoom(target.value === "fit" ? "fit" : Number(target.value))}
      >
        <option value="fit">{percent.format(factor)}</option>
        {ZOOMS.map((step) => (
          <option key={step} value={step}>
            {percent.format(step)}
          </option>
        ))}
      </select>
      <IconButton
        small
        icon={ZoomIn}
        label={t("elements.pdf.zoomIn")}
        aria-disabled={factor >= 3}
        onClick={() => onZoom(stepZoom(factor, 1))}
      />
      <IconButton
        small
        icon={MoveHorizontal}
        label={t("elements.pdf.fitWidth")}
        aria-pressed={zoom === "fit"}
        onClick={() => onZoom("fit")}
      />
    </div>
  );
}

function PrintButton({ pdf }: { readonly pdf: PDFDocumentProxy }) {
  const { t } = useTranslation();
  const [done, setDone] = useState<number>();
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const print = () => {
    const controller = new AbortController();
    running.current = controller;
    setDone(0);
    printPdf(pdf, setDone, controller.signal)
      .catch(() => undefined)
      .finally(() => setDone(undefined));
  };
  if (done === undefined) return <IconButton small icon={Printer} label={t("elements.pdf.print")} onClick={print} />;
  return (
    <span className="pdf-printing">
      <output className="num">{t("elements.pdf.printing", { done, all: pdf.numPages })}</output>
      <IconButton small icon={X} label={t("common.cancel")} onClick={() => running.current?.abort()} />
    </span>
  );
}

function FindRow({ search, query, onQuery, onFinding }: PdfToolsProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onFinding(false);
    else if (event.key === "F3" || (event.key === "Enter" && event.target === field.current)) search.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const told =
    query.trim() === ""
      ? ""
      : search.count > 0
        ? t("find.at", { at: search.at + 1, count: search.count })
        : search.isReading
          ? t("common.loading")
          : t("find.nothing");
  return (
    <search className="pdf-find" aria-label={t("elements.pdf.find")} onKeyDown={onKeyDown}>
      <input
        ref={field}
        type="search"
        name="find-in-document"
        value={query}
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        aria-label={t("elements.pdf.find")}
        placeholder={t("elements.pdf.find")}
        onChange={(event) => onQuery(event.target.value)}
      />
      <output className="num">{told}</output>
      <IconButton small icon={ChevronUp} label={t("find.previous")} aria-disabled={search.count === 0} onClick={() => search.step(-1)} />
      <IconButton small icon={ChevronDown} label={t("find.next")} aria-disabled={search.count === 0} onClick={() => search.step(1)} />
      <IconButton small icon={X} label={t("common.close")} onClick={() => onFinding(false)} />
    </search>
  );
}
