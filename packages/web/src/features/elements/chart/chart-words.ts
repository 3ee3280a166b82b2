// Numbers and dates of a chart, as the person's region writes them.
import { thinMarks } from "../../../components/markdown/mark-runs.ts";
import { type ChartModel, type Point, toDate } from "./chart-model.ts";

export interface ChartWords {
  readonly number: (value: number) => string;
  /** For axes: short. */
  readonly tick: (value: number) => string;
  readonly x: (value: Point["x"]) => string;
  readonly xTick: (value: Point["x"]) => string;
  readonly percent: (share: number) => string;
}

const DAY_MS = 86_400_000;
/** Nobody counts the noughts of larger ones, nor those before smaller ones. */
const [LARGE, SMALL] = [1e18, 1e-9];

function hasPowers(value: number): boolean {
  const size = Math.abs(value);
  return size >= LARGE || (size > 0 && size < SMALL);
}

export function toWords({ points, xKind }: ChartModel, locale: string, unit = ""): ChartWords {
  const full = new Intl.NumberFormat(locale, { maximumFractionDigits: 4, useGrouping: "min2" });
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 2 });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const small = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const powers = new Intl.NumberFormat(locale, { notation: "scientific", maximumSignificantDigits: 4 });
  const number = (value: number) => (hasPowers(value) ? powers : full).format(value);
  const dates = points.map(({ x }) => asDate(x)).filter((date) => date !== undefined);
  // Bars stand for names, and days are names too.
  const format = dates.length > 0 && dates.length === points.length ? toDateFormats(dates, locale) : undefined;
  const write = (x: Point["x"], isTick: boolean) => {
    const date = format && asDate(x);
    if (date) return (isTick ? format.short : format.full).format(date);
    if (x instanceof Date) return x.toISOString();
    if (typeof x === "number") return xKind === "number" && isTick && Math.abs(x) >= 100_000 && !hasPowers(x) ? short.format(x) : number(x);
    return thinMarks(x);
  };
  const withUnit = (text: string) => (unit === "" ? text : unit === "%" ? `${text}\u202f%` : `${text}\u00a0${unit}`);
  return {
    number: (value) => withUnit(number(value)),
    tick: (value) => {
      const size = Math.abs(value);
      if (hasPowers(value)) return powers.format(value);
      return (size >= 10_000 ? short : size > 0 && size < 0.001 ? small : full).format(value);
    },
    x: (x) => write(x, false),
    xTick: (x) => write(x, true),
    percent: (share) => percent.format(share),
  };
}

function asDate(x: Point["x"]): Date | undefined {
  return x instanceof Date ? x : typeof x === "string" ? toDate(x) : undefined;
}

/** As exact as the points are: a year of months needs no days. */
function toDateFormats(dates: readonly Date[], locale: string) {
  const times = dates.map((date) => date.getTime());
  const span =
    times.reduce((most, time) => Math.max(most, time), -Infinity) - times.reduce((least, time) => Math.min(least, time), Infinity);
  const hasClock = times.some((time) => time % DAY_MS !== 0);
  const base = { timeZone: "UTC" } as const;
  const short: Intl.DateTimeFormatOptions =
    span > 800 * DAY_MS
      ? { year: "numeric" }
      : span > 90 * DAY_MS
        ? { month: "short", year: "2-digit" }
        : hasClock && span <= 2 * DAY_MS
          ? { hour: "2-digit", minute: "2-digit" }
          : { day: "numeric", month: "short" };
  return {
    short: new Intl.DateTimeFormat(locale, { ...base, ...short }),
    full: new Intl.DateTimeFormat(locale, { ...base, dateStyle: "medium", ...(hasClock && { timeStyle: "short" }) }),
  };
}
