// A chart: drawn in the theme's colours, as a table when somebody asks for it or listens.
import { type ChartSpec, chartSpecSchema } from "@colloquy/protocol";
import { ChartColumn, Table2 } from "lucide-react";
import { useId, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../components/ui/icon-button.tsx";
import { toLocale } from "../../thread/times.ts";
import { ElementError } from "../element-error.ts";
import type { ElementViewProps } from "../element-view.ts";
import { ChartLegend } from "./chart-legend.tsx";
import { type ChartModel, toModel, toSlices } from "./chart-model.ts";
import { ChartTable } from "./chart-table.tsx";
import { type ChartWords, toWords } from "./chart-words.ts";
import { drawChart } from "./draw-chart.ts";
import { InkPatterns } from "./ink-patterns.tsx";
import { type Ink, toInk } from "./inks.ts";
import { Pie } from "./pie.tsx";
import "./chart.css";

/** In px. */
const USUAL_HEIGHT = 320;

export function ChartView({ element, place }: ElementViewProps) {
  const { t, i18n } = useTranslation();
  const id = useId();
  const read = useMemo(() => chartSpecSchema.safeParse(element.props ?? {}), [element.props]);
  if (!read.success) throw new ElementError(t("elements.chart.unreadable"));
  const spec = read.data;
  const locale = toLocale(i18n.language);
  const model = useMemo(() => toModel(spec), [spec]);
  const words = useMemo(() => toWords(model, locale, spec.unit), [model, locale, spec.unit]);
  const [asTable, setAsTable] = useState(false);
  const slices = spec.kind === "pie" ? toSlices(model, t("elements.chart.rest")) : [];
  const names = spec.kind === "pie" ? slices.map(({ name }) => name) : model.series;
  const inks = Array.from({ length: names.length }, (_, at) => toInk(at, id));
  const isEmpty = spec.kind === "pie" ? slices.length === 0 : model.points.length === 0;
  const height = spec.height ?? USUAL_HEIGHT;
  const toggle = t(asTable ? "elements.chart.asChart" : "elements.chart.asTable");
  return (
    <div className={`chart is-${place}`}>
      <div className="chart-head">
        <p>
          <bdi>{element.name}</bdi>
        </p>
        <IconButton small icon={asTable ? ChartColumn : Table2} label={toggle} onClick={() => setAsTable(!asTable)} />
      </div>
      <div className="chart-body" style={{ blockSize: height }}>
        {!asTable && <InkPatterns inks={inks} />}
        {asTable ? null : isEmpty ? (
          <p className="chart-none">{t("elements.chart.empty")}</p>
        ) : (
          <div className="chart-picture" role="img" aria-label={[element.name, spec.description].filter(Boolean).join(". ")}>
            {spec.kind === "pie" ? (
              <Pie slices={slices} inks={inks} words={words} height={height} />
            ) : (
              <Drawing spec={spec} model={model} inks={inks} words={words} height={height} />
            )}
          </div>
        )}
        {!(isEmpty && spec.data.length === 0) && <ChartTable spec={spec} words={words} caption={element.name} hidden={!asTable} />}
      </div>
      {(names.length > 1 || spec.kind === "pie") && !asTable && (
        <ChartLegend kind={spec.kind} names={spec.kind === "pie" ? names.map(words.x) : names} inks={inks} />
      )}
    </div>
  );
}

interface DrawingProps {
  readonly spec: ChartSpec;
  readonly model: ChartModel;
  readonly inks: readonly Ink[];
  readonly words: ChartWords;
  readonly height: number;
}

/** As wide as there is room. */
function Drawing({ spec, model, inks, words, height }: DrawingProps) {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const look = JSON.stringify(inks);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element || width === 0) return;
    const rtl = getComputedStyle(element.parentElement ?? element).direction === "rtl";
    element.replaceChildren(drawChart(spec, model, JSON.parse(look) as readonly Ink[], words, { width, height, rtl }));
  }, [spec, model, look, words, width, height]);
  return <div ref={box} className="chart-drawing" />;
}
