// Searching what was said: what is found, in which order, page by page, and that nothing is found which is not there any more.
import { type MessageType, newId, type StepWithText, searchWords, type ThreadId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { DataLayer, ThreadRow } from "../data-layer.ts";
import { openLayer } from "./open-layer.contract.ts";
import { CREATED, type DataLayerContractOptions, piece, stepRow, threadRow, turnRow } from "./rows.ts";

export function describeSearches(options: DataLayerContractOptions): void {
  describe("searches", () => {
    it("finds what people and the app have said, newest first, with its chat and its place", async () => {
      const layer = await openLayer(options);
      const one = await chat(layer, { name: "Boats" });
      const said = [
        await one.say("The ferry leaves at noon"),
        await one.say("Which FERRY?", { type: "user_message" }),
        await one.say("Noon."),
      ];
      const found = await find(layer, "ferry");
      expect(found.map(({ message }) => message.id)).toEqual([said[1]?.id, said[0]?.id]);
      expect(found[0]).toMatchObject({
        thread: { id: one.id, name: "Boats", updatedAt: CREATED },
        text: "Which FERRY?",
        message: { type: "user_message" },
      });
      expect(found[0]?.message).not.toHaveProperty("output");
    });

    it.each([
      ["Die Straße ist lang", "strasse"],
      ["nach İstanbul", "istanbul"],
      ["ｆｕｌｌ ｗｉｄｔｈ", "full width"],
      ["cafe\u0301 crème", "café"],
      ["東京タワーへ行きます", "東京"],
      ["東京タワーへ行きます", "京"],
      ["東京タワーへ行きます", "タワー"],
      ["안녕하세요", "안녕"],
      ["an ox", "ox"],
      ['100% sure_thing, said "so" * (maybe) -- OR not', '"so" 100% OR sure_thing'],
      ["it is a 'NEAR' thing: ^x {y}", "'NEAR' thing: ^x {y}"],
      ["one two three four", "four one"],
      ["half of a 👍🏽 hand", "👍🏽"],
    ])("finds %j by %j", async (text, query) => {
      const layer = await openLayer(options);
      const { say } = await chat(layer);
      await say(text);
      await say("something else");
      expect(texts(await find(layer, query))).toEqual([text]);
    });

    it("wants every word, in one message", async () => {
      const layer = await openLayer(options);
      const { say } = await chat(layer);
      await say("apples and pears");
      await say("pears and plums");
      expect(texts(await find(layer, "pears plums"))).toEqual(["pears and plums"]);
      expect(await find(layer, "apples plums")).toEqual([]);
      expect(await find(layer, "")).toEqual([]);
    });

    it("finds only what belongs to the owner, who may change", async () => {
      const layer = await openLayer(options);
      await (await chat(layer, { owner: "visitor:one" })).say("mine alone");
      await (await chat(layer, { owner: "visitor:two" })).say("theirs alone");
      expect(texts(await find(layer, "alone"))).toEqual(["mine alone"]);
      await layer.moveThreads("visitor:two", "visitor:one");
      expect(texts(await find(layer, "alone"))).toEqual(["theirs alone", "mine alone"]);
      expect(await find(layer, "alone", "visitor:two")).toEqual([]);
    });

    it("finds no work, and nothing of a message before it is finished", async () => {
      const layer = await openLayer(options);
      const { id, say, turn } = await chat(layer);
      await say("a secret of a tool", { type: "tool" });
      const growing = stepRow(turn.id);
      await layer.write({ threadId: id, epoch: 1, steps: [growing], texts: [piece(growing.id, 0, "a secret ")] });
      await layer.write({ threadId: id, epoch: 1, texts: [piece(growing.id, 9, "of the answer")] });
      expect(await find(layer, "secret")).toEqual([]);
      await layer.write({ threadId: id, epoch: 1, steps: [{ ...growing, end: CREATED }], texts: [piece(growing.id, 22, ", complete")] });
      expect(texts(await find(layer, "answer, complete"))).toEqual(["a secret of the answer, complete"]);
    });

    it("finds the text as it is now, and nothing of what is gone", async () => {
      const layer = await openLayer(options);
      const one = await chat(layer);
      const [changed, removed] = [await one.say("first version"), await one.say("first removed")];
      await layer.write({ threadId: one.id, epoch: 1, texts: [piece(changed.id, 0, "second version", { rev: 1 })] });
      await layer.write({ threadId: one.id, epoch: 1, removedSteps: [removed.id] });
      expect(await find(layer, "first")).toEqual([]);
      expect(texts(await find(layer, "second"))).toEqual(["second version"]);
      await layer.write({ threadId: one.id, epoch: 1, steps: [{ ...changed, end: CREATED }] });
      expect(texts(await find(layer, "second"))).toEqual(["second version"]);
      await layer.write({ threadId: one.id, epoch: 1, removedTurns: [one.turn.id] });
      expect(await find(layer, "second")).toEqual([]);
      const other = await chat(layer);
      await other.say("second chat");
      await layer.deleteThread(other.id);
      expect(await find(layer, "second")).toEqual([]);
    });

    it("keeps nothing of a batch that was refused", async () => {
      const layer = await openLayer(options);
      const one = await chat(layer);
      const lost = stepRow(one.turn.id, { end: CREATED, output: { rev: 0, text: "never stored" } });
      await expect(layer.write({ threadId: one.id, epoch: 1, steps: [lost], texts: [piece(newId(), 0, "no step")] })).rejects.toThrow();
      expect(await find(layer, "never")).toEqual([]);
    });

    it("pages through all that was found, each once, among many of its owner and of others", async () => {
      const layer = await openLayer(options);
      const [mine, theirs] = [await chat(layer), await chat(layer, { owner: "visitor:two" })];
      // More than are looked at one by one.
      const steps = Array.from({ length: 2_600 }, (_, index) =>
        said(mine.turn.id, index % 100 === 0 ? `needle number ${index}` : `hay ${index}`),
      );
      await layer.write({ threadId: mine.id, epoch: 1, steps });
      await layer.write({
        threadId: theirs.id,
        epoch: 1,
        steps: Array.from({ length: 50 }, () => said(theirs.turn.id, "needle of others")),
      });
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await layer.searchMessages("visitor:one", { words: searchWords("needle number"), limit: 7, cursor });
        seen.push(...texts(page));
        cursor = page.at(-1)?.cursor;
      } while (cursor);
      expect(seen).toEqual(Array.from({ length: 26 }, (_, index) => `needle number ${2_500 - index * 100}`));
      // Words too short for an index of three letters each.
      expect(texts(await layer.searchMessages("visitor:one", { words: searchWords("ne 77"), limit: 5 }))).toEqual([]);
      expect(texts(await layer.searchMessages("visitor:one", { words: searchWords("le 25"), limit: 5 }))).toEqual(["needle number 2500"]);
      await layer.deleteThread(mine.id);
      expect(await find(layer, "needle")).toEqual([]);
      expect(await find(layer, "needle", "visitor:two")).toHaveLength(50);
    });

    it.each(["nonsense", "", btoa("said"), btoa("said -1"), btoa("[]")])("refuses the cursor %j", async (cursor) => {
      const layer = await openLayer(options);
      await expect(layer.searchMessages("visitor:one", { words: ["x"], limit: 1, cursor })).rejects.toMatchObject({ code: "BAD_REQUEST" });
      await expect(layer.searchMessages("visitor:one", { words: ["x"], limit: 0 })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    });

    it("lists chats by every word of their names, and where it is wished by their messages", async () => {
      const layer = await openLayer(options);
      await (await chat(layer, { name: "Reise nach İstanbul" })).say("apples");
      await (await chat(layer, { name: "Einkauf" })).say("Straße und Istanbul");
      const names = async (search: string, searchIn?: "everything") =>
        (await layer.listThreads("visitor:one", { limit: 10, search, ...(searchIn && { searchIn }) })).threads
          .map(({ name }) => name)
          .sort();
      expect(await names("istanbul reise")).toEqual(["Reise nach İstanbul"]);
      expect(await names("istanbul")).toEqual(["Reise nach İstanbul"]);
      expect(await names("istanbul", "everything")).toEqual(["Einkauf", "Reise nach İstanbul"]);
      expect(await names("istanbul strasse", "everything")).toEqual(["Einkauf"]);
    });
  });
}

interface Chat {
  readonly id: ThreadId;
  readonly turn: ReturnType<typeof turnRow>;
  say(text: string, more?: { readonly type: MessageType | "tool" }): Promise<StepWithText>;
}

async function chat(layer: DataLayer, more: Partial<ThreadRow> = {}): Promise<Chat> {
  const id = newId<ThreadId>();
  const turn = turnRow();
  await layer.write({ threadId: id, epoch: 1, thread: threadRow(id, more), turns: [turn] });
  return {
    id,
    turn,
    say: async (text, extra) => {
      const step = { ...said(turn.id, text), ...extra };
      await layer.write({ threadId: id, epoch: 1, steps: [step] });
      const { output: _output, ...record } = step;
      return record;
    },
  };
}

function said(turnId: ReturnType<typeof turnRow>["id"], text: string): StepWithText {
  return stepRow(turnId, { end: CREATED, output: { rev: 0, text } });
}

function find(layer: DataLayer, query: string, owner = "visitor:one") {
  return layer.searchMessages(owner, { words: searchWords(query), limit: 50 });
}

function texts(found: readonly { readonly text: string }[]): string[] {
  return found.map(({ text }) => text);
}
