// Months, days and decimal signs as the person's region has them: Plotly knows English, and files of its own for the rest.

/** A part that Plotly registers under `name`; none for English, which it has, and cannot do without. */
export function toPlotlyLocale(locale: string) {
  const name = new Intl.Locale(locale).language;
  if (name === "en") return undefined;
  const months = (month: "long" | "short") =>
    Array.from({ length: 12 }, (_, at) =>
      new Intl.DateTimeFormat(locale, { month, timeZone: "UTC" }).format(new Date(Date.UTC(2023, at, 1))),
    );
  // The first of January 2023 was a Sunday.
  const days = (weekday: "long" | "short") =>
    Array.from({ length: 7 }, (_, at) =>
      new Intl.DateTimeFormat(locale, { weekday, timeZone: "UTC" }).format(new Date(Date.UTC(2023, 0, 1 + at))),
    );
  return {
    moduleType: "locale",
    name,
    dictionary: {},
    format: { months: months("long"), shortMonths: months("short"), days: days("long"), shortDays: days("short") },
  };
}

/** The signs before decimals and between thousands, in one string. */
export function toSeparators(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { useGrouping: "always" }).formatToParts(12_345.6);
  const sign = (type: Intl.NumberFormatPartTypes) => parts.find((part) => part.type === type)?.value;
  return `${sign("decimal") ?? "."}${sign("group") ?? ""}`;
}
