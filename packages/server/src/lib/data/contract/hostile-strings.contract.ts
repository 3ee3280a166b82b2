// Strings that people, models and attackers write: they are data, kept unit by unit, or refused where they would have to be keys.
import { type ElementId, type FileKey, newId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { openLayer } from "./open-layer.contract.ts";
import { type DataLayerContractOptions, elementRow, fileRow, piece, stepRow, storedStep, threadRow, turnRow } from "./rows.ts";

const STRINGS = [
  "'; DROP TABLE threads; --",
  '" OR ""="',
  "%_\\[]*?",
  "before\0after",
  "\0",
  "\ud83d",
  "\udc4d\ud83d",
  "\ufeffmark",
  "\ufffd\uffff",
  "line\r\n\u2028\u2029",
  "../../../etc/passwd",
  "__proto__",
  "9007199254740993",
  "",
];

const NO_KEYS = ["", "a\0b", "\ud83d", "x\udc4d"];

export function describeHostileStrings(options: DataLayerContractOptions): void {
  describe("hostile strings", () => {
    it("keeps any string in a text, a name or metadata exactly", async () => {
      const layer = await openLayer(options);
      for (const text of STRINGS) {
        const { threadId, step, load, append } = await storedStep(layer, { name: text, metadata: { [text]: text } });
        const thread = threadRow(threadId, { name: text, tags: [text], savedValues: { [text]: text }, savedSurface: text });
        await layer.write({ threadId, epoch: 1, thread });
        await append(piece(step.id, 0, text), piece(step.id, text.length, text));
        const element = elementRow(step.id, { name: text, url: text, mime: text, language: text, props: { [text]: [text] } });
        await layer.write({ threadId, epoch: 1, elements: [element] });
        expect(await layer.loadElements(threadId, { stepIds: [step.id] })).toEqual([element]);
        expect(await load()).toEqual({ ...step, output: { rev: 0, text: text + text } });
        expect(await layer.loadThread(threadId)).toEqual(thread);
      }
      const listed = await layer.listThreads("visitor:one", { limit: 50 });
      expect(new Set(listed.threads.map((thread) => thread.name))).toEqual(new Set(STRINGS));
    });

    it("takes strings in ids, owners and searches for nothing but strings", async () => {
      const layer = await openLayer(options);
      const kept = await storedStep(layer);
      for (const text of STRINGS.filter((candidate) => candidate !== "" && !/[\p{Surrogate}\0]/u.test(candidate))) {
        const threadId = text as ThreadId;
        const turn = turnRow({ id: text as TurnId });
        const step = stepRow(turn.id, { id: text as StepId });
        const element = elementRow(step.id, { id: text as ElementId });
        const thread = threadRow(threadId, { owner: text });
        await layer.write({ threadId, epoch: 1, thread, turns: [turn], steps: [step], elements: [element] });
        expect(await layer.loadElements(threadId, { stepIds: [step.id] })).toEqual([element]);
        expect(await layer.loadElement(threadId, element.id)).toEqual(element);
        await layer.addFile(fileRow(threadId, { key: text as FileKey, owner: text }));
        expect(await layer.knownFiles([text as FileKey])).toEqual([text]);
        expect(await layer.sizeOfFiles(text)).toMatchObject({ count: 1 });
        expect(await layer.loadSteps(threadId, { turnIds: [turn.id], stepIds: [step.id] })).toEqual([step]);
        expect((await layer.listThreads(text, { limit: 5 })).threads).toHaveLength(1);
        await layer.write({ threadId, epoch: 1, removedElements: [element.id], removedSteps: [step.id], removedTurns: [turn.id] });
        expect(await layer.deleteThread(threadId)).toEqual({ files: [text] });
      }
      for (const search of STRINGS) await layer.listThreads("visitor:one", { limit: 5, search });
      expect(await kept.load()).toEqual(kept.step);
    });

    it("refuses keys that a database might take for one another", async () => {
      const layer = await openLayer(options);
      const { threadId, turn } = await storedStep(layer);
      const refused = { code: "BAD_INPUT" };
      for (const text of NO_KEYS) {
        const id = text as ThreadId;
        await expect(layer.write({ threadId: id, epoch: 1, thread: threadRow(id) })).rejects.toMatchObject(refused);
        await expect(layer.loadThread(id)).rejects.toMatchObject(refused);
        await expect(layer.listThreads(text, { limit: 1 })).rejects.toMatchObject(refused);
        await expect(layer.moveThreads("visitor:one", text)).rejects.toMatchObject(refused);
        await expect(layer.write({ threadId, epoch: 1, turns: [turnRow({ id: text as TurnId })] })).rejects.toMatchObject(refused);
        await expect(layer.write({ threadId, epoch: 1, steps: [stepRow(turn.id, { id: text as StepId })] })).rejects.toMatchObject(refused);
        const [byId, byStep] = [elementRow(undefined, { id: text as ElementId }), elementRow(undefined, { forId: text as StepId })];
        for (const element of [byId, byStep])
          await expect(layer.write({ threadId, epoch: 1, elements: [element] })).rejects.toMatchObject(refused);
        const foreign = threadRow(newId<ThreadId>(), { owner: text });
        await expect(layer.write({ threadId: foreign.id, epoch: 1, thread: foreign })).rejects.toMatchObject(refused);
      }
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
    });

    it("refuses what JSON cannot say, and writes nothing of its batch", async () => {
      const layer = await openLayer(options);
      const { threadId, turn, step, load } = await storedStep(layer);
      const batch = { threadId, epoch: 1, turns: [turnRow()], steps: [{ ...step, metadata: { big: 1n } }] };
      await expect(layer.write(batch)).rejects.toMatchObject({ code: "BAD_INPUT" });
      const element = elementRow(step.id, { props: { big: 1n } });
      await expect(layer.write({ threadId, epoch: 1, turns: [turnRow()], elements: [element] })).rejects.toMatchObject({
        code: "BAD_INPUT",
      });
      expect(await load()).toEqual(step);
      expect(await layer.loadTurns(threadId)).toEqual([turn]);
    });
  });
}
