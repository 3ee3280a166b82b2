// Where a search goes on: in a window of the newest that was put in order, or with the window after it.
import type { StepId } from "@colloquy/protocol";

/** So many of the newest are put in order together. */
export const WINDOW = 60;

export interface SearchPlace {
  /** A cursor of the data layer: where the window begins; the newest without it. */
  readonly start: string | undefined;
  /** The newest message of the window, and how many it has: what was said since belongs to no page. */
  readonly first?: StepId;
  readonly size?: number;
  /** How many of it earlier pages had. */
  readonly taken: number;
}

export function toSearchCursor({ start = "", first = "" as StepId, size = WINDOW, taken }: SearchPlace): string {
  return taken === 0 ? start : [taken, size, first, start].join(".");
}

/** What is no cursor of ours is one of the data layer, or refused there. */
export function fromSearchCursor(cursor: string | undefined): SearchPlace {
  const [, taken, size, first, start = ""] = /^(\d{1,3})\.(\d{1,3})\.([\w-]{1,64})\.(.*)$/s.exec(cursor ?? "") ?? [];
  if (taken === undefined || Number(size) > WINDOW || Number(size) < 1) return { start: cursor, taken: 0 };
  return { start: start === "" ? undefined : start, first: first as StepId, size: Number(size), taken: Number(taken) };
}
