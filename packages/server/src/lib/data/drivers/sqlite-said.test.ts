import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDatabase } from "../../sqlite/sqlite-database.ts";
import type { DataLayer } from "../data-layer.ts";
import { createSqliteDataLayer } from "./sqlite.ts";

const AT = "2025-03-01T10:00:00.000Z";
const MESSAGES = 60;
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

let folder: string;
let layer: DataLayer;
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-said-"));
  const file = path.join(folder, "chat.db");
  layer = createSqliteDataLayer({ file });
  await layer.open();
  await layer.close();
  // Messages of 200 KB, in two chats: the most that a message may have. Only every fifteenth has the word.
  const db = await openDatabase(file);
  db.exec("BEGIN");
  for (const chat of [1, 2]) {
    const record = JSON.stringify({ id: id(chat), createdAt: AT, updatedAt: AT });
    db.prepare(
      "INSERT INTO threads (pos, id, owner, epoch, updated_at, folded_name, record) VALUES (?, ?, 'visitor:one', 1, ?, '', ?)",
    ).run(chat, id(chat), AT, record);
    db.prepare("INSERT INTO turns VALUES (?, ?, ?, '{}')").run(chat, chat, id(chat));
  }
  const step = db.prepare("INSERT INTO steps VALUES (?, ?, ?, ?, '{}')");
  const text = db.prepare("INSERT INTO texts (step, field, begins, ends, rev, piece) VALUES (?, 'output', 0, 4, 0, ?)");
  const said = db.prepare("INSERT INTO said VALUES (?, ?, ?)");
  for (let n = 1; n <= MESSAGES; n += 1) {
    const chat = (n % 2) + 1;
    step.run(n, chat, chat, id(n));
    text.run(n, `no ${n}`);
    said.run(n, chat, `${"lorem ".repeat(33_333)}${n % 15 === 0 ? "qz" : ""}`);
  }
  db.exec("COMMIT");
  db.close();
  layer = createSqliteDataLayer({ file });
  await layer.open();
});
afterEach(async () => {
  await layer.close();
  rmSync(folder, { recursive: true, force: true });
});

describe("a search for a word that is too short for the index, in many long messages", () => {
  it("lets everybody else have their turn while it reads, and finds what it finds, newest first, page by page", async () => {
    let turns = 0;
    const count = () => {
      turns += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    const texts = async (limit: number, cursor?: string) => {
      const found = await layer.searchMessages("visitor:one", { words: ["qz"], limit, cursor });
      return { texts: found.map(({ text }) => text), cursor: found.at(-1)?.cursor };
    };
    const all = await texts(10);
    clearImmediate(counting);
    expect(all.texts).toEqual(["no 60", "no 45", "no 30", "no 15"]);
    // 12 MB in pieces of 2.
    expect(turns).toBeGreaterThan(4);
    const first = await texts(3);
    expect(first.texts).toEqual(["no 60", "no 45", "no 30"]);
    expect((await texts(3, first.cursor)).texts).toEqual(["no 15"]);
    expect(await layer.searchMessages("visitor:two", { words: ["qz"], limit: 10 })).toEqual([]);
  });
});
