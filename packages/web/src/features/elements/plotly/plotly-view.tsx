// A Plotly figure: as wide as there is room, in the colours of the page.
import plotly from "plotly.js-basic-dist-min";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { toLocale } from "../../thread/times.ts";
import { ElementError } from "../element-error.ts";
import type { ElementViewProps } from "../element-view.ts";
import { figureHeight } from "../intrinsic-size.ts";
import { type Figure, toLayout } from "./figure.ts";
import { toPlotlyLocale, toSeparators } from "./figure-locale.ts";
import { readColors } from "./page-colors.ts";
import { useFigure } from "./use-figure.ts";
import "./plotly.css";

export function PlotlyView({ element, url, place }: ElementViewProps) {
  const { t } = useTranslation();
  const figure = useFigure(url);
  return (
    <div className={`plotly-figure is-${place}`}>
      {figure && figure.unknown.length > 0 && (
        <p className="plotly-note">{t("elements.plotly.unknown", { types: figure.unknown.join(", ") })}</p>
      )}
      <div style={{ blockSize: figure?.height ?? figureHeight(element.props?.["height"]) }}>
        {figure ? <Drawing figure={figure} name={element.name} /> : <output className="sr">{t("elements.plotly.loading")}</output>}
      </div>
    </div>
  );
}

function Drawing({ figure, name }: { readonly figure: Figure; readonly name: string }) {
  const { t, i18n } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  const look = useLook();
  const locale = toLocale(i18n.language);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another look the colours are others
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const words = toPlotlyLocale(locale);
    if (words) plotly.register(words);
    // Plotly writes into what it is given.
    const { data, frames, config } = structuredClone(figure);
    const layout = toLayout(structuredClone(figure), readColors(element), toSeparators(locale));
    plotly
      .react(element, data, layout, { ...config, locale: words?.name ?? "en" })
      .then(() => (frames.length > 0 ? plotly.addFrames(element, frames) : undefined))
      .catch(() => setFailed(true));
  }, [figure, locale, look]);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      if (element.isConnected && element.clientWidth > 0 && element.classList.contains("js-plotly-plot")) void plotly.Plots.resize(element);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      plotly.purge(element);
    };
  }, []);
  if (failed) throw new ElementError(t("elements.plotly.unreadable"));
  return <div ref={box} className="plotly-drawing" role="img" aria-label={name} />;
}

/** Changes with the colours of the page. */
function useLook(): string {
  const [look, setLook] = useState(() => document.documentElement.className);
  useEffect(() => {
    const observer = new MutationObserver(() => setLook(document.documentElement.className));
    observer.observe(document.documentElement, { attributeFilter: ["class"] });
    return () => observer.disconnect();
  }, []);
  return look;
}
