// Stores that outlive their process.
import { newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { openLayer } from "./open-layer.contract.ts";
import { type DataLayerContractOptions, elementRow, piece, storedStep } from "./rows.ts";

export function describeReopening(options: DataLayerContractOptions): void {
  describe("reopening", () => {
    it("finds everything again, and goes on where it ended", async () => {
      const place = newId();
      const first = await openLayer(options, place);
      const { threadId, turn, step, append } = await storedStep(first);
      await append(piece(step.id, 0, "before \ud83d"));
      const elements = [elementRow(undefined), elementRow(step.id), elementRow(step.id, { props: { tasks: ["👍"] } })];
      await first.write({ threadId, epoch: 4, elements });
      await first.close();

      const second = await openLayer(options, place);
      await second.write({ threadId, epoch: 4, texts: [piece(step.id, 8, "\udc4d after")] });
      expect(await second.loadThread(threadId)).toMatchObject({ epoch: 4, owner: "visitor:one" });
      expect(await second.loadTurns(threadId)).toEqual([turn]);
      expect(await second.loadSteps(threadId, { turnIds: [turn.id] })).toEqual([{ ...step, output: { rev: 0, text: "before 👍 after" } }]);
      await second.write({ threadId, epoch: 4, elements: [...elements.slice(1, 2), elementRow(undefined)] });
      expect((await second.loadElements(threadId, { stepIds: [step.id], ofThread: true })).slice(0, 3)).toEqual(elements);
      await expect(append(piece(step.id, 0, "x"))).rejects.toMatchObject({ code: "STORE_FAILED" });
    });

    it("writes what was asked for before it closes", async () => {
      const place = newId();
      const first = await openLayer(options, place);
      const { threadId, turn, step, append } = await storedStep(first);
      const writes = Array.from({ length: 50 }, (_, at) => append(piece(step.id, at, "x")));
      await first.close();
      await Promise.all(writes);
      const second = await openLayer(options, place);
      expect(await second.loadSteps(threadId, { turnIds: [turn.id] })).toMatchObject([{ output: { text: "x".repeat(50) } }]);
    });
  });
}
