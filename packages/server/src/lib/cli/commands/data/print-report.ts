// What moved and what could not, in a few lines.
import picocolors from "picocolors";
import type { Counted, MoveReport } from "../../../data-transfer/report.ts";
import { printLine } from "../../terminal.ts";

const { bold, dim, green, yellow } = picocolors;
const ORDER: readonly Counted[] = ["people", "chats", "steps", "elements", "files", "links", "feedback", "favourites", "folders", "marks"];
/** More than that nobody reads in a terminal. */
const SHOWN = 20;

/** Chats that came and would not stay. */
export function printOutdated(count: number, days = 0): void {
  const chats = count === 1 ? "1 chat is" : `${count.toLocaleString("en")} chats are`;
  printLine(yellow(`! ${chats} older than retentionDays (${days}): the next start of the server deletes them for good.`));
  printLine(yellow("  Raise retentionDays or take it out before that start; who pins a chat keeps it."));
}

export function printReport(verb: string, { moved, same, bytes, problems, problemCount, stopped }: MoveReport): void {
  const counts = (of: Partial<Record<Counted, number>>) =>
    ORDER.filter((what) => (of[what] ?? 0) > 0)
      .map((what) => `${what} ${(of[what] ?? 0).toLocaleString("en")}`)
      .join(", ");
  const size = bytes > 0 ? `, ${bytes.toLocaleString("en")} bytes` : "";
  printLine(`${stopped ? yellow("!") : green("✓")} ${bold(verb)}: ${counts(moved) || "nothing"}${size}`);
  const there = counts(same);
  if (there !== "") printLine(dim(`  was there already: ${there}`));
  for (const { what, why } of problems.slice(0, SHOWN)) printLine(`${yellow("!")} ${what} ${why}`);
  if (problemCount > SHOWN) printLine(yellow(`  … and ${problemCount - SHOWN} more; --report <file> writes them down.`));
  if (stopped) printLine(yellow("  It was told to stop before the end. Run it again: it goes on where it was."));
}
