import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ElementId, FileKey, StepId, ThreadId, TurnId } from "@colloquy/protocol";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../sqlite/sqlite-database.ts";
import { dataLayerContract } from "../data-layer.contract.ts";
import type { DataLayer } from "../data-layer.ts";
import { ownerMark, toToken } from "./said-grams.ts";
import { createSqliteDataLayer } from "./sqlite.ts";
import { SELECT_ELEMENTS } from "./sqlite-elements.ts";

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-data-"));
afterAll(() => rmSync(folder, { recursive: true }));

dataLayerContract({
  name: "sqlite",
  durable: true,
  create: (place) => createSqliteDataLayer({ file: path.join(folder, place, "chat.db") }),
});

describe("a file of the first version", () => {
  it("is brought up to date, with everything in it, and goes on", async () => {
    const layer = await openFixture(1);
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
    expect(await layer.searchMessages("visitor:one", { words: ["well done"], limit: 5 })).toEqual([]);
    expect(await layer.users.findUser({ identifier: "ada" })).toBeUndefined();
  });
});

describe("a file from before there were files and elements", () => {
  it("is brought up to date, with everything in it, and takes them", async () => {
    const layer = await openFixture(4);
    const [threadId, turnId, owner] = [id(1) as ThreadId, id(2) as TurnId, `user:${id(9)}`];
    expect(await layer.loadThread(threadId)).toMatchObject({ name: "Größe", owner, epoch: 3, savedValues: { counter: "3" } });
    expect(await layer.loadTurns(threadId)).toMatchObject([{ id: turnId, state: "done", messageId: id(3) }]);
    expect(await layer.loadSteps(threadId, { turnIds: [turnId] })).toMatchObject([
      { id: id(3), output: { rev: 0, text: "How wide is the Straße?" } },
      { id: id(4), output: { rev: 1, text: "Well done 👍!" } },
    ]);
    expect(await layer.searchMessages(owner, { words: ["strasse"], limit: 5 })).toHaveLength(1);
    expect(await layer.users.findSignIns(["a1b2"])).toMatchObject([{ user: { identifier: "ada", roles: ["admin"] } }]);

    const element = { id: id(6) as ElementId, forId: id(4) as StepId, type: "file", name: "a", display: "inline" } as const;
    await layer.write({ threadId, epoch: 3, elements: [element] });
    expect(await layer.loadElements(threadId, { stepIds: [element.forId] })).toEqual([element]);
    const row = { key: id(5) as FileKey, threadId, owner, name: "a", mime: "text/plain", size: 2, sha256: "ab", createdAt: AT };
    await layer.addFile(row);
    expect(await layer.loadFile(threadId, row.key)).toEqual(row);
    expect(await layer.deleteThread(threadId)).toEqual({ files: [row.key] });
  });
});

describe("a file from before anything could be allowed for good", () => {
  it("is brought up to date, with everything in it, and keeps what is allowed", async () => {
    const layer = await openFixture(5);
    const [threadId, owner] = [id(1) as ThreadId, `user:${id(9)}`];
    expect(await layer.loadThread(threadId)).toMatchObject({ name: "Größe", owner, epoch: 3 });
    expect(await layer.loadElements(threadId, { stepIds: [id(4) as StepId] })).toMatchObject([{ id: id(6), name: "a" }]);
    expect(await layer.loadFile(threadId, id(5) as FileKey)).toMatchObject({ owner, size: 2 });
    expect(await layer.listApprovals(owner)).toEqual([]);
    await layer.addApproval({ owner, tool: "mail", createdAt: AT });
    expect(await layer.listApprovals(owner)).toEqual([{ owner, tool: "mail", createdAt: AT }]);
  });
});

