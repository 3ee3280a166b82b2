// Where the person was in the chats of this tab: at which message and how far from the top, so that it is found again in a window of another size.
import type { StepId, ThreadId } from "@colloquy/protocol";

export interface Place {
  readonly stepId: StepId;
  /** How far below the top of the view the message begins, in pixels. */
  readonly offset: number;
  /** What was last in the chat when the person was there. */
  readonly last: string;
}

const KEY = "colloquy:places";
/** The chats that were left last. */
const MOST = 50;

type Row = readonly [threadId: string, stepId: string, offset: number, last: string];

export function readPlace(threadId: ThreadId): Place | undefined {
  const [, stepId, offset, last] = readRows().find(([id]) => id === threadId) ?? [];
  return stepId === undefined || offset === undefined || last === undefined ? undefined : { stepId: stepId as StepId, offset, last };
}

/** Without a place: the chat was left at its end, where every chat opens. */
export function writePlace(threadId: ThreadId, place: Place | undefined): void {
  const others = readRows().filter(([id]) => id !== threadId);
  const rows: readonly Row[] = place ? [...others, [threadId, place.stepId, place.offset, place.last]] : others;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(rows.slice(-MOST)));
  } catch {
    // Storage may be full or forbidden: then chats open at their end.
  }
}

function readRows(): readonly Row[] {
  try {
    const rows: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? "[]");
    return Array.isArray(rows) ? rows.filter(isRow) : [];
  } catch {
    return [];
  }
}

function isRow(row: unknown): row is Row {
  return (
    Array.isArray(row) &&
    row.length === 4 &&
    [row[0], row[1], row[3]].every((part) => typeof part === "string") &&
    typeof row[2] === "number" &&
    Number.isFinite(row[2])
  );
}
