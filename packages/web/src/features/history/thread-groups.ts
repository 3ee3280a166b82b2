// Chats by when they were last used: today, yesterday, this week, this month, then by month.
import type { ThreadSummary } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import { toLocale } from "../thread/times.ts";

/** The names of the near past; months speak for themselves. */
export type NearPast = "today" | "yesterday" | "week" | "month";

export interface ThreadGroup {
  readonly key: string;
  readonly near?: NearPast;
  /** The first instant of a month, for its name. */
  readonly month?: Date;
  readonly threads: readonly ThreadSummary[];
}

const DAY_MS = 86_400_000;

/** Groups in the order of the list, which is newest first. */
export function groupThreads(threads: readonly ThreadSummary[], now: Date): ThreadGroup[] {
  const groups = new Map<string, { near?: NearPast; month?: Date; threads: ThreadSummary[] }>();
  for (const thread of threads) {
    const at = new Date(thread.updatedAt);
    const near = nearPast(at, now);
    const key = near ?? `${at.getFullYear()}-${at.getMonth()}`;
    const group = groups.get(key);
    if (group) group.threads.push(thread);
    else groups.set(key, { ...(near ? { near } : { month: new Date(at.getFullYear(), at.getMonth(), 1) }), threads: [thread] });
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

/** “Today”, “Yesterday”, “21 Nov”, and the year when it is another one. */
export function dayName(t: TFunction, language: string, at: Date, now = new Date()): string {
  const near = nearPast(at, now);
  if (near === "today" || near === "yesterday") return t(`history.${near}`);
  const year = at.getFullYear() === now.getFullYear() ? {} : ({ year: "numeric" } as const);
  return new Intl.DateTimeFormat(toLocale(language), { day: "numeric", month: "short", ...year }).format(at);
}

function nearPast(at: Date, now: Date): NearPast | undefined {
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  // By calendar day, not by 24 hours; half a day of tolerance absorbs a change of clocks.
  const days = Math.round((today - new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime()) / DAY_MS);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  if (days < 7) return "week";
  return days < 30 ? "month" : undefined;
}
