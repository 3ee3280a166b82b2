// Long threads, long texts, and many writers at once.
import { newId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { openLayer } from "./open-layer.contract.ts";
import { type DataLayerContractOptions, elementRow, piece, stepRow, storedStep, threadRow, turnRow } from "./rows.ts";

export function describeSize(options: DataLayerContractOptions): void {
  describe("size", () => {
    it("keeps ten thousand steps in order, and finds the few that are asked for", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      const turns = Array.from({ length: 100 }, () => turnRow());
      const steps = turns.flatMap((turn) =>
        Array.from({ length: 100 }, (_, index) => stepRow(turn.id, { output: { rev: 0, text: `answer ${index}` } })),
      );
      await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns });
      for (let at = 0; at < steps.length; at += 500) await layer.write({ threadId, epoch: 1, steps: steps.slice(at, at + 500) });
      const everything = await layer.loadSteps(threadId, { turnIds: turns.map((turn) => turn.id) });
      expect(everything).toEqual(steps);
      const last = turns.slice(-1).map((turn) => turn.id);
      expect(await layer.loadSteps(threadId, { turnIds: last })).toEqual(steps.slice(-100));
    });

    it("keeps ten thousand elements in order, and finds those of the few steps that are asked for", async () => {
      const layer = await openLayer(options);
      const threadId = newId<ThreadId>();
      const turn = turnRow();
      const steps = Array.from({ length: 1000 }, () => stepRow(turn.id));
      await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns: [turn], steps });
      const elements = Array.from({ length: 10_000 }, (_, index) => elementRow(steps[Math.floor(index / 10)]?.id, { name: `${index}` }));
      for (let at = 0; at < elements.length; at += 500) await layer.write({ threadId, epoch: 1, elements: elements.slice(at, at + 500) });
      const stepIds = steps.map(({ id }) => id);
      expect(await layer.loadElements(threadId, { stepIds })).toEqual(elements);
      expect(await layer.loadElements(threadId, { stepIds: stepIds.slice(-20).reverse() })).toEqual(elements.slice(-200));
    });

    it("keeps an element of 256 KB of JSON", async () => {
      const layer = await openLayer(options);
      const { threadId, step } = await storedStep(layer);
      const element = elementRow(step.id, { props: { rows: Array.from({ length: 12_000 }, (_, row) => ({ row, v: "12" })) } });
      await layer.write({ threadId, epoch: 1, elements: [element] });
      expect(await layer.loadElement(threadId, element.id)).toEqual(element);
    });

    it("takes a text of a million units in pieces of 8 KiB", async () => {
      const layer = await openLayer(options);
      const { step, load, append } = await storedStep(layer);
      const chunk = "0123456789abcde\n".repeat(512);
      for (let index = 0; index < 122; index += 1) await append(piece(step.id, index * chunk.length, chunk));
      expect((await load())?.output?.text).toBe(chunk.repeat(122));
    });

    it("keeps the writes of many threads apart, however they come together", async () => {
      const layer = await openLayer(options);
      const threads = await Promise.all(Array.from({ length: 40 }, () => storedStep(layer)));
      const rounds = Array.from({ length: 25 }, (_, round) => round);
      await Promise.all(
        rounds.flatMap((round) => threads.map(({ step, append }, index) => append(piece(step.id, round * 3, String(100 + index))))),
      );
      const texts = await Promise.all(threads.map(async ({ load }) => (await load())?.output?.text));
      expect(texts).toEqual(threads.map((_, index) => String(100 + index).repeat(25)));
    });

    it("lets a read see every write that was asked for before it", async () => {
      const layer = await openLayer(options);
      const { step, load, append } = await storedStep(layer);
      const written = append(piece(step.id, 0, "not yet awaited"));
      expect((await load())?.output?.text).toBe("not yet awaited");
      await written;
    });
  });
}
