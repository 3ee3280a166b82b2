// Values as a person of this page writes them.
import type { ViewState, ViewValue } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import { thinMarks } from "../../components/markdown/mark-runs.ts";
import { toLocale } from "../thread/times.ts";

export interface ValueWords {
  /** Empty for what is missing. */
  readonly of: (value: ViewValue) => string;
  readonly percent: (value: number) => string;
  /** Said in the place of what is missing. */
  readonly none: string;
  readonly states: Readonly<Record<ViewState, string>>;
}

const MOST_DECIMALS = 12;

/** Formats cost more than all that is written with them: there is one set for all views. */
let made: { readonly t: TFunction; readonly locale: string; readonly words: ValueWords } | undefined;

export function toValueWords(t: TFunction, language: string): ValueWords {
  const locale = toLocale(language);
  if (made?.t !== t || made.locale !== locale) made = { t, locale, words: makeWords(t, locale) };
  return made.words;
}

function makeWords(t: TFunction, locale: string): ValueWords {
  // A year has four digits too: only longer numbers are grouped.
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: MOST_DECIMALS, useGrouping: "min2" });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 });
  const [yes, no] = [t("elements.table.yes"), t("elements.table.no")];
  return {
    of(value) {
      if (typeof value === "number") return number.format(value);
      if (typeof value === "boolean") return value ? yes : no;
      return thinMarks(value ?? "");
    },
    percent: (value) => percent.format(value),
    none: t("elements.table.noValue"),
    states: {
      waiting: t("view.waiting"),
      running: t("view.running"),
      done: t("view.done"),
      failed: t("view.failed"),
      stopped: t("view.stopped"),
    },
  };
}
