// What people said of answers.
import { newId, type StepId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it, type TestContext } from "vitest";
import type { ThreadQuery } from "../data-layer.ts";
import type { FeedbackRow } from "../feedback-store.ts";
import { openLayer } from "./open-layer.contract.ts";
import { CREATED, type DataLayerContractOptions, stepRow, storedStep, threadRow } from "./rows.ts";

const LATER = "2025-03-02T10:00:00.000Z";
const LAST = "2025-03-03T10:00:00.000Z";

export function describeFeedback(options: DataLayerContractOptions): void {
  describe("feedback", () => {
    it("is kept once for each person and message, replaced by what they say later, and taken back", async (context) => {
      const { layer, store, threadId, stepId, row } = await rated(options, context);
      expect(await store.put(row)).toEqual(row);
      const changed: FeedbackRow = { ...row, rating: "down", tags: ["wrong", "long"], comment: "No.", createdAt: LATER, updatedAt: LATER };
      expect(await store.put(changed)).toEqual({ ...changed, createdAt: CREATED });
      const bobs = await store.put({ ...row, owner: "visitor:bob" });
      expect(await store.ofMessages(threadId, "visitor:one", [newId<StepId>(), stepId])).toEqual([{ ...changed, createdAt: CREATED }]);
      expect(await store.ofMessages(newId<ThreadId>(), "visitor:one", [stepId])).toEqual([]);
      expect(await store.ofThread(threadId)).toEqual([bobs, { ...changed, createdAt: CREATED }]);
      expect(await store.remove(row)).toBe(true);
      expect(await store.remove(row)).toBe(false);
      expect(await store.ofThread(threadId)).toEqual([bobs]);
      // The same layer still has the message.
      expect(await layer.loadSteps(threadId, { turnIds: [], stepIds: [stepId] })).toHaveLength(1);
    });

    it("without a comment has none again after one was taken out", async (context) => {
      const { store, threadId, stepId, row } = await rated(options, context);
      await store.put({ ...row, comment: "Hm." });
      await store.put(row);
      expect(await store.ofMessages(threadId, row.owner, [stepId])).toEqual([row]);
    });

    it("may say any string, and only keys must be plain", async (context) => {
      const { store, threadId, row } = await rated(options, context);
      const hostile = { ...row, tags: ["", "a\u0000b", "\ud83d", "' OR 1=1 --", "{}"], comment: "\u0000 \udc00 Größe 🙂" };
      await store.put(hostile);
      expect(await store.ofThread(threadId)).toEqual([hostile]);
      await expect(store.put({ ...row, owner: "visitor:\u0000" })).rejects.toMatchObject({ code: "BAD_INPUT" });
    });

    it("is refused for a message that is not stored, and is of no thread but its own", async (context) => {
      const { layer, store, stepId, row } = await rated(options, context);
      const other = await storedStep(layer);
      await expect(store.put({ ...row, stepId: newId<StepId>() })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(store.put({ ...row, threadId: newId<ThreadId>() })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await expect(store.put({ ...row, threadId: other.threadId })).rejects.toMatchObject({ code: "NOT_FOUND" });
      await store.put(row);
      expect(await store.remove({ ...row, threadId: other.threadId })).toBe(false);
      expect(await store.ofThread(other.threadId)).toEqual([]);
      expect(await store.ofMessages(other.threadId, row.owner, [stepId])).toEqual([]);
    });

    it("stays while its message is written anew, and goes with it, with its turn and with its thread", async (context) => {
      const { layer, store, threadId, turn, step, row } = await rated(options, context);
      const [second, third] = [stepRow(turn.id), stepRow(turn.id)];
      await layer.write({ threadId, epoch: 1, steps: [second, third] });
      for (const { id } of [step, second, third]) await store.put({ ...row, stepId: id });
      await layer.write({ threadId, epoch: 1, turns: [turn], steps: [{ ...step, name: "Renamed" }] });
      await layer.write({ threadId, epoch: 1, removedSteps: [second.id] });
      expect((await store.ofThread(threadId)).map(({ stepId }) => stepId)).toEqual([step.id, third.id]);
      // Also where a message of the same id comes back: it is another one.
      await layer.write({ threadId, epoch: 1, steps: [second] });
      expect((await store.ofThread(threadId)).map(({ stepId }) => stepId)).toEqual([step.id, third.id]);
      await layer.write({ threadId, epoch: 1, removedTurns: [turn.id] });
      expect(await store.ofThread(threadId)).toEqual([]);

      const whole = await storedStep(layer);
      await store.put({ ...row, threadId: whole.threadId, stepId: whole.step.id });
      await layer.deleteThread(whole.threadId);
      expect(await store.ofThread(whole.threadId)).toEqual([]);
      expect((await store.list({ limit: 10 })).rows).toEqual([]);
    });

    it("becomes that of the account with the chats of who signs in; who had said something keeps their own", async (context) => {
      const { layer, store, threadId, turn, row } = await rated(options, context);
      const second = stepRow(turn.id);
      await layer.write({ threadId, epoch: 1, steps: [second] });
      await store.put(row);
      await store.put({ ...row, stepId: second.id, comment: "The visitor's." });
      const theirs = await store.put({ ...row, stepId: second.id, owner: "user:ada", comment: "The account's." });
      await layer.moveThreads("visitor:one", "user:ada");
      expect(new Set(await store.ofThread(threadId))).toEqual(new Set([{ ...row, owner: "user:ada" }, theirs]));
      expect(await store.ofMessages(threadId, "visitor:one", [row.stepId, second.id])).toEqual([]);
    });

    it("of everybody is listed in the order of changes, in pages, from an instant on", async (context) => {
      const { layer, store, row } = await rated(options, context);
      const rows = [{ ...row, updatedAt: LATER }];
      for (let i = 0; i < 4; i++) {
        const { threadId, step } = await storedStep(layer);
        rows.push({ ...row, threadId, stepId: step.id, owner: `visitor:${i}`, updatedAt: i < 2 ? LATER : LAST });
      }
      for (const one of rows) await store.put(one);
      // Changed once more: it goes to the end of its instant.
      const [first] = rows;
      if (first) await store.put({ ...first, updatedAt: LAST });
      const ids: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await store.list({ limit: 2, cursor });
        expect(page.rows.length).toBeLessThanOrEqual(2);
        ids.push(...page.rows.map(({ stepId }) => stepId));
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      const [a, b, c, d, e] = rows.map(({ stepId }) => stepId);
      expect(ids.slice(0, 2)).toEqual([b, c]);
      expect(new Set(ids.slice(2))).toEqual(new Set([a, d, e]));
      expect(ids).toHaveLength(5);
      expect((await store.list({ limit: 10, since: LAST })).rows.map(({ updatedAt }) => updatedAt)).toEqual([LAST, LAST, LAST]);
      expect(await store.list({ limit: 10, since: "2026-01-01T00:00:00.000Z" })).toEqual({ rows: [] });
      await expect(store.list({ limit: 0 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      await expect(store.list({ limit: 1, cursor: "nonsense" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    });

    it("of one's own finds the chats that have it, in pages, with a search and after it was changed or taken back", async (context) => {
      const { layer, store, threadId, row } = await rated(options, context);
      const others: FeedbackRow[] = [];
      for (let i = 0; i < 3; i++) {
        const { threadId: other, step } = await storedStep(layer);
        others.push({ ...row, threadId: other, stepId: step.id });
      }
      const [second, third, fourth] = others as [FeedbackRow, FeedbackRow, FeedbackRow];
      await store.put(row);
      await store.put(second);
      await store.put({ ...third, rating: "down" });
      await store.put({ ...fourth, owner: "visitor:bob" });
      const found = async (query: Partial<ThreadQuery>) =>
        (await layer.listThreads(row.owner, { limit: 10, ...query })).threads.map(({ id }) => id).sort();
      expect(await found({ rated: "up" })).toEqual([threadId, second.threadId].sort());
      expect(await found({ rated: "down" })).toEqual([third.threadId]);
      const first = await layer.listThreads(row.owner, { limit: 1, rated: "up", counted: true });
      expect([first.threads.length, first.total]).toEqual([1, 2]);
      const next = await layer.listThreads(row.owner, { limit: 1, rated: "up", cursor: first.nextCursor ?? "" });
      expect([...first.threads, ...next.threads].map(({ id }) => id).sort()).toEqual([threadId, second.threadId].sort());
      expect(next.nextCursor).toBeUndefined();
      expect(await found({ rated: "up", search: "nothing of the kind", searchIn: "everything" })).toEqual([]);
      await store.put({ ...row, rating: "down" });
      await store.remove(second);
      expect(await found({ rated: "up" })).toEqual([]);
      expect(await found({ rated: "down" })).toEqual([threadId, third.threadId].sort());
    });
  });
}

/** A thread with one message, and a rating of it that is not stored yet. */
async function rated(options: DataLayerContractOptions, { skip }: TestContext) {
  const layer = await openLayer(options);
  const { threadId, turn, step } = await storedStep(layer);
  const row: FeedbackRow = {
    threadId,
    stepId: step.id,
    owner: threadRow(threadId).owner,
    rating: "up",
    tags: [],
    createdAt: CREATED,
    updatedAt: CREATED,
  };
  return { layer, store: layer.feedback ?? skip(`${layer.name} keeps no feedback`), threadId, turn, step, stepId: step.id, row };
}
