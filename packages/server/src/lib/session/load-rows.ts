// Reads what a window shows from the data layer: rows of a thread, as `threadToEvents` and `earlierBundles` take them.
import { rowsToLoad, type Thread, type ThreadRows, WINDOW_TURNS } from "@colloquy/protocol";
import type { DataLayer, ThreadRow } from "../data/data-layer.ts";
import { loadMarks } from "./load-marks.ts";

/** The rows a window needs: every turn, and the steps of the turns that will be shown and of those that wait in the queue, with what is shown with them. */
export async function loadRows(dataLayer: DataLayer, row: ThreadRow): Promise<ThreadRows> {
  const turns = await dataLayer.loadTurns(row.id);
  return loadShown(dataLayer, { thread: publicThread(row), turns }, { ofThread: true, owner: row.owner });
}

/** The same where the turns are known; without `owner` nobody's marks are read; without `ofThread` only of steps, where what belongs to the thread itself is there already. */
export async function loadShown(
  dataLayer: DataLayer,
  rows: Pick<ThreadRows, "thread" | "turns">,
  {
    windowTurns = WINDOW_TURNS,
    ofThread = false,
    owner,
  }: { readonly windowTurns?: number; readonly ofThread?: boolean; readonly owner?: string } = {},
): Promise<ThreadRows> {
  const steps = await dataLayer.loadSteps(rows.thread.id, rowsToLoad(rows, windowTurns));
  const elements = await dataLayer.loadElements(rows.thread.id, { stepIds: steps.map(({ id }) => id), ofThread });
  const marks = owner === undefined ? [] : await loadMarks(dataLayer, { threadId: rows.thread.id, owner }, steps);
  return { ...rows, steps, elements, marks };
}

/** The part of a thread's row that clients may see. */
export function publicThread(row: ThreadRow): Thread {
  const {
    owner: _owner,
    updatedAt: _at,
    epoch: _epoch,
    waits: _waits,
    waitsUntil: _until,
    savedValues: _values,
    savedSurface: _surface,
    ...thread
  } = row;
  return thread;
}
