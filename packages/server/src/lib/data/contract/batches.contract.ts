// Batches: whole or not at all, fenced by epoch, in the order of the first write.
import { newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { openLayer } from "./open-layer.contract.ts";
import { type DataLayerContractOptions, piece, stepRow, storedStep, threadRow, turnRow } from "./rows.ts";

export function describeBatches(options: DataLayerContractOptions): void {
  describe("batches", () => {
    it("gives back a thread, its turns and its steps as they were written", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      const turn = turnRow({ parentTurnId: newId<TurnId>(), error: { message: "It failed.", reference: "r1" } });
      const step = stepRow(turn.id, { metadata: { deep: [{ list: [1, null, "x"] }] }, output: { rev: 2, text: "Hello" }, tags: ["a"] });
      const thread = threadRow(threadId, {
        name: "Ada",
        leafTurnId: turn.id,
        savedValues: { counter: "3" },
        savedSurface: "{}",
        tags: ["t"],
      });
      await layer.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step] });
      expect(await layer.loadThread(threadId)).toEqual(thread);
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
      expect(await layer.loadSteps(threadId, { turnIds: [turn.id] })).toEqual([step]);
    });

    it("knows nothing of a thread that was never written", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      expect(await layer.loadThread(threadId)).toBeUndefined();
      expect(await layer.loadTurns(threadId)).toEqual([]);
      expect(await layer.loadSteps(threadId, { turnIds: [newId<TurnId>()] })).toEqual([]);
    });

    it("refuses a batch for a thread without a row, unless it carries the row", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      await expect(layer.write({ threadId, epoch: 1, turns: [turnRow()] })).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await layer.loadTurns(threadId)).toEqual([]);
    });

    it("does not make anew what was known and is deleted for good, and makes nothing new where somebody has the id", async () => {
      const layer = await openLayer(options);
      const { threadId, turn } = await storedStep(layer);
      const thread = threadRow(threadId, { name: "again" });
      const other = threadRow(threadId, { owner: "visitor:two", name: "theirs" });
      await expect(layer.write({ threadId, epoch: 9, only: "new", thread: other, turns: [turnRow()] })).rejects.toMatchObject({
        code: "STALE_WRITE",
      });
      await layer.write({ threadId, epoch: 1, only: "known", thread });
      expect(await layer.loadThread(threadId)).toEqual(thread);
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
      await layer.deleteThread(threadId);
      const late = layer.write({ threadId, epoch: 1, only: "known", thread, turns: [turnRow()] });
      await expect(late).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await layer.loadThread(threadId)).toBeUndefined();
      expect(await layer.loadTurns(threadId)).toEqual([]);
      const writes = [other, thread].map((row) => layer.write({ threadId, epoch: 1, only: "new", thread: row, turns: [turn] }));
      expect((await Promise.allSettled(writes)).map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
    });

    it("refuses an older epoch and writes nothing of its batch", async () => {
      const layer = await openLayer(options);
      const { threadId, turn, step, load } = await storedStep(layer);
      await layer.write({ threadId, epoch: 3 });
      const late = {
        threadId,
        epoch: 2,
        thread: threadRow(threadId, { name: "late" }),
        turns: [turnRow()],
        steps: [{ ...step, name: "late" }],
        texts: [piece(step.id, 0, "late")],
        removedTurns: [turn.id],
      };
      await expect(layer.write(late)).rejects.toMatchObject({ code: "STALE_WRITE" });
      expect(await load()).toEqual(step);
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
      expect(await layer.loadThread(threadId)).toEqual(threadRow(threadId, { epoch: 3 }));
    });

    it("raises the epoch by any batch with a higher one, and takes its writer's next", async () => {
      const layer = await openLayer(options);
      const { threadId } = await storedStep(layer);
      await layer.write({ threadId, epoch: 2, turns: [turnRow()] });
      expect(await layer.loadThread(threadId)).toMatchObject({ epoch: 2 });
      await layer.write({ threadId, epoch: 2, thread: threadRow(threadId, { epoch: 1, name: "now" }) });
      expect(await layer.loadThread(threadId)).toMatchObject({ epoch: 2, name: "now" });
    });

    it("gives out epochs above every earlier one, never the same to two who ask at once, and refuses the older ones", async () => {
      const layer = await openLayer(options);
      const { threadId } = await storedStep(layer);
      const taken = await Promise.all(Array.from({ length: 20 }, () => layer.takeEpoch(threadId, 0)));
      expect(taken.toSorted((one, other) => Number(one) - Number(other))).toEqual(Array.from({ length: 20 }, (_, index) => 2 + index));
      expect(await layer.takeEpoch(threadId, 40)).toBe(41);
      expect(await layer.loadThread(threadId)).toEqual(threadRow(threadId, { epoch: 41 }));
      await expect(layer.write({ threadId, epoch: 40, turns: [turnRow()] })).rejects.toMatchObject({ code: "STALE_WRITE" });
      await layer.write({ threadId, epoch: 41, turns: [turnRow()] });
      expect(await layer.takeEpoch(newId<ThreadId>(), 1)).toBeUndefined();
    });

    it("writes nothing of a batch of which one part fails", async () => {
      const layer = await openLayer(options);
      const { threadId, turn, step, load } = await storedStep(layer);
      const broken = {
        threadId,
        epoch: 2,
        thread: threadRow(threadId, { name: "half" }),
        turns: [turnRow()],
        steps: [{ ...step, name: "half", output: { rev: 0, text: "half" } }, stepRow(turn.id)],
        texts: [piece(step.id, 4, " and more"), piece(step.id, 99, "a gap")],
      };
      await expect(layer.write(broken)).rejects.toMatchObject({ code: "STORE_FAILED" });
      expect(await layer.loadThread(threadId)).toEqual(threadRow(threadId));
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
      expect(await load()).toEqual(step);
    });

    it("keeps the order of the first write, whatever is replaced later", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      const turns = [turnRow(), turnRow(), turnRow()] as const;
      const steps = turns.flatMap((turn) => [stepRow(turn.id), stepRow(turn.id)]);
      for (const [index, turn] of turns.entries()) {
        await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns: [turn], steps: steps.slice(2 * index, 2 * index + 2) });
      }
      await layer.write({ threadId, epoch: 1, turns: [{ ...turns[0], state: "failed" }], steps: steps.slice(0, 1) });
      expect((await layer.loadTurns(threadId)).map((turn) => turn.id)).toEqual(turns.map((turn) => turn.id));
      const backwards = [turns[2].id, turns[0].id];
      const found = await layer.loadSteps(threadId, { turnIds: backwards });
      expect(found).toEqual([...steps.slice(0, 2), ...steps.slice(4)]);
    });

    it("finds steps by turn or by id, each once", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      const [one, two] = [turnRow(), turnRow()];
      const message = stepRow(one.id, { type: "user_message" });
      const answer = stepRow(two.id);
      await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns: [one, two], steps: [message, stepRow(one.id), answer] });
      const found = await layer.loadSteps(threadId, { turnIds: [two.id], stepIds: [message.id, answer.id, newId<StepId>()] });
      expect(found).toEqual([message, answer]);
    });

    it("changes nothing when the same batch comes a second time", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      const turn = turnRow();
      const step = stepRow(turn.id);
      const batch = { threadId, epoch: 1, thread: threadRow(threadId), turns: [turn], steps: [step], texts: [piece(step.id, 0, "once")] };
      await layer.write(batch);
      await layer.write({ threadId, epoch: 1, texts: [piece(step.id, 4, " and on")] });
      await layer.write(batch);
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
      expect(await layer.loadSteps(threadId, { turnIds: [turn.id] })).toEqual([{ ...step, output: { rev: 0, text: "once and on" } }]);
    });

    it("never stores siblings, and refuses a thread row that is another thread's", async () => {
      const layer = await openLayer(options);
      const { threadId, turn } = await storedStep(layer);
      const beside = [turn.id, newId<TurnId>()];
      await layer.write({ threadId, epoch: 1, turns: [{ ...turn, siblingIds: beside, editIds: beside, answerIds: beside }] });
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
      const other = { threadId, epoch: 1, thread: threadRow(newId<ThreadId>()) };
      await expect(layer.write(other)).rejects.toMatchObject({ code: "BAD_INPUT" });
    });

    it("refuses a step whose turn is not stored", async () => {
      const layer = await openLayer(options);
      const { threadId } = await storedStep(layer);
      const orphan = stepRow(newId<TurnId>());
      await expect(layer.write({ threadId, epoch: 1, steps: [orphan] })).rejects.toMatchObject({ code: "STORE_FAILED" });
      expect(await layer.loadSteps(threadId, { turnIds: [], stepIds: [orphan.id] })).toEqual([]);
    });

    it("removes steps, and turns with all their steps", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      const [kept, removed] = [turnRow(), turnRow()];
      const steps = [stepRow(kept.id), stepRow(kept.id), stepRow(removed.id, { output: { rev: 0, text: "gone" } })] as const;
      await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns: [kept, removed], steps });
      await layer.write({ threadId, epoch: 1, removedSteps: [steps[0].id, newId<StepId>()], removedTurns: [removed.id] });
      expect(await layer.loadTurns(threadId)).toEqual([kept]);
      const all = { turnIds: [kept.id, removed.id], stepIds: steps.map((step) => step.id) };
      expect(await layer.loadSteps(threadId, all)).toEqual([steps[1]]);
    });

    it("removes before it writes: what is in the batch as well is a new row, without what the old one had", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      const [one, two, other] = [turnRow(), turnRow(), turnRow()];
      const steps = [stepRow(one.id), stepRow(one.id), stepRow(two.id)] as const;
      await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns: [one, two, other], steps });
      await layer.write({ threadId, epoch: 1, texts: steps.map(({ id }) => piece(id, 0, "old", { rev: 4 })) });
      const again = {
        ...{ threadId, epoch: 1, removedTurns: [two.id], removedSteps: [steps[0].id] },
        ...{ turns: [{ ...two, state: "failed" as const }], steps: [steps[0], { ...steps[2], turnId: other.id }] },
        texts: [piece(steps[0].id, 0, "new")],
      };
      await layer.write(again);
      expect(await layer.loadTurns(threadId)).toEqual([one, other, { ...two, state: "failed" }]);
      expect(await layer.loadSteps(threadId, { turnIds: [one.id, two.id, other.id] })).toEqual([
        { ...steps[1], output: { rev: 4, text: "old" } },
        { ...steps[0], output: { rev: 0, text: "new" } },
        { ...steps[2], turnId: other.id },
      ]);
      const late = { threadId, epoch: 1, removedSteps: [steps[1].id], texts: [piece(steps[1].id, 3, " late", { rev: 4 })] };
      await expect(layer.write(late)).rejects.toMatchObject({ code: "STORE_FAILED" });
      const orphan = { threadId, epoch: 1, removedTurns: [one.id], steps: [stepRow(one.id)] };
      await expect(layer.write(orphan)).rejects.toMatchObject({ code: "STORE_FAILED" });
      expect(await layer.loadSteps(threadId, { turnIds: [one.id] })).toHaveLength(2);
    });

    it("deletes a thread with all that belongs to it, and no other", async () => {
      const layer = await openLayer(options);
      const gone = await storedStep(layer, { output: { rev: 0, text: "gone" } });
      const kept = await storedStep(layer, { output: { rev: 0, text: "kept" } });
      await layer.deleteThread(gone.threadId);
      await layer.deleteThread(gone.threadId);
      expect(await layer.loadThread(gone.threadId)).toBeUndefined();
      expect(await layer.loadTurns(gone.threadId)).toEqual([]);
      expect(await gone.load()).toBeUndefined();
      await expect(gone.append(piece(gone.step.id, 4, " late"))).rejects.toMatchObject({ code: "NOT_FOUND" });
      expect(await kept.load()).toEqual(kept.step);
      await layer.write({ threadId: gone.threadId, epoch: 1, thread: threadRow(gone.threadId) });
      expect(await layer.loadTurns(gone.threadId)).toEqual([]);
    });

    it("takes the same id in two threads for two rows", async () => {
      const layer = await openLayer(options);
      const mine = await storedStep(layer, { output: { rev: 0, text: "mine" } });
      const threadId = newId<ThreadId>();
      const copy = { ...mine.step, name: "Mallory", output: { rev: 0, text: "theirs" } };
      const thread = threadRow(threadId, { owner: "visitor:two" });
      await layer.write({ threadId, epoch: 9, thread, turns: [{ ...mine.turn, state: "failed" }], steps: [copy] });
      await layer.write({ threadId, epoch: 9, removedTurns: [mine.turn.id] });
      expect(await mine.load()).toEqual(mine.step);
      expect(await layer.loadTurns(mine.threadId)).toEqual([mine.turn]);
    });

    it("lets nobody change what is stored by holding on to a record", async () => {
      const layer = await openLayer(options);
      const metadata: Record<string, unknown> = { mood: "calm" };
      const { load } = await storedStep(layer, { metadata });
      metadata["mood"] = "changed after the write";
      const loaded = await load();
      if (loaded?.metadata) loaded.metadata["mood"] = "changed after the load";
      expect((await load())?.metadata).toEqual({ mood: "calm" });
    });
  });
}