describe("a file from before messages were searched", () => {
  it("has all that was said found once it is brought up to date", async () => {
    const file = path.join(folder, "version-2", "chat.db");
    const layer = createSqliteDataLayer({ file });
    await layer.open();
    const [threadId, turnId] = [id(1) as ThreadId, id(2) as TurnId];
    const said = (number: number, text: string, more: object = {}) =>
      ({
        id: id(number) as StepId,
        turnId,
        type: "assistant_message",
        name: "A",
        createdAt: AT,
        end: AT,
        output: { rev: 0, text },
        ...more,
      }) as const;
    const thread = { id: threadId, owner: "visitor:one", createdAt: AT, updatedAt: AT, epoch: 1, name: "İstanbul" };
    const turns = [{ id: turnId, kind: "message", foreground: true, state: "done", createdAt: AT }] as const;
    await layer.write({
      threadId,
      epoch: 1,
      thread,
      turns,
      steps: [said(3, "Eine Straße"), said(4, "ein Werkzeug", { type: "tool" }), said(5, "東京")],
    });
    await layer.write({
      threadId,
      epoch: 1,
      texts: [{ type: "step-text", stepId: id(3) as StepId, field: "output", rev: 0, at: 11, text: " in Bonn" }],
    });
    await layer.close();
    const old = await openDatabase(file);
    // As the second version left it.
    old.exec(
      "DROP TABLE sweep_note; DROP TRIGGER name_gone; DROP TABLE name_grams; DROP TABLE said_grams; DROP TABLE said; DROP TABLE element_files; DROP TABLE elements; DROP TABLE files; DROP TABLE approvals; DROP TABLE feedback; DROP TABLE favourites; DROP TABLE share_files; DROP TABLE shares; " +
        "DROP TRIGGER tags_follow; DROP TABLE thread_tags; DROP TABLE folders; DROP INDEX threads_by_shelf; DROP INDEX threads_of_folder; " +
        "DROP INDEX deleted_threads; DROP INDEX unpinned_threads; CREATE INDEX threads_of_owner ON threads (owner, updated_at, id); " +
        ["shelf", "pinned_at", "archived_at", "deleted_at", "unread_at", "folder"]
          .map((column) => `ALTER TABLE threads DROP COLUMN ${column}; `)
          .join("") +
        "UPDATE threads SET folded_name = 'İSTANBUL'; UPDATE schema_versions SET version = 2 WHERE name = 'data'",
    );
    old.close();

    const again = createSqliteDataLayer({ file });
    await again.open();
    onTestFinished(() => again.close());
    const find = async (...words: string[]) => (await again.searchMessages("visitor:one", { words, limit: 5 })).map(({ text }) => text);
    expect(await find("strasse in bonn")).toEqual(["Eine Straße in Bonn"]);
    expect(await find("東京")).toEqual(["東京"]);
    expect(await find("werkzeug")).toEqual([]);
    expect((await again.listThreads("visitor:one", { limit: 5, search: "istanbul" })).threads).toHaveLength(1);
    await again.deleteThread(threadId);
    expect(await find("bonn")).toEqual([]);
  });

  it("goes on being searched when its index is missing, as where another SQLite has written it, and makes it again", async () => {
    const file = path.join(folder, "no-index", "chat.db");
    const layer = createSqliteDataLayer({ file });
    await layer.open();
    await layer.close();
    const other = await openDatabase(file);
    other.exec("DROP TRIGGER said_gone");
    const rows = [
      `INSERT INTO threads (pos, id, owner, epoch, updated_at, folded_name, record, saved) VALUES (1, '${id(1)}', 'visitor:one', 1, '${AT}', '', '{"id":"${id(1)}","createdAt":"${AT}","updatedAt":"${AT}"}', NULL)`,
      `INSERT INTO turns VALUES (1, 1, '${id(2)}', '{}')`,
      ...Array.from(
        { length: 2_100 },
        (_, n) => `INSERT INTO steps VALUES (${n + 1}, 1, 1, '${id(n + 10)}', '{}'); INSERT INTO said VALUES (${n + 1}, 1, 'needle ${n}')`,
      ),
    ];
    other.exec(`BEGIN; ${rows.join(";")}; COMMIT`);
    other.close();
    const again = createSqliteDataLayer({ file });
    await again.open();
    onTestFinished(() => again.close());
    expect(await again.searchMessages("visitor:one", { words: ["needle", "2099"], limit: 5 })).toHaveLength(1);
    await again.deleteThread(id(1) as ThreadId);
    expect(await again.searchMessages("visitor:one", { words: ["needle"], limit: 5 })).toEqual([]);
  });
});

