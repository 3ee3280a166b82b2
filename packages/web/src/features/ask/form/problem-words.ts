// What is wrong with a field, in a sentence of the page's language.
import type { TFunction } from "i18next";
import { toLocale } from "../../thread/times.ts";
import type { EntryProblem } from "./entry-problems.ts";

const FORMATS: Readonly<Record<string, string>> = {
  email: "form.format.email",
  uri: "form.format.uri",
  date: "settings.problem.day",
  "date-time": "form.format.time",
  time: "form.format.time",
  tel: "form.format.tel",
};

export function problemWords({ code, limit }: EntryProblem, t: TFunction, language: string): string {
  const shown = typeof limit === "number" ? new Intl.NumberFormat(toLocale(language), { maximumFractionDigits: 6 }).format(limit) : limit;
  switch (code) {
    case "required":
    case "agree":
    case "integer":
    case "pattern":
    case "twice":
      return t(`form.problem.${code}`);
    case "json":
      return t("ask.noJson");
    case "above":
    case "below":
    case "step":
    case "short":
      return t(`form.problem.${code}`, { limit: shown });
    case "few":
    case "min":
      return t("settings.problem.min", { limit: shown });
    case "many":
      return t("settings.problem.max", { limit: shown });
    case "max":
    case "long":
      return t(`settings.problem.${code}`, { limit: shown });
    case "choose":
      return t("settings.problem.choose");
    case "format":
      return t(FORMATS[String(limit)] ?? "form.problem.pattern");
    default:
      return t("form.problem.type");
  }
}
