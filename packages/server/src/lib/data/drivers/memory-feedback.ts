// Ratings in memory.
import type { Feedback, StepId, ThreadId } from "@colloquy/protocol";
import { assertKey } from "../../storable.ts";
import { assertFeedbackKey, firstPlace, notStored, toFeedbackPage } from "../feedback-rows.ts";
import type { FeedbackKey, FeedbackRow, FeedbackStore } from "../feedback-store.ts";

interface StoredFeedback {
  readonly place: number;
  readonly row: FeedbackRow;
}

/** The store, and what the layer tells it. */
export interface MemoryFeedback {
  readonly store: FeedbackStore;
  /** Lets go of the ratings of messages that are gone. */
  dropOrphans(threadId: ThreadId): void;
  moveOwner(from: string, to: string): void;
  /** True when this person has rated a message of the thread so. */
  hasRated(owner: string, threadId: ThreadId, rating: Feedback["rating"]): boolean;
}

export function createMemoryFeedback(hasStep: (threadId: ThreadId, stepId: StepId) => boolean): MemoryFeedback {
  const stored = new Map<string, StoredFeedback>();
  let next = 1;
  const rowsOf = (threadId: ThreadId) => [...stored.values()].filter(({ row }) => row.threadId === threadId);

  return {
    dropOrphans(threadId) {
      for (const { row } of rowsOf(threadId)) if (!hasStep(threadId, row.stepId)) stored.delete(toKey(row));
    },
    moveOwner(from, to) {
      for (const { place, row } of [...stored.values()].filter((one) => one.row.owner === from)) {
        stored.delete(toKey(row));
        const moved = { ...row, owner: to };
        // Who has rated the same message keeps what they said.
        if (!stored.has(toKey(moved))) stored.set(toKey(moved), { place, row: moved });
      }
    },
    hasRated: (owner, threadId, rating) => rowsOf(threadId).some(({ row }) => row.owner === owner && row.rating === rating),
    store: {
      async put(given) {
        assertFeedbackKey(given);
        if (!hasStep(given.threadId, given.stepId)) throw notStored();
        const known = stored.get(toKey(given));
        const row = copy({ ...given, createdAt: known?.row.createdAt ?? given.createdAt });
        stored.set(toKey(row), { place: known?.place ?? next++, row });
        return copy(row);
      },
      async remove(key) {
        assertFeedbackKey(key);
        return stored.delete(toKey(key));
      },
      async ofMessages(threadId, owner, stepIds) {
        assertKey(threadId, "The id of a thread");
        assertKey(owner, "The owner of a rating");
        return stepIds.map((stepId) => stored.get(toKey({ threadId, stepId, owner }))).flatMap((found) => (found ? [copy(found.row)] : []));
      },
      async ofThread(threadId) {
        assertKey(threadId, "The id of a thread");
        return rowsOf(threadId)
          .sort(compare)
          .map(({ row }) => copy(row));
      },
      async list(query) {
        const from = firstPlace(query);
        const found = [...stored.values()]
          .filter((one) => compare({ place: from.place, row: { updatedAt: from.updatedAt } }, one) < 0)
          .sort(compare)
          .slice(0, query.limit + 1);
        return toFeedbackPage(
          found.map(({ place, row }) => ({ place, updatedAt: row.updatedAt, row: copy(row) })),
          query.limit,
        );
      },
    },
  };
}

function toKey({ threadId, stepId, owner }: FeedbackKey): string {
  return JSON.stringify([threadId, stepId, owner]);
}

/** Nobody can change a row by holding on to it. */
function copy({ threadId, stepId, owner, rating, tags, comment, createdAt, updatedAt }: FeedbackRow): FeedbackRow {
  return { threadId, stepId, owner, rating, tags: [...tags], ...(comment !== undefined && { comment }), createdAt, updatedAt };
}

interface Placed {
  readonly place: number;
  readonly row: Pick<FeedbackRow, "updatedAt">;
}

function compare(one: Placed, other: Placed): number {
  if (one.row.updatedAt !== other.row.updatedAt) return one.row.updatedAt < other.row.updatedAt ? -1 : 1;
  return one.place - other.place;
}
