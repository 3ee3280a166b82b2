// A day as people say it when it is near.
import type { TFunction } from "i18next";
import { nearPast, toLocale } from "../thread/times.ts";

/** “Today”, “Yesterday”, “21 Nov”, and the year when it is another one. */
export function dayName(t: TFunction, language: string, at: Date, now = new Date()): string {
  const near = nearPast(at, now);
  if (near === "today" || near === "yesterday") return t(`history.${near}`);
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(toLocale(language), { day: "numeric", month: "short", ...year }).format(at);
}
