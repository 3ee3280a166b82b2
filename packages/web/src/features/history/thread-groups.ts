// Chats by when they were last used: the pinned ones, today, yesterday, this week, this month, then by month.
import type { ThreadSummary } from "@colloquy/protocol";
import type { TFunction } from "i18next";
import { type NearPast, nearPast, startOfDay, toLocale } from "../thread/times.ts";

const known = new WeakMap<ThreadSummary, { readonly day: number; readonly key: string }>();

/** The name of the group a chat stands in: "pinned", one of the near past, or a month as "2026-10". */
export function groupOf(thread: ThreadSummary, now: Date): string {
  const day = startOfDay(now);
  const before = known.get(thread);
  if (before?.day === day) return before.key;
  const at = new Date(thread.updatedAt);
  const key = isPinned(thread) ? "pinned" : (nearPast(at, now) ?? `${at.getFullYear()}-${at.getMonth() + 1}`);
  known.set(thread, { day, key });
  return key;
}

/** Those that were put away or deleted are pinned to nothing. */
function isPinned({ pinnedAt, archivedAt, deletedAt }: ThreadSummary): boolean {
  return pinnedAt !== undefined && archivedAt === undefined && deletedAt === undefined;
}

/** How a group is called. */
export function groupTitle(t: TFunction, language: string, key: string): string {
  const [year, month] = key.split("-");
  if (month === undefined) return t(`history.${key as NearPast | "pinned"}`);
  const first = new Date(Number(year), Number(month) - 1, 1);
  return new Intl.DateTimeFormat(toLocale(language), { month: "long", year: "numeric" }).format(first);
}
