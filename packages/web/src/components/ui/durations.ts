// Durations in words: short ones at the edge of a line, long ones in a sentence.
import type { TFunction } from "i18next";

/** “0.4 s”, “12 s”, “2 min 4 s”. */
export function shortDuration(t: TFunction, ms: number, running = false): string {
  const seconds = Math.max(0, ms) / 1000;
  if (seconds >= 3600) return t("time.shortHours", { hours: Math.floor(seconds / 3600), minutes: Math.floor((seconds % 3600) / 60) });
  if (seconds >= 60) return t("time.shortMinutes", { minutes: Math.floor(seconds / 60), seconds: Math.floor(seconds % 60) });
  return t("time.shortSeconds", { value: running ? Math.floor(seconds) : decimal(seconds, seconds < 59.95 ? 1 : 0) });
}

/** With the decimal sign of the page's language. */
function decimal(value: number, digits: number): string {
  const options = { numberingSystem: "latn", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return new Intl.NumberFormat(document.documentElement.lang || "en", options).format(value);
}

/** “21 seconds”, “2 minutes 4 seconds”. */
export function longDuration(t: TFunction, ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return t("time.seconds", { count: seconds });
  const minutes = t("time.minutes", { count: Math.floor(seconds / 60) });
  const rest = seconds % 60;
  return rest === 0 ? minutes : t("time.and", { first: minutes, second: t("time.seconds", { count: rest }) });
}

/** “4:12”, for what runs out. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const tail = String(seconds % 60).padStart(2, "0");
  return minutes >= 60 ? `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}
