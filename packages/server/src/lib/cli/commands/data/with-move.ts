// What all commands that move data share: they can be told to stop, say how far they are, and end with a report.
import { writeFile } from "node:fs/promises";
import { ChatError } from "@colloquy/protocol";
import picocolors from "picocolors";
import { MoveReport } from "../../../data-transfer/report.ts";
import { printOutdated, printReport } from "./print-report.ts";

/** What `--report` and `--dry-run` say. */
export interface MoveFlags {
  /** A file that the whole report is written into, as JSON. */
  readonly report?: string | undefined;
}

interface MoveSettings extends MoveFlags {
  /** The retention of the app that things move into. */
  readonly retentionDays?: number | undefined;
}

const DAY_MS = 24 * 60 * 60 * 1000;

const STOPPED = new ChatError("STORE_FAILED", "It was told to stop.", { fix: "Run it again: it goes on where it was." });
const EVERY_MS = 500;

/** Runs a move to its end, or until SIGINT or SIGTERM; then the process ends with 130, and what was moved stays. */
export async function withMove(
  verb: string,
  flags: MoveSettings,
  move: (report: MoveReport, signal: AbortSignal) => Promise<void>,
): Promise<MoveReport> {
  const end = new AbortController();
  const stop = () => end.abort(STOPPED);
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, stop);
  let told = 0;
  const report = new MoveReport(({ moved, same }) => {
    const now = performance.now();
    if (!process.stderr.isTTY || now - told < EVERY_MS) return;
    told = now;
    process.stderr.write(`\r  ${picocolors.dim(`${(moved.chats ?? 0) + (same.chats ?? 0)} chats, ${moved.files ?? 0} files …`)}\u001b[K`);
  });
  const { retentionDays } = flags;
  if (retentionDays !== undefined) report.outdatedBefore = new Date(Date.now() - retentionDays * DAY_MS).toISOString();
  try {
    await move(report, end.signal);
  } catch (error) {
    if (!end.signal.aborted) throw error;
    report.stopped = true;
    process.exitCode = 130;
  } finally {
    for (const name of ["SIGINT", "SIGTERM"] as const) process.off(name, stop);
    if (told > 0) process.stderr.write("\r\u001b[K");
  }
  printReport(verb, report);
  if (report.outdated > 0) printOutdated(report.outdated, retentionDays);
  if (flags.report !== undefined) {
    const { moved, same, bytes, problems, problemCount, stopped, outdated } = report;
    await writeFile(flags.report, `${JSON.stringify({ moved, same, bytes, problemCount, problems, stopped, outdated }, undefined, 2)}\n`);
  }
  return report;
}
