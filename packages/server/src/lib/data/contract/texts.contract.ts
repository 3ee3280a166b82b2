// Texts that grow by pieces: placed by offset and revision, in UTF-16 units.
import { newId, type StepId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { openLayer } from "./open-layer.contract.ts";
import { type DataLayerContractOptions, piece, storedStep } from "./rows.ts";

export function describeTexts(options: DataLayerContractOptions): void {
  describe("texts", () => {
    it("appends pieces, skipping what is stored already", async () => {
      const layer = await openLayer(options);
      const { step, load, append } = await storedStep(layer);
      await append(piece(step.id, 0, "Hello"), piece(step.id, 5, ", "));
      await append(piece(step.id, 5, ", wor"));
      await append(piece(step.id, 7, "wor"), piece(step.id, 0, "Hello, world"));
      expect(await load()).toEqual({ ...step, output: { rev: 0, text: "Hello, world" } });
    });

    it("refuses a piece beyond the end of the stored text", async () => {
      const layer = await openLayer(options);
      const { step, load, append } = await storedStep(layer);
      await append(piece(step.id, 0, "abc"));
      await expect(append(piece(step.id, 4, "e"))).rejects.toMatchObject({ code: "STORE_FAILED" });
      await expect(append(piece(step.id, 1, "x", { rev: 1 }))).rejects.toMatchObject({ code: "STORE_FAILED" });
      await expect(append(piece(step.id, 1, "x", { field: "input" }))).rejects.toMatchObject({ code: "STORE_FAILED" });
      expect((await load())?.output).toEqual({ rev: 0, text: "abc" });
    });

    it("takes texts of many chats at once, and refuses each of them for itself", async () => {
      const layer = await openLayer(options);
      const chats = await Promise.all(Array.from({ length: 250 }, () => storedStep(layer)));
      await Promise.all(chats.map(({ step, append }, index) => append(piece(step.id, 0, `chat ${index}`))));
      const [gap, stale, gone, noStep, late] = chats;
      if (!gap || !stale || !gone || !noStep || !late) throw new Error("There are chats.");
      await layer.takeEpoch(stale.threadId, 1);
      await layer.deleteThread(gone.threadId);
      await late.append(piece(late.step.id, 0, "anew", { rev: 1 }));
      const more = (chat: (typeof chats)[number]) => piece(chat.step.id, chat === gap ? 100 : 4, ` ${"and more"}`);
      const results = await Promise.allSettled(
        chats.map((chat) => chat.append(chat === noStep ? piece(newId<StepId>(), 4, "x") : more(chat))),
      );
      const refusals = results.map((result) => (result.status === "rejected" ? (result.reason as { code: string }).code : "written"));
      expect(refusals.slice(0, 5)).toEqual(["STORE_FAILED", "STALE_WRITE", "NOT_FOUND", "STORE_FAILED", "written"]);
      expect(new Set(refusals.slice(5))).toEqual(new Set(["written"]));
      const texts = await Promise.all(chats.map(async ({ load }) => (await load())?.output?.text));
      expect(texts.slice(0, 5)).toEqual(["chat 0", "chat 1", undefined, "chat 3", "anew"]);
      // What is there already is skipped: of what follows only its own end is new.
      expect(texts.slice(5)).toEqual(chats.slice(5).map((_, index) => `chat ${index + 5}${" and more".slice(`${index + 5}`.length + 1)}`));
    });

    it("takes what is said of a chat while its text waits in the order in which it is said", async () => {
      const layer = await openLayer(options);
      const chats = await Promise.all(Array.from({ length: 20 }, () => storedStep(layer)));
      await Promise.all(chats.map(({ step, append }) => append(piece(step.id, 0, "one"))));
      const read = await Promise.all(
        chats.flatMap(({ threadId, step, load, append }) => [
          append(piece(step.id, 3, " two")).then(() => undefined),
          load().then((stored) => stored?.output?.text),
          append(piece(step.id, 7, " three")).then(() => undefined),
          layer.write({ threadId, epoch: 1, removedSteps: [step.id] }).then(() => undefined),
          load().then((stored) => stored?.id ?? "gone"),
        ]),
      );
      expect(read.filter((answer) => answer !== undefined)).toEqual(chats.flatMap(() => ["one two", "gone"]));
    });

    it("refuses a piece for a step that is not stored", async () => {
      const layer = await openLayer(options);
      const { append } = await storedStep(layer);
      await expect(append(piece(newId<StepId>(), 0, "x"))).rejects.toMatchObject({ code: "STORE_FAILED" });
    });

    it("starts anew with a higher revision, and lets late pieces of a lower one go", async () => {
      const layer = await openLayer(options);
      const { step, load, append } = await storedStep(layer);
      await append(piece(step.id, 0, "first try"));
      await append(piece(step.id, 0, "second", { rev: 2 }));
      await append(piece(step.id, 9, " goes on"), piece(step.id, 0, "late", { rev: 1 }), piece(step.id, 6, " try", { rev: 2 }));
      expect((await load())?.output).toEqual({ rev: 2, text: "second try" });
    });

    it("keeps an empty text with its revision, and appends to it", async () => {
      const layer = await openLayer(options);
      const { step, load, append } = await storedStep(layer);
      await append(piece(step.id, 0, "something"), piece(step.id, 0, "", { rev: 1 }));
      expect((await load())?.output).toEqual({ rev: 1, text: "" });
      await append(piece(step.id, 0, "new", { rev: 1 }));
      expect((await load())?.output).toEqual({ rev: 1, text: "new" });
    });

    it("keeps input and output apart", async () => {
      const layer = await openLayer(options);
      const { step, load, append } = await storedStep(layer);
      await append(
        piece(step.id, 0, "in", { field: "input", rev: 4 }),
        piece(step.id, 0, "out"),
        piece(step.id, 2, "put", { field: "input", rev: 4 }),
      );
      expect(await load()).toEqual({ ...step, input: { rev: 4, text: "input" }, output: { rev: 0, text: "out" } });
    });

    it("keeps the text of a step that is written without one, and takes a whole one as it comes", async () => {
      const layer = await openLayer(options);
      const { threadId, step, load, append } = await storedStep(layer);
      await append(piece(step.id, 0, "in pie"), piece(step.id, 6, "ces"));
      await layer.write({ threadId, epoch: 1, steps: [{ ...step, end: step.createdAt }] });
      expect(await load()).toEqual({ ...step, end: step.createdAt, output: { rev: 0, text: "in pieces" } });
      await layer.write({ threadId, epoch: 1, steps: [{ ...step, output: { rev: 1, text: "whole" } }] });
      await append(piece(step.id, 5, "some", { rev: 1 }));
      expect((await load())?.output).toEqual({ rev: 1, text: "wholesome" });
    });

    it("joins an emoji that was cut between two pieces, and counts it as two", async () => {
      const layer = await openLayer(options);
      const { step, load, append } = await storedStep(layer);
      const text = "👩‍🚀 to 🪐, 語 and é\u0301";
      for (let at = 0; at < text.length; at += 1) await append(piece(step.id, at, text[at] ?? ""));
      expect((await load())?.output?.text).toBe(text);
      await append(piece(step.id, text.length, "!"));
      expect((await load())?.output?.text).toBe(`${text}!`);
    });

    it("gives the same text for any way of cutting it", async () => {
      const layer = await openLayer(options);
      const whole = Array.from({ length: 500 }, (_, index) => String.fromCharCode(index * 131)).join("");
      const { step, load, append } = await storedStep(layer);
      for (let at = 0, size = 1; at < whole.length; at += size, size = (size * 5 + 3) % 41) {
        const from = Math.max(0, at - (size % 7));
        await append(piece(step.id, from, whole.slice(from, at + size)));
      }
      expect((await load())?.output?.text).toBe(whole);
    });
  });
}
