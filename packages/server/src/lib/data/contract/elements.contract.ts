// Elements: with their step or with the thread, in the order they came, and gone with what they belong to.
import { type Element, type ElementId, type FileKey, newId, type StepId, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { DataLayer, WriteBatch } from "../data-layer.ts";
import { openLayer } from "./open-layer.contract.ts";
import { type DataLayerContractOptions, elementRow, fileRow, piece, stepRow, storedStep, threadRow, turnRow } from "./rows.ts";

export function describeElements(options: DataLayerContractOptions): void {
  describe("elements", () => {
    it("come in the batch of their step, and are found by it, by their id and by their thread", async () => {
      const { layer, threadId, steps, write, load } = await twoSteps(options);
      const [one, two, list] = [
        elementRow(steps[0].id, { file: { key: newId<FileKey>(), size: 3 }, mime: "image/png", size: "large", props: { alt: "A plan" } }),
        elementRow(steps[1].id, { type: "custom", display: "side", props: { deep: [{ list: [1, null, "x"] }] } }),
        elementRow(undefined, { type: "tasklist", props: { tasks: [] } }),
      ];
      await write({ elements: [one, list, two] });
      expect(await load([steps[0].id])).toEqual([one]);
      expect(await load([steps[1].id, steps[0].id, newId<StepId>()])).toEqual([one, two]);
      expect(await load([steps[1].id], true)).toEqual([list, two]);
      expect(await load([], true)).toEqual([list]);
      expect(await load([])).toEqual([]);
      expect(await layer.loadElement(threadId, two.id)).toEqual(two);
      expect(await layer.loadElement(threadId, newId<ElementId>())).toBeUndefined();
    });

    it("that are artifacts are found by their thread, in the order they came", async () => {
      const { layer, threadId, steps, write } = await twoSteps(options);
      const [one, two] = [
        elementRow(steps[1].id, { type: "artifact" }),
        elementRow(steps[0].id, { type: "artifact", props: { "\u0000": "\ud800" } }),
      ];
      await write({ elements: [elementRow(steps[0].id), one, elementRow(undefined), two] });
      await write({ elements: [{ ...one, name: "changed" }] });
      expect(await layer.loadArtifacts(threadId)).toEqual([{ ...one, name: "changed" }, two]);
      expect(await layer.loadArtifacts(newId<ThreadId>())).toEqual([]);
      await write({ removedSteps: [steps[1].id] });
      expect(await layer.loadArtifacts(threadId)).toEqual([two]);
    });

    it("are of no thread but their own", async () => {
      const mine = await twoSteps(options);
      const element = elementRow(mine.steps[0].id);
      await mine.write({ elements: [element, elementRow(undefined)] });
      const other = newId<ThreadId>();
      expect(await mine.layer.loadElements(other, { stepIds: [mine.steps[0].id], ofThread: true })).toEqual([]);
      expect(await mine.layer.loadElement(other, element.id)).toBeUndefined();
      const { threadId, step } = await storedStep(mine.layer);
      const copy = { ...element, forId: step.id, name: "theirs" };
      await mine.layer.write({ threadId, epoch: 1, elements: [copy] });
      await mine.layer.write({ threadId, epoch: 1, removedElements: [element.id] });
      expect(await mine.layer.loadElement(mine.threadId, element.id)).toEqual(element);
    });

    it("keep the order of the first write, whatever is replaced later", async () => {
      const { steps, write, load } = await twoSteps(options);
      const elements = [elementRow(steps[0].id), elementRow(undefined), elementRow(steps[0].id), elementRow(undefined)] as const;
      for (const element of elements) await write({ elements: [element] });
      const changed = { ...elements[0], name: "changed" };
      const list = { ...elements[1], props: { done: true } };
      await write({ elements: [list, changed] });
      expect(await load([steps[0].id], true)).toEqual([changed, list, elements[2], elements[3]]);
    });

    it("take a new place with another step, and when they come again after they were removed", async () => {
      const { steps, write, load } = await twoSteps(options);
      const [one, two, three] = [elementRow(steps[0].id), elementRow(steps[1].id), elementRow(steps[1].id)];
      await write({ elements: [one, two, three] });
      await write({ elements: [{ ...one, forId: steps[1].id }] });
      await write({ removedElements: [two.id], elements: [two] });
      expect(await load([steps[1].id])).toEqual([three, { ...one, forId: steps[1].id }, two]);
      const { forId: _, ...ofThread } = three;
      await write({ elements: [ofThread] });
      expect(await load([steps[1].id])).not.toContainEqual(three);
      expect(await load([], true)).toEqual([ofThread]);
    });

    it("change nothing when the same batch comes a second time", async () => {
      const { threadId, steps, write, load } = await twoSteps(options);
      const [one, two, gone] = [elementRow(steps[0].id), elementRow(undefined), elementRow(steps[1].id)];
      await write({ elements: [gone] });
      const batch = { thread: threadRow(threadId), steps, elements: [one, two], removedElements: [gone.id] };
      await write(batch);
      await write({ elements: [elementRow(steps[1].id, { name: "later" })] });
      await write(batch);
      expect(await load([steps[0].id, steps[1].id], true)).toMatchObject([one, two, { name: "later" }]);
    });

    it("are not kept for a step that is not stored", async () => {
      const { layer, threadId, steps, write, load } = await twoSteps(options);
      const lost = elementRow(newId<StepId>());
      const moved = elementRow(steps[0].id);
      await write({ elements: [lost, moved, elementRow(steps[0].id, { name: "kept" })] });
      await write({ elements: [{ ...moved, forId: newId<StepId>() }] });
      expect(await layer.loadElement(threadId, lost.id)).toBeUndefined();
      expect(await layer.loadElement(threadId, moved.id)).toBeUndefined();
      expect(await load([steps[0].id])).toMatchObject([{ name: "kept" }]);
    });

    it("go with their step, with its turn and with their thread", async () => {
      const { layer, threadId, turns, steps, write, load } = await twoSteps(options);
      const [one, two, list] = [elementRow(steps[0].id), elementRow(steps[1].id), elementRow(undefined)];
      await write({ elements: [one, two, list] });
      await write({ removedSteps: [steps[0].id] });
      expect(await load([steps[0].id, steps[1].id], true)).toEqual([two, list]);
      // The same step again is another one: it has what comes with it.
      await write({ steps: [steps[0]] });
      expect(await load([steps[0].id])).toEqual([]);
      await write({ removedTurns: [turns[1].id] });
      expect(await load([steps[0].id, steps[1].id], true)).toEqual([list]);
      await layer.deleteThread(threadId);
      await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns, steps });
      expect(await load([steps[0].id, steps[1].id], true)).toEqual([]);
    });

    it("are not written when a part of their batch fails, or when its epoch is old", async () => {
      const { threadId, steps, write, load, layer } = await twoSteps(options);
      const element = elementRow(steps[0].id);
      await write({ elements: [element] });
      const change = { elements: [{ ...element, name: "half" }, elementRow(undefined)], removedElements: [element.id] };
      await expect(write({ ...change, texts: [piece(steps[0].id, 99, "a gap")] })).rejects.toMatchObject({ code: "STORE_FAILED" });
      await layer.write({ threadId, epoch: 3 });
      await expect(write(change)).rejects.toMatchObject({ code: "STALE_WRITE" });
      expect(await load([steps[0].id], true)).toEqual([element]);
    });

    it("cannot be changed by holding on to one", async () => {
      const { steps, write, load } = await twoSteps(options);
      const props: Record<string, unknown> = { mood: "calm" };
      await write({ elements: [elementRow(steps[0].id, { props })] });
      props["mood"] = "changed after the write";
      const [loaded] = await load([steps[0].id]);
      if (loaded?.props) loaded.props["mood"] = "changed after the load";
      expect((await load([steps[0].id]))[0]?.props).toEqual({ mood: "calm" });
    });

    it("whose props a page has filled with what only looks like files are stored as they are, and the thread goes on", async () => {
      const { steps, write, load } = await twoSteps(options);
      const keys = [
        "",
        "\0",
        "\ud800",
        Array.from({ length: 20_000 }, (_, at) => String.fromCharCode(0x4e00 + ((at * 7919) % 20_000))).join(""),
      ];
      const element = elementRow(steps[0].id, { type: "custom", props: { parts: keys.map((key) => ({ file: { key } })) } });
      await write({ elements: [element] });
      expect(await load([steps[0].id])).toEqual([element]);
    });

    it("keep the files that they name from being stale, in their own thread and as long as they are there", async () => {
      const { layer, threadId, steps, write } = await twoSteps(options);
      const [content, captions, unsent] = [fileRow(threadId), fileRow(threadId), fileRow(threadId)];
      const elsewhere = fileRow(newId<ThreadId>(), { key: content.key });
      for (const row of [content, captions, unsent, elsewhere]) await layer.addFile(row);
      const stale = async () => {
        const { files } = await layer.staleFiles({ before: "2026-01-01T00:00:00.000Z", limit: 50 });
        return new Set(files.map((row) => `${row.threadId} ${row.key}`));
      };
      const nameOf = (row: { threadId: ThreadId; key: FileKey }) => `${row.threadId} ${row.key}`;
      const video: Element = elementRow(steps[0].id, {
        type: "video",
        file: { key: content.key, size: content.size },
        props: { captions: [{ language: "de", file: { key: captions.key, size: 3 } }] },
      });
      await write({ elements: [video] });
      expect(await stale()).toEqual(new Set([nameOf(unsent), nameOf(elsewhere)]));
      expect(await layer.removeFiles(threadId, [content.key, captions.key], { onlyUnnamed: true })).toEqual([]);
      expect(await layer.loadFile(threadId, captions.key)).toBeDefined();
      const { props: _, ...plain } = video;
      await write({ elements: [plain] });
      expect(await stale()).toEqual(new Set([nameOf(captions), nameOf(unsent), nameOf(elsewhere)]));
      await write({ removedSteps: [steps[0].id] });
      expect(await stale()).toContain(nameOf(content));
      // The other thread has a row of the same blob; what no thread has may go.
      const all = [content.key, captions.key, unsent.key];
      expect(new Set(await layer.removeFiles(threadId, all, { onlyUnnamed: true }))).toEqual(new Set([captions.key, unsent.key]));
      expect(await layer.loadFile(threadId, content.key)).toBeUndefined();
      expect(await layer.removeFiles(elsewhere.threadId, all, { onlyUnnamed: true })).toEqual([content.key]);
    });
  });
}

/** A stored thread of two turns with a step each. */
async function twoSteps(options: DataLayerContractOptions) {
  const layer: DataLayer = await openLayer(options);
  const threadId = newId<ThreadId>();
  const turns = [turnRow(), turnRow()] as const;
  const steps = [stepRow(turns[0].id), stepRow(turns[1].id)] as const;
  await layer.write({ threadId, epoch: 1, thread: threadRow(threadId), turns, steps });
  return {
    layer,
    threadId,
    turns,
    steps,
    write: (batch: Partial<WriteBatch>) => layer.write({ threadId, epoch: 1, ...batch }),
    load: (stepIds: readonly StepId[], ofThread?: boolean) => layer.loadElements(threadId, { stepIds, ofThread }),
  };
}
