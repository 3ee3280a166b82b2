import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { StepId, ThreadId, TurnId } from "@colloquy/protocol";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../sqlite/sqlite-database.ts";
import { dataLayerContract } from "../data-layer.contract.ts";
import { createSqliteDataLayer } from "./sqlite.ts";

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-data-"));
afterAll(() => rmSync(folder, { recursive: true }));

dataLayerContract({
  name: "sqlite",
  durable: true,
  create: (place) => createSqliteDataLayer({ file: path.join(folder, place, "chat.db") }),
});

describe("a file of the first version", () => {
  it("is brought up to date, with everything in it, and goes on", async () => {
    const file = path.join(folder, "version-1", "chat.db");
    mkdirSync(path.dirname(file));
    const old = await openDatabase(file);
    old.exec(readFileSync(new URL("./__fixtures__/version-1.sql", import.meta.url), "utf8"));
    old.close();

    const layer = createSqliteDataLayer({ file });
    await layer.open();
    onTestFinished(() => layer.close());
    const [threadId, turnId, stepId] = [id(1) as ThreadId, id(2) as TurnId, id(3) as StepId];
    const more = { type: "step-text", stepId, field: "output", rev: 1, at: 13, text: " More." } as const;
    await layer.write({ threadId, epoch: 4, texts: [more] });
    expect(await layer.loadThread(threadId)).toMatchObject({
      name: "Größe",
      owner: "visitor:one",
      epoch: 4,
      savedValues: { counter: "3" },
    });
    expect(await layer.loadTurns(threadId)).toMatchObject([{ id: turnId, state: "done" }]);
    expect(await layer.loadSteps(threadId, { turnIds: [turnId] })).toMatchObject([
      { id: stepId, input: { rev: 0, text: "whole" }, output: { rev: 1, text: "Well done 👍! More." } },
    ]);
    expect((await layer.listThreads("visitor:one", { limit: 5, search: "GRÖSSE" })).threads).toHaveLength(1);
    expect(await layer.users.findUser({ identifier: "ada" })).toBeUndefined();
  });
});

function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
