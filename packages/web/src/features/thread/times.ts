// Clock times in the language of the page.

/** “14:02”. */
export function timeOf(instant: string | number, language: string): string {
  return new Intl.DateTimeFormat(toLocale(language), { hour: "2-digit", minute: "2-digit" }).format(new Date(instant));
}

/** The pseudo language of translators has no locale of its own. */
export function toLocale(language: string): string {
  return language === "pseudo" ? "en" : language;
}
