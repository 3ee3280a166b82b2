// What the sweep remembers of its clock, in both databases: a row, or none.
import type { SweepNote } from "../thread-marks.ts";
import { rows, run, type SqlJob } from "./sql-job.ts";

/** The step of the migration that makes room for it. */
export const SWEEP_NOTE_TABLE = `
  CREATE TABLE @.sweep_note (
    only_row integer PRIMARY KEY CHECK (only_row = 1),
    believed_at text NOT NULL,
    doubted_at text
  );
`;

interface NoteColumns {
  readonly believed_at: string;
  readonly doubted_at: string | null;
}

export function* readSweepNote(): SqlJob<SweepNote | undefined> {
  const [row] = yield* rows<NoteColumns>("SELECT believed_at, doubted_at FROM @.sweep_note");
  return row && { believedAt: row.believed_at, ...(row.doubted_at !== null && { doubtedAt: row.doubted_at }) };
}

export function* writeSweepNote({ believedAt, doubtedAt }: SweepNote): SqlJob<void> {
  yield* run(
    `INSERT INTO @.sweep_note (only_row, believed_at, doubted_at) VALUES (1, $1, $2)
     ON CONFLICT (only_row) DO UPDATE SET believed_at = excluded.believed_at, doubted_at = excluded.doubted_at`,
    believedAt,
    doubtedAt ?? null,
  );
}
