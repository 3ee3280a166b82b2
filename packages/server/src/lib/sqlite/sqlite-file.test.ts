import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import type { Schema } from "./migrate.ts";
import { openDatabase } from "./sqlite-database.ts";
import { createSqliteFile, type SqliteShare } from "./sqlite-file.ts";

const NOTES: Schema = { name: "notes", steps: ["CREATE TABLE notes (note TEXT NOT NULL)"] };
const TAGS: Schema = { name: "tags", steps: ["CREATE TABLE tags (tag TEXT NOT NULL)"] };

describe("SqliteFile", () => {
  let folder: string;

  beforeEach(async () => {
    const made = await mkdtemp(path.join(tmpdir(), "colloquy-file-"));
    folder = made;
    onTestFinished(() => rm(made, { recursive: true }));
  });

  async function open(schema: Schema, file = path.join(folder, "chat.db")): Promise<SqliteShare> {
    const share = createSqliteFile({ file }).share(schema);
    await share.open();
    onTestFinished(() => share.close());
    return share;
  }

  it("makes the file and its folder for the owner only, and keeps a .colloquy folder out of git", async () => {
    const file = path.join(folder, "deep", ".colloquy", "chat.db");
    const share = await open(NOTES, file);
    await add(share, "x");
    const mode = async (name: string) => ((await stat(name)).mode & 0o777).toString(8);
    expect(await mode(path.dirname(file))).toBe("700");
    expect(await Promise.all([file, `${file}-wal`, `${file}-shm`].map(mode))).toEqual(["600", "600", "600"]);
    expect(await readFile(path.join(path.dirname(file), ".gitignore"), "utf8")).toBe("*\n");
  });

  it("lets sockets have their turn also when one job is asked for after the other", async () => {
    const share = await open(NOTES);
    let turns = 0;
    const count = () => {
      turns += 1;
      watching = setImmediate(count);
    };
    let watching = setImmediate(count);
    for (const began = performance.now(); performance.now() - began < 300; ) await share.read(() => spin(2));
    clearImmediate(watching);
    expect(turns).toBeGreaterThan(5);
  });

  it("leaves a .gitignore alone that somebody wrote", async () => {
    const share = await open(NOTES, path.join(folder, ".colloquy", "chat.db"));
    await share.close();
    await writeFile(path.join(folder, ".colloquy", ".gitignore"), "mine\n");
    await open(NOTES, path.join(folder, ".colloquy", "chat.db"));
    expect(await readFile(path.join(folder, ".colloquy", ".gitignore"), "utf8")).toBe("mine\n");
  });

  it("is one connection for all its shares, and closes with the last of them", async () => {
    const file = createSqliteFile({ file: path.join(folder, "chat.db") });
    const [notes, tags] = [file.share(NOTES), file.share(TAGS)];
    await Promise.all([notes.open(), tags.open()]);
    await notes.close();
    await notes.close();
    await tags.write((prepare) => prepare("INSERT INTO tags VALUES (?)").run("still open"));
    await expect(add(notes, "x")).rejects.toMatchObject({ code: "STORE_FAILED" });
    await tags.close();
    const db = await openDatabase(file.file);
    expect(db.prepare("SELECT * FROM lease").all()).toEqual([]);
    db.close();
  });

  it("undoes a job that throws, and goes on with the next", async () => {
    const share = await open(NOTES);
    const failing = share.write((prepare) => {
      prepare("INSERT INTO notes VALUES (?)").run("half");
      throw new Error("no");
    });
    const next = add(share, "whole");
    await expect(failing).rejects.toMatchObject({ code: "STORE_FAILED", message: expect.stringContaining("no") });
    await next;
    expect(await all(share)).toEqual(["whole"]);
  });

  it("says which file failed and why, and keeps the cause", async () => {
    const share = await open(NOTES);
    const failing = share.read((prepare) => prepare("SELECT * FROM nowhere").all());
    await expect(failing).rejects.toMatchObject({ code: "STORE_FAILED", message: expect.stringMatching(/chat\.db.*no such table/) });
    await expect(failing).rejects.toHaveProperty("cause");
  });

  it("lets timers and sockets have their turn while thousands of jobs wait", async () => {
    const share = await open(NOTES);
    let turns = 0;
    const count = setInterval(() => {
      turns += 1;
    }, 1);
    await Promise.all(Array.from({ length: 8_000 }, (_, index) => add(share, String(index))));
    clearInterval(count);
    expect(turns).toBeGreaterThan(1);
    expect(await all(share)).toHaveLength(8_000);
  });

  it("waits for another program's lock without stopping the event loop", async () => {
    const share = await open(NOTES);
    const backup = await openDatabase(path.join(folder, "chat.db"));
    backup.exec("BEGIN IMMEDIATE");
    const write = add(share, "late");
    setTimeout(() => backup.exec("ROLLBACK"), 300);
    await write;
    expect(await all(share)).toEqual(["late"]);
    backup.close();
  });

  it("brings a file of an older version up to date, and loses nothing of it", async () => {
    const old = await open(NOTES);
    await add(old, "written by the first version");
    await old.close();
    const grown = { ...NOTES, steps: [...NOTES.steps, "ALTER TABLE notes ADD COLUMN stars INTEGER NOT NULL DEFAULT 5"] };
    const share = await open(grown);
    expect(await share.read((prepare) => prepare("SELECT note, stars FROM notes").all())).toMatchObject([
      { note: "written by the first version", stars: 5 },
    ]);
    await share.close();
    await open(grown);
  });

  it("leaves the file as it was when a step of a migration fails", async () => {
    const old = await open(NOTES);
    await add(old, "kept");
    await old.close();
    const broken = { ...NOTES, steps: [...NOTES.steps, "DROP TABLE notes; CREATE TABLE other (a)", "NOT SQL"] };
    await expect(open(broken)).rejects.toMatchObject({ code: "STORE_FAILED" });
    expect(await all(await open(NOTES))).toEqual(["kept"]);
  });

  it("refuses a file that a newer release wrote, and says so", async () => {
    const newer = await open({ ...NOTES, steps: [...NOTES.steps, "ALTER TABLE notes ADD COLUMN stars"] });
    await newer.close();
    await expect(open(NOTES)).rejects.toMatchObject({ code: "STORE_FAILED", message: expect.stringContaining("version 2") });
  });

  it("refuses a file that is no database", async () => {
    await writeFile(path.join(folder, "chat.db"), "this is a letter, and not a short one, to whoever opens it as a database\n".repeat(20));
    await expect(open(NOTES)).rejects.toMatchObject({ code: "STORE_FAILED", message: expect.stringContaining("not a database") });
  });
});

function add(share: SqliteShare, note: string): Promise<number> {
  return share.write((prepare) => prepare("INSERT INTO notes VALUES (?)").run(note));
}

async function all(share: SqliteShare): Promise<string[]> {
  const rows = await share.read((prepare) => prepare<{ note: string }>("SELECT note FROM notes").all());
  return rows.map((row) => row.note);
}

function spin(ms: number): void {
  for (const until = performance.now() + ms; performance.now() < until; );
}
