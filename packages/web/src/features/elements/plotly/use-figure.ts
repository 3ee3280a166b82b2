// Fetches a figure; throws what is wrong in words for people.
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { ElementError } from "../element-error.ts";
import { type Figure, MOST_POINTS, readFigure } from "./figure.ts";

type Problem = "notLoaded" | "unreadable" | "tooLarge";

/** Larger files are no figures that somebody reads, in bytes. */
const MOST_BYTES = 50_000_000;

export function useFigure(url: string | undefined): Figure | undefined {
  const { t } = useTranslation();
  const [figure, setFigure] = useState<Figure>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const controller = new AbortController();
    setFigure(undefined);
    loadFigure(url, controller.signal).then(
      (loaded) => (typeof loaded === "string" ? setProblem(loaded) : setFigure(loaded)),
      () => controller.signal.aborted || setProblem("notLoaded"),
    );
    return () => controller.abort();
  }, [url]);
  if (problem) throw new ElementError(t(WORDS[problem]));
  if (figure && figure.data.length === 0 && figure.unknown.length > 0)
    throw new ElementError(t("elements.plotly.unknownOnly", { types: figure.unknown.join(", ") }));
  return figure;
}

async function loadFigure(url: string | undefined, signal: AbortSignal): Promise<Figure | Problem> {
  if (url === undefined) return "notLoaded";
  const response = await fetch(new URL(url, document.baseURI), { signal });
  if (!response.ok) return "notLoaded";
  const text = await response.text();
  if (text.length > MOST_BYTES) return "tooLarge";
  const figure = readFigure(text);
  if (!figure) return "unreadable";
  return figure.points > MOST_POINTS ? "tooLarge" : figure;
}

const WORDS = {
  notLoaded: "elements.plotly.notLoaded",
  unreadable: "elements.plotly.unreadable",
  tooLarge: "elements.plotly.tooLarge",
} as const satisfies Readonly<Record<Problem, string>>;