describe("the index of messages", () => {
  it("keeps what each owner has said apart: what another says adds nothing to what their search has to look at", async () => {
    const file = path.join(folder, "apart", "chat.db");
    const layer = createSqliteDataLayer({ file });
    await layer.open();
    const say = async (number: number, owner: string, text: string) => {
      const [threadId, turnId, at] = [id(number) as ThreadId, id(number + 100) as TurnId, { createdAt: AT }];
      await layer.write({
        threadId,
        epoch: 1,
        thread: { id: threadId, owner, updatedAt: AT, epoch: 1, ...at },
        turns: [{ id: turnId, kind: "message", foreground: true, state: "done", ...at }],
        steps: [{ id: id(number + 200) as StepId, turnId, type: "user_message", name: "A", end: AT, output: { rev: 0, text }, ...at }],
      });
    };
    await say(1, "visitor:one", "zebra");
    for (let number = 2; number < 12; number++) await say(number, "visitor:two", "zebra 東京");
    await layer.moveThreads("visitor:one", "user:ada");
    await layer.close();
    const db = await openDatabase(file);
    onTestFinished(() => db.close());
    db.exec("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'said_grams', 'row')");
    const terms = db.prepare<{ term: string; doc: number }>("SELECT term, doc FROM temp.terms").all();
    const [ada, two] = [ownerMark("user:ada"), ownerMark("visitor:two")];
    expect(new Set(terms.map(({ term }) => term.slice(0, ada.length)))).toEqual(new Set([ada, two]));
    expect(terms.filter(({ term }) => term.startsWith(ada)).map(({ doc }) => doc)).toEqual([1, 1, 1]);
    expect(terms).toContainEqual({ term: toToken(two, "東京"), doc: 10 });
  });
});

describe("elements in a database", () => {
  it("are found by the index of their step, or of their thread: what a page costs does not grow with the chat", async () => {
    const file = path.join(folder, "plan", "chat.db");
    const layer = createSqliteDataLayer({ file });
    await layer.open();
    await layer.close();
    const db = await openDatabase(file);
    onTestFinished(() => db.close());
    const plan = db.prepare<{ detail: string }>(`EXPLAIN QUERY PLAN ${SELECT_ELEMENTS}`).all("[]", 1, 1, 1);
    // Each line is one table: what is searched is searched by these columns, and only the ids that were asked for are run through.
    const tables = plan.map(({ detail }) => detail).filter((detail) => /^(SEARCH|SCAN)/.test(detail));
    expect(tables.filter((detail) => detail.startsWith("SCAN")).map((detail) => detail.split(" ")[1])).toEqual(["json_each", "wanted"]);
    expect(tables.filter((detail) => / elements /.test(detail))).toEqual([
      expect.stringMatching(/INDEX elements_of_step \(step=\?\)$/),
      expect.stringMatching(/INDEX elements_of_thread \(thread=\?\)$/),
      expect.stringMatching(/INTEGER PRIMARY KEY \(rowid=\?\)$/),
    ]);
  });
});

/** A file as the release with this version of the schema wrote it, opened by this one. */
async function openFixture(version: number): Promise<DataLayer> {
  const file = path.join(folder, `version-${version}`, "chat.db");
  mkdirSync(path.dirname(file));
  const old = await openDatabase(file);
  old.exec(readFileSync(new URL(`./__fixtures__/version-${version}.sql`, import.meta.url), "utf8"));
  old.close();
  const layer = createSqliteDataLayer({ file });
  await layer.open();
  onTestFinished(() => layer.close());
  return layer;
}

const AT = "2025-03-01T10:00:00.000Z";

function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
}
