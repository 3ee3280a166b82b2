// Lists of an owner's threads: order, pages, search, and a change of hands.
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { DataLayer, ThreadRow } from "../data-layer.ts";
import { openLayer } from "./open-layer.contract.ts";
import { type DataLayerContractOptions, threadRow } from "./rows.ts";

export function describeLists(options: DataLayerContractOptions): void {
  describe("lists", () => {
    it("lists an owner's threads, last updated first, and nobody else's", async () => {
      const layer = await openLayer(options);
      await store(layer, { name: "old", updatedAt: day(1) });
      await store(layer, { name: "foreign", owner: "visitor:two", updatedAt: day(4) });
      const newest = await store(layer, { name: "new", updatedAt: day(3), metadata: { secret: 1 }, savedSurface: "{}" });
      await store(layer, { updatedAt: day(2) });
      const { threads, nextCursor } = await layer.listThreads("visitor:one", { limit: 10 });
      expect(threads.map((thread) => thread.name)).toEqual(["new", undefined, "old"]);
      expect(threads[0]).toEqual({ id: newest.id, name: "new", createdAt: newest.createdAt, updatedAt: newest.updatedAt });
      expect(nextCursor).toBeUndefined();
      expect(await layer.listThreads("visitor:nobody", { limit: 10 })).toMatchObject({ threads: [] });
    });

    it("moves a thread to the front when it is updated", async () => {
      const layer = await openLayer(options);
      const first = await store(layer, { name: "first", updatedAt: day(1) });
      await store(layer, { name: "second", updatedAt: day(2) });
      await layer.write({ threadId: first.id, epoch: 1, thread: { ...first, updatedAt: day(3) } });
      expect(await names(layer)).toEqual(["first", "second"]);
    });

    it("pages through all of them, each once, also when many were updated at the same instant", async () => {
      const layer = await openLayer(options);
      const rows = await Promise.all(Array.from({ length: 23 }, (_, index) => store(layer, { updatedAt: day(1 + (index % 3)) })));
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await layer.listThreads("visitor:one", { limit: 5, ...(cursor && { cursor }) });
        expect(page.threads.length).toBeLessThanOrEqual(5);
        seen.push(...page.threads.map((thread) => thread.id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(seen).toHaveLength(23);
      expect(new Set(seen)).toEqual(new Set(rows.map((row) => row.id)));
    });

    it("ends without a cursor when the last page is full", async () => {
      const layer = await openLayer(options);
      await store(layer, {});
      await store(layer, {});
      expect((await layer.listThreads("visitor:one", { limit: 2 })).nextCursor).toBeUndefined();
    });

    it("lists nothing twice when a thread is updated between two pages", async () => {
      const layer = await openLayer(options);
      const rows = [];
      for (let index = 1; index <= 6; index += 1) rows.push(await store(layer, { updatedAt: day(index) }));
      const first = await layer.listThreads("visitor:one", { limit: 3 });
      const oldest = rows[0] ?? threadRow(newId<ThreadId>());
      await layer.write({ threadId: oldest.id, epoch: 1, thread: { ...oldest, updatedAt: day(9) } });
      const second = await layer.listThreads("visitor:one", { limit: 3, cursor: first.nextCursor ?? "" });
      const ids = [...first.threads, ...second.threads].map((thread) => thread.id);
      expect(ids).toEqual(
        rows
          .slice(1)
          .reverse()
          .map((row) => row.id),
      );
    });

    it("refuses a cursor it did not make, and a page without lines", async () => {
      const layer = await openLayer(options);
      for (const cursor of ["", "x", "💥", btoa("null"), btoa("[1,2]"), btoa('{"a":1}'), "' OR 1=1 --"]) {
        await expect(layer.listThreads("visitor:one", { limit: 3, cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      }
      for (const limit of [0, -1, 1.5, Number.NaN]) {
        await expect(layer.listThreads("visitor:one", { limit })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      }
    });

    it("searches any part of the name, without regard to case, in every script", async () => {
      const layer = await openLayer(options);
      const all = ["Größe der Straße", "Привет, МИР", "ΟΔΥΣΣΕΥΣ", "Crème brûlée", "100% sure_thing", "I said ' OR 1=1"];
      for (const [index, name] of all.entries()) await store(layer, { name, updatedAt: day(index + 1) });
      await store(layer, {});
      const expected = {
        STRASSE: 0,
        größe: 0,
        "привет, мир": 1,
        οδυσσευς: 2,
        οδυσσευσ: 2,
        "BRU\u0302LE\u0301E": 3,
        "0% S": 4,
        e_t: 4,
        "' or 1": 5,
      };
      for (const [search, index] of Object.entries(expected))
        expect([search, ...(await names(layer, search))]).toEqual([search, all[index]]);
      for (const search of ["%", "100_", "nothing", "s_s"]) expect(await names(layer, search)).toEqual(search === "%" ? [all[4]] : []);
      expect(await names(layer, "")).toHaveLength(7);
    });

    it("pages through what a search found", async () => {
      const layer = await openLayer(options);
      for (let index = 1; index <= 9; index += 1) await store(layer, { name: index % 2 ? `odd ${index}` : "even", updatedAt: day(index) });
      const first = await layer.listThreads("visitor:one", { limit: 3, search: "ODD" });
      const second = await layer.listThreads("visitor:one", { limit: 3, search: "ODD", cursor: first.nextCursor ?? "" });
      expect([...first.threads, ...second.threads].map((thread) => thread.name)).toEqual(["odd 9", "odd 7", "odd 5", "odd 3", "odd 1"]);
      expect(second.nextCursor).toBeUndefined();
    });

    it("gives all threads of an owner to another, whoever writes the thread row afterwards", async () => {
      const layer = await openLayer(options);
      const mine = await store(layer, { name: "mine" });
      await store(layer, { name: "mine too" });
      await store(layer, { name: "not mine", owner: "visitor:two" });
      expect(await layer.moveThreads("visitor:one", "user:ada")).toBe(2);
      expect(await layer.moveThreads("visitor:one", "user:ada")).toBe(0);
      await layer.write({ threadId: mine.id, epoch: 1, thread: mine });
      expect((await layer.listThreads("visitor:one", { limit: 5 })).threads).toEqual([]);
      expect((await layer.listThreads("user:ada", { limit: 5 })).threads).toHaveLength(2);
      expect(await layer.loadThread(mine.id)).toEqual({ ...mine, owner: "user:ada" });
    });
  });
}

function day(number: number): string {
  return new Date(Date.UTC(2025, 2, number)).toISOString();
}

async function store(layer: DataLayer, more: Partial<ThreadRow>): Promise<ThreadRow> {
  const thread = threadRow(newId<ThreadId>(), more);
  await layer.write({ threadId: thread.id, epoch: 1, thread });
  return thread;
}

async function names(layer: DataLayer, search?: string): Promise<(string | undefined)[]> {
  const page = await layer.listThreads("visitor:one", { limit: 50, ...(search !== undefined && { search }) });
  return page.threads.map((thread) => thread.name);
}
