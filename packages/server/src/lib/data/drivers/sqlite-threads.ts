// A row of a thread, as an SQLite file has it.
import type { ThreadRow } from "../data-layer.ts";

export interface ThreadColumns {
  readonly owner: string;
  readonly epoch: number;
  readonly record: string;
  readonly saved: string | null;
  readonly deleted_at: string | null;
}

export function toThreadRow(row: ThreadColumns): ThreadRow {
  const saved = row.saved === null ? {} : (JSON.parse(row.saved) as Pick<ThreadRow, "savedValues" | "savedSurface">);
  return {
    ...(JSON.parse(row.record) as ThreadRow),
    ...saved,
    owner: row.owner,
    epoch: row.epoch,
    ...(row.deleted_at !== null && { deletedAt: row.deleted_at }),
  };
}
