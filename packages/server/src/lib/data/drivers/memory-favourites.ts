// Favourites in memory.
import type { ThreadId } from "@colloquy/protocol";
import { assertKey } from "../../storable.ts";
import { type FavouriteRow, type FavouriteStore, tooManyFavourites } from "../favourite-store.ts";

export function createMemoryFavourites(): {
  readonly store: FavouriteStore;
  moveOwner(from: string, to: string): void;
  dropThread(threadId: ThreadId): void;
} {
  const byOwner = new Map<string, Map<string, FavouriteRow>>();
  const of = (owner: string) => {
    assertKey(owner, "The owner of a favourite");
    return byOwner.get(owner) ?? new Map<string, FavouriteRow>();
  };

  return {
    moveOwner(from, to) {
      const [own, theirs] = [of(from), new Map(of(to))];
      for (const [key, row] of own) if (!theirs.has(key)) theirs.set(key, { ...row, owner: to });
      byOwner.delete(from);
      if (theirs.size > 0) byOwner.set(to, theirs);
    },
    dropThread(threadId) {
      for (const own of byOwner.values()) for (const [key, row] of own) if (row.threadId === threadId) own.delete(key);
    },
    store: {
      async add({ owner, threadId, stepId, text, createdAt }, most) {
        const own = of(owner);
        const key = toKey(threadId, stepId);
        if (most !== undefined && !own.has(key) && own.size >= most) throw tooManyFavourites(most);
        byOwner.set(owner, own);
        const row = own.get(key) ?? { owner, threadId, stepId, text, createdAt };
        own.set(key, row);
        return { ...row };
      },
      async remove(owner, threadId, stepId) {
        return of(owner).delete(toKey(threadId, stepId));
      },
      async removeAll(owner) {
        const { size } = of(owner);
        byOwner.delete(owner);
        return size;
      },
      async ofOwner(owner) {
        return [...of(owner).values()].reverse().map((row) => ({ ...row }));
      },
      async among(owner, threadId, stepIds) {
        const own = of(owner);
        return stepIds.map((stepId) => own.get(toKey(threadId, stepId))).flatMap((row) => (row ? [{ ...row }] : []));
      },
    },
  };
}

function toKey(threadId: string, stepId: string): string {
  assertKey(threadId, "The id of a thread");
  assertKey(stepId, "The id of a step");
  return JSON.stringify([threadId, stepId]);
}
