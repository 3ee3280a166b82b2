// Which of their messages people keep.
import { newId, type StepId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it, type TestContext } from "vitest";
import type { DataLayer } from "../data-layer.ts";
import type { FavouriteRow, FavouriteStore } from "../favourite-store.ts";
import { openLayer } from "./open-layer.contract.ts";
import { CREATED, type DataLayerContractOptions, storedStep } from "./rows.ts";

const LATER = "2025-03-02T10:00:00.000Z";

export function describeFavourites(options: DataLayerContractOptions): void {
  describe("favourites", () => {
    it("are kept once for each person and message, the newest first, and taken out", async (context) => {
      const { store } = await opened(options, context);
      const [one, two] = [favourite(), favourite({ text: "Second" })];
      expect(await store.add(one)).toEqual(one);
      await store.add(two);
      expect(await store.add({ ...one, text: "Changed", createdAt: LATER })).toEqual(one);
      await store.add({ ...one, owner: "visitor:bob" });
      expect(await store.ofOwner("visitor:ada")).toEqual([two, one]);
      expect(await store.among("visitor:ada", one.threadId, [newId<StepId>(), one.stepId, two.stepId])).toEqual([one]);
      expect(await store.remove("visitor:ada", two.threadId, one.stepId)).toBe(false);
      expect(await store.remove("visitor:ada", one.threadId, one.stepId)).toBe(true);
      expect(await store.remove("visitor:ada", one.threadId, one.stepId)).toBe(false);
      expect(await store.ofOwner("visitor:ada")).toEqual([two]);
      expect(await store.ofOwner("visitor:bob")).toHaveLength(1);
      expect(await store.removeAll("visitor:ada")).toBe(1);
      expect(await store.ofOwner("visitor:ada")).toEqual([]);
    });

    it("are no more than their bound, however many are added at once; one that is kept is no further one", async (context) => {
      const { store } = await opened(options, context);
      const wished = Array.from({ length: 12 }, () => favourite());
      const added = await Promise.allSettled(wished.map((row) => store.add(row, 5)));
      const kept = await store.ofOwner("visitor:ada");
      expect(kept).toHaveLength(5);
      expect(added.filter(({ status }) => status === "fulfilled")).toHaveLength(5);
      expect(added.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "TOO_LARGE" } });
      const [first] = kept;
      expect(first && (await store.add({ ...first, text: "Again" }, 5))).toEqual(first);
      await store.add(favourite({ owner: "visitor:bob" }), 1);
    });

    it("may say any string, and only keys must be plain", async (context) => {
      const { store } = await opened(options, context);
      const texts = ["", "a\u0000b", "\ud83d", "' OR 1=1 --", "Größe 🙂"];
      for (const text of texts) await store.add(favourite({ text }));
      expect((await store.ofOwner("visitor:ada")).map(({ text }) => text)).toEqual([...texts].reverse());
      await expect(store.ofOwner("visitor:\u0000")).rejects.toMatchObject({ code: "BAD_INPUT" });
    });

    it("become the account's when somebody signs in, and go with their chat when that is gone for good", async (context) => {
      const { layer, store } = await opened(options, context);
      const { threadId, step } = await storedStep(layer);
      const [one, two] = [favourite({ threadId, stepId: step.id, owner: "visitor:one" }), favourite({ owner: "visitor:one" })];
      await store.add(one);
      await store.add(two);
      const theirs = await store.add({ ...two, owner: "user:ada", text: "The account's" });
      await layer.moveThreads("visitor:one", "user:ada");
      expect(new Set(await store.ofOwner("user:ada"))).toEqual(new Set([{ ...one, owner: "user:ada" }, theirs]));
      await layer.marks?.change("user:ada", [threadId], { deletedAt: LATER });
      expect(await store.ofOwner("user:ada")).toHaveLength(2);
      await layer.deleteThread(threadId);
      expect(await store.ofOwner("user:ada")).toEqual([theirs]);
      expect(await store.ofOwner("visitor:one")).toEqual([]);
    });
  });
}

function favourite(more: Partial<FavouriteRow> = {}): FavouriteRow {
  return { owner: "visitor:ada", threadId: newId<ThreadId>(), stepId: newId<StepId>(), text: "First", createdAt: CREATED, ...more };
}

async function opened(options: DataLayerContractOptions, { skip }: TestContext): Promise<{ layer: DataLayer; store: FavouriteStore }> {
  const layer = await openLayer(options);
  return { layer, store: layer.favourites ?? skip(`${layer.name} keeps no favourites`) };
}
