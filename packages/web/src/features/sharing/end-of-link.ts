// When a link ends, as a person says it.
const DAY_MS = 24 * 60 * 60 * 1000;

/** After so many days, at the end of a day (as “2026-11-30”), or never. */
export type End =
  | { readonly kind: "never" }
  | { readonly kind: "days"; readonly days: number }
  | { readonly kind: "date"; readonly day: string };

/** The instant; undefined for a link without an end. A day counts whole, where the person is. */
export function toEnd(end: End, now: number): string | undefined {
  if (end.kind === "never") return undefined;
  if (end.kind === "days") return new Date(now + end.days * DAY_MS).toISOString();
  const [year = 0, month = 1, day = 1] = end.day.split("-").map(Number);
  return new Date(year, month - 1, day, 23, 59, 59, 999).toISOString();
}

/** A day from today on, as a field for days has it, where the person is. */
export function dayFrom(now: number, days: number): string {
  const date = new Date(now);
  // Days, and not so many hours: where the clock is put forward, one of them is shorter.
  date.setDate(date.getDate() + days);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
