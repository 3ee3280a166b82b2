// How dates, spans and addresses of links are written.
import type { Share } from "@colloquy/protocol";
import { toLocale } from "../thread/times.ts";

/** “30 Nov 2026, 14:02”. */
export function momentOf(instant: string, language: string): string {
  return new Intl.DateTimeFormat(toLocale(language), { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}

/** “7 days”. */
export function daysOf(count: number, language: string): string {
  return new Intl.NumberFormat(toLocale(language), { style: "unit", unit: "day", unitDisplay: "long" }).format(count);
}

/** What somebody is sent. */
export function addressOf(root: string, { id }: Pick<Share, "id">): string {
  return `${location.origin}${root}/share/${id}`;
}

/** True once it leads nowhere. */
export function hasEnded({ endsAt }: Pick<Share, "endsAt">, now: number): boolean {
  return endsAt !== undefined && Date.parse(endsAt) <= now;
}
