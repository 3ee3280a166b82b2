// Walking over everything a store holds, whoever owns it.
import { type FileKey, newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it, type TestContext } from "vitest";
import type { DataLayer } from "../data-layer.ts";
import type { DataWalk } from "../data-walk.ts";
import type { SignInRow, UserRow } from "../user-store.ts";
import { openLayer } from "./open-layer.contract.ts";
import { CREATED, type DataLayerContractOptions, fileRow, threadRow } from "./rows.ts";

/** A layer need not have it; what it has must be right. */
export function describeWalks(options: DataLayerContractOptions): void {
  /** A layer without it has nothing to show here. */
  const opened = async ({ skip }: TestContext): Promise<{ layer: DataLayer; walk: DataWalk }> => {
    const layer = await openLayer(options);
    return { layer, walk: layer.walk ?? skip(`${layer.name} has no walk`) };
  };

  describe("a walk", () => {
    it("comes past every chat of everybody once, as it is stored, in the order they were first written", async (test) => {
      const { layer, walk } = await opened(test);
      const rows = Array.from({ length: 7 }, (_, n) =>
        threadRow(newId<ThreadId>(), {
          owner: n % 2 ? "visitor:one" : "user:two",
          name: `${n}`,
          updatedAt: `2025-03-0${9 - n}T10:00:00.000Z`,
          savedValues: { n: "1", text: "\0 \ud83d" },
          savedSurface: "{}",
        }),
      );
      for (const thread of rows) await layer.write({ threadId: thread.id, epoch: 3, thread });
      // What is written again keeps its place.
      const [first] = rows;
      if (first) await layer.write({ threadId: first.id, epoch: 4, thread: first });
      const walked = await all(3, async (page) => {
        const { threads, after } = await walk.allThreads(page);
        return { rows: threads, after };
      });
      expect(walked).toEqual(rows.map((row, n) => ({ ...row, epoch: n === 0 ? 4 : 3 })));
    });

    it("is over after a last page that is just full, and at once where there is nothing", async (test) => {
      const { layer, walk } = await opened(test);
      expect(await walk.allThreads({ limit: 2 })).toEqual({ threads: [], after: undefined });
      for (const id of [newId<ThreadId>(), newId<ThreadId>()]) await layer.write({ threadId: id, epoch: 1, thread: threadRow(id) });
      expect((await walk.allThreads({ limit: 2 })).after).toBeUndefined();
    });

    it("goes on where it was, whatever was deleted meanwhile", async (test) => {
      const { layer, walk } = await opened(test);
      const ids = Array.from({ length: 4 }, () => newId<ThreadId>());
      for (const id of ids) await layer.write({ threadId: id, epoch: 1, thread: threadRow(id) });
      const { threads, after } = await walk.allThreads({ limit: 2 });
      for (const { id } of threads) await layer.deleteThread(id);
      const rest = await walk.allThreads({ limit: 5, after });
      expect(rest.threads.map(({ id }) => id)).toEqual(ids.slice(2));
    });

    it("comes past every person once, and knows where each is signed in", async (test) => {
      const { layer, walk } = await opened(test);
      const people = Array.from({ length: 5 }, (_, n) => person(`p${n}`));
      for (const row of people) await layer.users.upsertUser(row, {});
      const [first] = people;
      const signIns = [signIn("b", first?.id ?? ""), signIn("a", first?.id ?? "", { revokedAt: CREATED, userAgent: "Any browser" })];
      for (const row of signIns) await layer.users.addSignIn(row);
      const walked = await all(2, async (page) => {
        const { users, after } = await walk.allUsers(page);
        return { rows: users, after };
      });
      const byId = (one: UserRow, other: UserRow) => (one.id < other.id ? -1 : 1);
      expect([...walked].sort(byId)).toEqual([...people].sort(byId));
      expect(await walk.signInsOf(first?.id ?? "")).toEqual(signIns.reverse());
      expect(await walk.signInsOf(newId())).toEqual([]);
    });

    it("knows the files of a chat, by when they were made, whether or not anything shows them", async (test) => {
      const { layer, walk } = await opened(test);
      const threadId = newId<ThreadId>();
      const later = fileRow(threadId, { createdAt: "2025-03-02T10:00:00.000Z", name: "\0 \ud83d" });
      const [one, two] = [newId<FileKey>(), newId<FileKey>()].sort().map((key) => fileRow(threadId, { key }));
      if (!one || !two) throw new Error("two rows");
      for (const row of [later, two, one, fileRow(newId<ThreadId>())]) await layer.addFile(row);
      expect(await walk.filesOf(threadId)).toEqual([one, two, later]);
    });

    it("takes no page of nothing, and no place that is none", async (test) => {
      const { walk } = await opened(test);
      for (const call of [
        () => walk.allThreads({ limit: 0 }),
        () => walk.allThreads({ limit: 1, after: "nowhere" }),
        () => walk.allUsers({ limit: 0 }),
        () => walk.allUsers({ limit: 1, after: "nowhere" }),
      ])
        await expect(call()).rejects.toMatchObject({ code: "BAD_REQUEST" });
    });
  });
}

/** Every row of a walk in pages of so many. */
async function all<Row>(
  limit: number,
  next: (page: { limit: number; after?: string | undefined }) => Promise<{ rows: readonly Row[]; after?: string | undefined }>,
): Promise<Row[]> {
  const found: Row[] = [];
  for (let page = await next({ limit }); ; page = await next({ limit, after: page.after })) {
    found.push(...page.rows);
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    if (page.after === undefined) return found;
  }
}

function person(identifier: string): UserRow {
  return { id: newId(), identifier, roles: ["a"], metadata: { text: "\ud83d" }, createdAt: CREATED, updatedAt: CREATED };
}

function signIn(id: string, userId: string, more: Partial<SignInRow> = {}): SignInRow {
  return { id, userId, createdAt: CREATED, expiresAt: CREATED, seenAt: CREATED, ...more };
}
