// Clock times and lists in the language of the page.

/** What writes times: a page has one language or two, and making one of these takes longer than drawing the message that it stands at. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** “14:02”. */
export function timeOf(instant: string | number, language: string): string {
  const locale = toLocale(language);
  let clock = clocks.get(locale);
  if (!clock) clocks.set(locale, (clock = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit" })));
  return clock.format(new Date(instant));
}

/** “4 steps, 1 failed”. */
export function listOf(parts: readonly string[], language: string): string {
  return new Intl.ListFormat(toLocale(language), { type: "unit", style: "short" }).format(parts);
}

/**
 * How dates and numbers are written: as the person's own region does, which the document names, in the digits that counts have too.
 * The pseudo language of translators has no locale of its own.
 */
export function toLocale(language: string): string {
  const own = document.documentElement.lang || (language === "pseudo" ? "en" : language);
  let locale = locales.get(own);
  if (locale === undefined) locales.set(own, (locale = new Intl.Locale(own, { numberingSystem: "latn" }).toString()));
  return locale;
}

const locales = new Map<string, string>();

/** The names of the near past; months speak for themselves. */
export type NearPast = "today" | "yesterday" | "week" | "month";

const DAY_MS = 86_400_000;

/** By calendar day, not by 24 hours; half a day of tolerance absorbs a change of clocks. */
export function nearPast(at: Date, now: Date): NearPast | undefined {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  if (days < 7) return "week";
  return days < 30 ? "month" : undefined;
}

/** The first instant of a day where the person is. */
export function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
