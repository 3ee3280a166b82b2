// The clock by which sweeps say what is old. What they delete is gone for good, so a clock that jumped ahead, at a start or later, must not decide by
// itself: each sweep notes when it was, and one for which more than a day has passed since waits for a day. If the clock was wrong somebody has
// that day to put it right, and what was not deleted stays; if the server was really off for so long, a day later makes no difference. Where
// several servers share the chats, those with the right clock note it again and again, so that the wrong one waits for as long as it is wrong.
import type { Clock } from "../clock.ts";
import type { SweepNote, ThreadMarkStore } from "../data/thread-marks.ts";
import type { Logger } from "../logger.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Where notes are kept, if anywhere. */
export type SweepNotes = Pick<ThreadMarkStore, "sweepNote" | "noteSweep">;

interface SweepClockOptions {
  readonly notes: SweepNotes | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Says before each sweep whether its clock is to be believed. */
export class SweepClock {
  readonly #options: SweepClockOptions;
  /** Where no notes are kept: what this process has seen. */
  #own: SweepNote | undefined;
  /** Whether the doubt is in the log: once is enough. */
  #said = false;

  constructor(options: SweepClockOptions) {
    this.#options = options;
  }

  /** False while it is in doubt: then nothing is deleted. */
  async isSure(): Promise<boolean> {
    const { clock, logger, notes } = this.#options;
    const now = clock.now();
    const before = notes?.sweepNote ? await notes.sweepNote() : this.#own;
    const { isSure, note } = judge(before, now);
    this.#own = note;
    if (note !== before) await notes?.noteSweep?.(note);
    if (!isSure && !this.#said) logger.error({ lastSweep: note.believedAt, now: iso(now) }, doubtOf(note, now));
    if (isSure && this.#said) logger.info({ now: iso(now) }, "the clock is believed again: what is old is deleted");
    this.#said = !isSure;
    return isSure;
  }
}

/** Whether the clock is to be believed, and what is noted of it. A clock that was put back makes things younger, which deletes nothing. */
export function judge(note: SweepNote | undefined, now: number): { readonly isSure: boolean; readonly note: SweepNote } {
  const believed = { isSure: true, note: { believedAt: iso(now) } };
  if (!note || now - Date.parse(note.believedAt) <= DAY_MS) return believed;
  const doubted = note.doubtedAt === undefined ? undefined : now - Date.parse(note.doubtedAt);
  if (doubted === undefined || doubted < 0) return { isSure: false, note: { believedAt: note.believedAt, doubtedAt: iso(now) } };
  return doubted < DAY_MS ? { isSure: false, note } : believed;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function doubtOf({ believedAt, doubtedAt }: SweepNote, now: number): string {
  const days = Math.floor((now - Date.parse(believedAt)) / DAY_MS);
  return (
    `By the clock of this server ${days} days have passed since chats and files were last looked through. If it was not off for so long, ` +
    `its clock is wrong: put it right. Until ${iso((doubtedAt === undefined ? now : Date.parse(doubtedAt)) + DAY_MS)} nothing that is old is deleted`
  );
}
