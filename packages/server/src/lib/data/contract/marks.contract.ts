// What people do with their lists of chats: marks, folders and tags; and how lists are ordered and filtered by them.
import { type Folder, type FolderId, newId, type StepId, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import { describe, expect, it, type TestContext } from "vitest";
import type { DataLayer, ThreadQuery, ThreadRow } from "../data-layer.ts";
import type { ThreadMarkStore } from "../thread-marks.ts";
import { openLayer } from "./open-layer.contract.ts";
import { CREATED, type DataLayerContractOptions, piece, stepRow, threadRow, turnRow } from "./rows.ts";

const OWNER = "visitor:one";
const [PINNED, ARCHIVED, DELETED, UNREAD] = [1, 2, 3, 4].map((hour) => new Date(Date.UTC(2025, 3, 1, hour)).toISOString());

/** A layer need not keep marks; one that does must do all of this. */
export function describeMarks(options: DataLayerContractOptions): void {
  const opened = async ({ skip }: TestContext): Promise<{ layer: DataLayer; marks: ThreadMarkStore }> => {
    const layer = await openLayer(options);
    return { layer, marks: layer.marks ?? skip(`${layer.name} keeps no marks`) };
  };

  describe("marks", () => {
    it("are shown in lists, change alone, and are taken away", async (test) => {
      const { layer, marks } = await opened(test);
      const { id } = await store(layer, { name: "one", tags: ["profile"] });
      const folder = await addFolder(marks);
      const [changed] = await marks.change(OWNER, [id], { pinnedAt: PINNED, unreadAt: UNREAD, addTags: ["b", "a", "b"] });
      const line = { id, name: "one", createdAt: CREATED, updatedAt: CREATED, appTags: ["profile"] };
      expect(changed).toEqual({ ...line, pinnedAt: PINNED, unread: true, tags: ["a", "b"] });
      await marks.change(OWNER, [id], { folderId: folder.id, unreadAt: null, removeTags: ["a", "never"], addTags: ["c"] });
      expect(await lines(layer)).toEqual([{ ...line, pinnedAt: PINNED, folderId: folder.id, tags: ["b", "c"] }]);
      await marks.change(OWNER, [id], { folderId: null, pinnedAt: null, removeTags: ["b", "c"] });
      expect(await lines(layer)).toEqual([line]);
      expect(await marks.ofThread(id)).toEqual({});
    });

    it("stay when the session writes the thread, and are in no row of it", async (test) => {
      const { layer, marks } = await opened(test);
      const row = await store(layer, { name: "before" });
      await marks.change(OWNER, [row.id], { archivedAt: ARCHIVED, addTags: ["kept"] });
      await layer.write({ threadId: row.id, epoch: 1, thread: { ...row, name: "after", tags: ["new"] } });
      expect(await layer.loadThread(row.id)).toEqual({ ...row, name: "after", tags: ["new"] });
      expect(await lines(layer, { archived: true })).toMatchObject([
        { name: "after", archivedAt: ARCHIVED, tags: ["kept"], appTags: ["new"] },
      ]);
      await layer.write({ threadId: row.id, epoch: 1, thread: row });
      expect(await names(layer, { archived: true, tag: "new" })).toEqual([]);
      expect(await names(layer, { archived: true, tag: "kept" })).toEqual(["before"]);
    });

    it("of others, of what is not stored and of what is deleted are passed over", async (test) => {
      const { layer, marks } = await opened(test);
      const [mine, gone] = [await store(layer, { name: "mine" }), await store(layer, { name: "gone" })];
      const theirs = await store(layer, { name: "theirs", owner: "visitor:two" });
      await marks.change(OWNER, [gone.id], { deletedAt: DELETED });
      const changed = await marks.change(OWNER, [theirs.id, newId<ThreadId>(), gone.id, mine.id, mine.id], { pinnedAt: PINNED });
      expect(changed.map(({ id }) => id)).toEqual([mine.id]);
      expect(await lines(layer, {}, "visitor:two")).not.toMatchObject([{ pinnedAt: PINNED }]);
    });

    it("order lists: the pinned first, on every page, and those that were put away in a list of their own", async (test) => {
      const { layer, marks } = await opened(test);
      const rows: ThreadRow[] = [];
      for (let n = 1; n <= 9; n++) rows.push(await store(layer, { name: `${n}`, updatedAt: day(n) }));
      const of = (...which: number[]) => which.map((n) => rows[n - 1]?.id ?? newId<ThreadId>());
      await marks.change(OWNER, of(2, 5, 7), { pinnedAt: PINNED });
      await marks.change(OWNER, of(4, 7), { archivedAt: ARCHIVED });
      expect(await walk(layer, {}, 2)).toEqual(["5", "2", "9", "8", "6", "3", "1"]);
      expect(await walk(layer, {}, 100)).toEqual(["5", "2", "9", "8", "6", "3", "1"]);
      expect(await names(layer, { pinned: true })).toEqual(["5", "2"]);
      expect(await walk(layer, { pinned: false }, 2)).toEqual(["9", "8", "6", "3", "1"]);
      expect(await names(layer, { archived: true })).toEqual(["7", "4"]);
      for (const [offset, expected] of [
        [1, ["2", "9", "8"]],
        [3, ["8", "6", "3"]],
        [6, ["1"]],
        [9, []],
      ] as const)
        expect(await names(layer, { offset, limit: 3 })).toEqual(expected);
      expect((await layer.listThreads(OWNER, { limit: 1, counted: true })).total).toBe(7);
      expect((await layer.listThreads(OWNER, { limit: 1, counted: true, archived: true })).total).toBe(2);
    });

    it("of folders and tags filter lists, also searches, page by page", async (test) => {
      const { layer, marks } = await opened(test);
      const folder = await addFolder(marks);
      const rows: ThreadRow[] = [];
      for (let n = 1; n <= 8; n++)
        rows.push(await store(layer, { name: `chat ${n}`, updatedAt: day(n), ...(n % 4 === 0 && { tags: ["even 4"] }) }));
      const ids = rows.map(({ id }) => id);
      await marks.change(OWNER, ids.slice(0, 5), { folderId: folder.id });
      await marks.change(OWNER, ids.slice(2), { addTags: ["tall", "even 4"] });
      await marks.change(OWNER, ids.slice(3, 4), { pinnedAt: PINNED });
      expect(await walk(layer, { folderId: folder.id }, 2)).toEqual(["chat 4", "chat 5", "chat 3", "chat 2", "chat 1"]);
      expect(await walk(layer, { tag: "tall" }, 2)).toEqual(["chat 4", "chat 8", "chat 7", "chat 6", "chat 5", "chat 3"]);
      expect(await walk(layer, { tag: "tall", folderId: folder.id }, 1)).toEqual(["chat 4", "chat 5", "chat 3"]);
      expect(await names(layer, { tag: "tall", search: "6" })).toEqual(["chat 6"]);
      expect(await names(layer, { tag: "nobody's" })).toEqual([]);
      expect((await layer.listThreads(OWNER, { limit: 1, counted: true, tag: "tall" })).total).toBe(6);
      await layer.write({
        threadId: ids[2] ?? newId<ThreadId>(),
        epoch: 1,
        thread: { ...threadRow(ids[2] ?? newId<ThreadId>()), name: "first", updatedAt: day(20) },
      });
      expect(await names(layer, { tag: "tall", pinned: false, limit: 2 })).toEqual(["first", "chat 8"]);
      expect(await marks.listTags(OWNER)).toEqual([
        { tag: "even 4", count: 6 },
        { tag: "tall", count: 6 },
      ]);
      await marks.change(OWNER, ids.slice(4), { removeTags: ["even 4"] });
      // The app's own stays.
      expect(await names(layer, { tag: "even 4" })).toEqual(["chat 4", "first", "chat 8"]);
    });

    it("take any text for a tag that the app gives", async (test) => {
      const { layer } = await opened(test);
      const odd = "\u0000 \ud83d '\"";
      await store(layer, { name: "odd", tags: [odd, "plain"] });
      expect(await names(layer, { tag: odd })).toEqual(["odd"]);
      expect(await names(layer, { tag: "plain" })).toEqual(["odd"]);
    });

    it("keep any string as a tag and as the name of a folder, also when it is named anew", async (test) => {
      const { layer, marks } = await opened(test);
      const row = await store(layer, { name: "odd" });
      const odd = ["\u0000", "a\u0000b", "\ud83d", "\udc4d\ud83d", "' OR 1=1 --", "Größe 🙂"];
      const folder = await addFolder(marks);
      for (const name of odd) {
        await marks.putFolder(OWNER, { ...folder, name });
        expect(await marks.listFolders(OWNER)).toEqual([{ ...folder, name }]);
        const other = await addFolder(marks, name);
        expect(await marks.listFolders(OWNER)).toEqual([{ ...folder, name }, other]);
        await marks.removeFolder(OWNER, other.id);
      }
      await marks.change(OWNER, [row.id], { addTags: odd });
      expect(await marks.ofThread(row.id)).toEqual({ tags: odd.toSorted() });
      for (const tag of odd) expect(await names(layer, { tag })).toEqual(["odd"]);
    });

    it("put the best of a search first: where words of the name begin with it, then other names, then what was said", async (test) => {
      const { layer, marks } = await opened(test);
      const said = await store(layer, { name: "old words", updatedAt: day(9) });
      await say(layer, said.id, "all about the tide");
      await store(layer, { name: "yuletide", updatedAt: day(8) });
      await store(layer, { name: "low tide", updatedAt: day(2) });
      const shelved = await store(layer, { name: "Tide tables", updatedAt: day(1) });
      await marks.change(OWNER, [shelved.id], { archivedAt: ARCHIVED });
      const search = { search: "TIDE", searchIn: "everything" } as const;
      const best = ["low tide", "Tide tables", "yuletide", "old words"];
      for (const limit of [1, 2, 3, 10]) expect(await walk(layer, search, limit)).toEqual(best);
      expect(await walk(layer, { ...search, searchIn: "name" }, 2)).toEqual(best.slice(0, 3));
      expect(await names(layer, { ...search, archived: false })).toEqual(["low tide", "yuletide", "old words"]);
    });

    it("of a deleted chat: it is in no list and no search but its own, nobody writes to it, and it comes back as it was", async (test) => {
      const { layer, marks } = await opened(test);
      const row = await store(layer, { name: "secret" });
      await say(layer, row.id, "secret words");
      await marks.change(OWNER, [row.id], { pinnedAt: PINNED, addTags: ["mine"] });
      const [gone] = await marks.change(OWNER, [row.id], { deletedAt: DELETED });
      expect(gone).toMatchObject({ id: row.id, deletedAt: DELETED });
      // It stays deleted since it was.
      await marks.change(OWNER, [row.id], { deletedAt: day(28) });
      for (const query of [
        {},
        { archived: true },
        { search: "secret" },
        { search: "secret", searchIn: "everything" },
        { tag: "mine" },
      ] as const)
        expect(await names(layer, query)).toEqual([]);
      expect(await layer.searchMessages(OWNER, { words: ["secret"], limit: 5 })).toEqual([]);
      expect(await marks.listTags(OWNER)).toEqual([]);
      expect(await lines(layer, { deleted: true })).toMatchObject([{ name: "secret", deletedAt: DELETED }]);
      expect(await layer.loadThread(row.id)).toEqual({ ...row, epoch: 2, deletedAt: DELETED });
      await expect(layer.write({ threadId: row.id, epoch: 1, thread: row })).rejects.toMatchObject({ code: "STALE_WRITE" });
      await marks.change(OWNER, [row.id], { deletedAt: null });
      expect(await lines(layer)).toMatchObject([{ name: "secret", pinnedAt: PINNED, tags: ["mine"] }]);
      expect(await layer.loadThread(row.id)).toEqual({ ...row, epoch: 2 });
      expect(await layer.searchMessages(OWNER, { words: ["secret"], limit: 5 })).toHaveLength(1);
    });

    it("delete all chats of one owner, and tell the sweep which are old", async (test) => {
      const { layer, marks } = await opened(test);
      const rows: ThreadRow[] = [];
      for (let n = 1; n <= 5; n++) rows.push(await store(layer, { updatedAt: day(n) }));
      const of = (...which: number[]) => which.map((n) => rows[n - 1]?.id ?? newId<ThreadId>());
      const theirs = await store(layer, { owner: "visitor:two", updatedAt: day(2) });
      await marks.change(OWNER, of(1), { pinnedAt: PINNED });
      await marks.change(OWNER, of(4), { deletedAt: day(10) });
      const old = (which: "deleted" | "unused", before: string, limit = 10) => marks.oldThreads({ which, before, limit });
      expect(await old("unused", day(4))).toEqual(expect.arrayContaining([...of(2, 3), theirs.id]));
      expect(await old("unused", day(3))).toHaveLength(2);
      expect(await old("unused", day(4), 1)).toHaveLength(1);
      expect(await old("deleted", day(10))).toEqual([]);
      expect(await old("deleted", day(11))).toEqual(of(4));
      expect(await marks.deleteAll(OWNER, day(12))).toBe(4);
      expect(await marks.deleteAll(OWNER, day(13))).toBe(0);
      expect(await names(layer, {})).toEqual([]);
      expect((await marks.listed([...of(1), theirs.id])).map(({ owner, thread }) => [owner, thread.deletedAt])).toEqual(
        expect.arrayContaining([
          [OWNER, day(12)],
          ["visitor:two", undefined],
        ]),
      );
      expect((await old("deleted", day(20)))[0]).toEqual(of(4)[0]);
      expect(await old("deleted", day(20))).toHaveLength(5);
    });

    it("are no more than their bounds, however many are asked for at once: tags of a chat, and folders", async (test) => {
      const { layer, marks } = await opened(test);
      const { id } = await store(layer, {});
      const tags = (from: number) => Array.from({ length: 20 }, (_, nth) => `tag ${from + nth}`);
      const added = await Promise.allSettled([0, 20, 40].map((from) => marks.change(OWNER, [id], { addTags: tags(from) })));
      expect(added.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected"]);
      expect(added[2]).toMatchObject({ reason: { code: "OVERLOADED" } });
      expect((await marks.ofThread(id))?.tags).toHaveLength(40);
      const folders = Array.from({ length: 6 }, (_, nth) => ({ id: newId<FolderId>(), name: `F ${nth}`, createdAt: day(1) }));
      const made = await Promise.allSettled(folders.map((folder) => marks.putFolder(OWNER, folder, 4)));
      expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
      const [first] = await marks.listFolders(OWNER);
      if (first) await marks.putFolder(OWNER, { ...first, name: "renamed" }, 5);
      expect(await marks.listFolders(OWNER)).toHaveLength(4);
    });

    it("are no more names of tags than their owner may have, however many are added at once, deleted chats and the app's tags counted too", async (test) => {
      const { layer, marks } = await opened(test);
      const chats = await Promise.all(Array.from({ length: 8 }, () => store(layer, {})));
      const gone = await store(layer, { tags: ["app"] });
      await marks.change(OWNER, [gone.id], { addTags: ["gone"] }, 6);
      await marks.change(OWNER, [gone.id], { deletedAt: DELETED });
      const added = await Promise.allSettled(chats.map(({ id }, nth) => marks.change(OWNER, [id], { addTags: [`tag ${nth}`] }, 6)));
      expect(added.filter(({ status }) => status === "fulfilled")).toHaveLength(4);
      expect(added.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "OVERLOADED" } });
      await marks.change(OWNER, [gone.id], { deletedAt: null });
      const known = (await marks.listTags(OWNER)).map(({ tag }) => tag);
      expect(known).toHaveLength(6);
      // One that there is already is no further one.
      await marks.change(
        OWNER,
        chats.map(({ id }) => id),
        { addTags: known },
        6,
      );
    });

    it("keep a chat from the sweep that somebody has spoken in or brought back since it was found", async (test) => {
      const { layer, marks } = await opened(test);
      const row = await store(layer, { updatedAt: day(1) });
      const { id } = row;
      const unused = { which: "unused", before: day(5) } as const;
      const deleted = { which: "deleted", before: day(20) } as const;
      expect(await layer.deleteThread(id, deleted)).toBeUndefined();
      await layer.write({ threadId: id, epoch: 1, thread: { ...row, updatedAt: day(6) } });
      expect(await layer.deleteThread(id, unused)).toBeUndefined();
      await layer.write({ threadId: id, epoch: 1, thread: row });
      await marks.change(OWNER, [id], { pinnedAt: PINNED });
      expect(await layer.deleteThread(id, unused)).toBeUndefined();
      await marks.change(OWNER, [id], { deletedAt: day(10), pinnedAt: null });
      expect(await layer.deleteThread(id, unused)).toBeUndefined();
      expect(await layer.deleteThread(id, { ...deleted, before: day(10) })).toBeUndefined();
      await marks.change(OWNER, [id], { deletedAt: null });
      expect(await layer.deleteThread(id, { which: "deleted" })).toBeUndefined();
      expect(await layer.loadThread(id)).toMatchObject({ id, epoch: 2 });
      expect(await layer.deleteThread(id, unused)).toEqual({ files: [] });
      expect(await layer.deleteThread(id, unused)).toBeUndefined();
      const other = await store(layer, {});
      await marks.change(OWNER, [other.id], { deletedAt: day(10) });
      expect(await layer.deleteThread(other.id, deleted)).toEqual({ files: [] });
      expect(await marks.ofThread(other.id)).toBeUndefined();
    });

    it("keep what the last sweep noted of its clock", async (test) => {
      const { marks } = await opened(test);
      if (!marks.sweepNote || !marks.noteSweep) test.skip("this layer keeps no notes of sweeps");
      expect(await marks.sweepNote?.()).toBeUndefined();
      await marks.noteSweep?.({ believedAt: day(1), doubtedAt: day(9) });
      expect(await marks.sweepNote?.()).toEqual({ believedAt: day(1), doubtedAt: day(9) });
      await marks.noteSweep?.({ believedAt: day(2) });
      expect(await marks.sweepNote?.()).toEqual({ believedAt: day(2) });
    });

    it("go with their thread, and to whom it is given, with the folders", async (test) => {
      const { layer, marks } = await opened(test);
      const [one, two] = [await store(layer, { name: "one", tags: ["app"] }), await store(layer, { name: "two" })];
      const folder = await addFolder(marks);
      await marks.change(OWNER, [one.id, two.id], { folderId: folder.id, addTags: ["mine"], pinnedAt: PINNED });
      await layer.moveThreads(OWNER, "user:ada");
      expect(await marks.listTags(OWNER)).toEqual([]);
      expect(await marks.listFolders("user:ada")).toEqual([folder]);
      expect(await marks.listFolders(OWNER)).toEqual([]);
      expect(await names(layer, { tag: "mine", folderId: folder.id }, "user:ada")).toHaveLength(2);
      expect(await marks.change(OWNER, [one.id], { pinnedAt: null })).toEqual([]);
      await layer.deleteThread(one.id);
      expect(await marks.ofThread(one.id)).toBeUndefined();
      expect(await marks.listTags("user:ada")).toEqual([{ tag: "mine", count: 1 }]);
      await store(layer, { id: one.id, owner: "user:ada", name: "anew" });
      expect(await marks.ofThread(one.id)).toEqual({});
    });

    it("are copied as a whole", async (test) => {
      const { layer, marks } = await opened(test);
      const row = await store(layer, { name: "copy" });
      const folder = await addFolder(marks);
      const all = { pinnedAt: PINNED, archivedAt: ARCHIVED, deletedAt: DELETED, unreadAt: UNREAD, folderId: folder.id, tags: ["a", "b"] };
      await marks.put(row.id, all);
      expect(await marks.ofThread(row.id)).toEqual(all);
      // Nobody writes to a copy, so nobody is fenced off.
      expect(await layer.loadThread(row.id)).toEqual({ ...row, deletedAt: DELETED });
      await marks.put(row.id, { tags: ["b"], folderId: newId<FolderId>() });
      expect(await marks.ofThread(row.id)).toEqual({ tags: ["b"] });
      await marks.put(newId<ThreadId>(), all);
    });

    it("of folders: named, named anew, and gone without their chats; nobody touches another's", async (test) => {
      const { layer, marks } = await opened(test);
      const row = await store(layer, { name: "inside" });
      const [first, second] = [await addFolder(marks, "First"), await addFolder(marks, "Second")];
      const theirs = await addFolder(marks, "Theirs", "visitor:two");
      await marks.putFolder(OWNER, { ...first, name: "Renamed", createdAt: day(3) });
      expect(await marks.listFolders(OWNER)).toEqual([{ ...first, name: "Renamed" }, second]);
      await marks.change(OWNER, [row.id], { folderId: first.id });
      expect(await marks.removeFolder(OWNER, first.id)).toBe(true);
      expect(await marks.removeFolder(OWNER, first.id)).toBe(false);
      expect(await lines(layer)).toEqual([{ id: row.id, name: "inside", createdAt: CREATED, updatedAt: CREATED }]);
      expect(await marks.removeFolder(OWNER, theirs.id)).toBe(false);
      await expect(marks.putFolder(OWNER, { ...theirs, name: "Mine" })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(marks.change(OWNER, [row.id], { folderId: theirs.id, pinnedAt: PINNED })).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await marks.ofThread(row.id)).toEqual({});
      await expect(marks.putFolder(OWNER, { ...second, name: "  " })).rejects.toMatchObject({ code: "BAD_REQUEST" });
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

async function say(layer: DataLayer, threadId: ThreadId, text: string): Promise<void> {
  const turn = turnRow();
  const step = stepRow(turn.id, { id: newId<StepId>(), end: CREATED });
  await layer.write({ threadId, epoch: 1, turns: [turn], steps: [step], texts: [piece(step.id, 0, text)] });
}

async function addFolder(marks: ThreadMarkStore, name = "Plans", owner = OWNER): Promise<Folder> {
  const folder = { id: newId<FolderId>(), name, createdAt: CREATED };
  await marks.putFolder(owner, folder);
  return folder;
}

async function lines(layer: DataLayer, query: Partial<ThreadQuery> = {}, owner = OWNER): Promise<readonly ThreadSummary[]> {
  return (await layer.listThreads(owner, { limit: 50, ...query })).threads;
}

async function names(layer: DataLayer, query: Partial<ThreadQuery>, owner = OWNER): Promise<(string | undefined)[]> {
  return (await lines(layer, query, owner)).map(({ name }) => name);
}

/** The names on all pages, each of so many lines. */
async function walk(layer: DataLayer, query: Partial<ThreadQuery>, limit: number): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = [];
  let cursor: string | undefined;
  do {
    const page = await layer.listThreads(OWNER, { ...query, limit, ...(cursor !== undefined && { cursor }) });
    found.push(...page.threads.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return found;
}
