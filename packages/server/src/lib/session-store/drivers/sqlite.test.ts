import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { openDatabase } from "../../sqlite/sqlite-database.ts";
import { sessionStoreContract } from "../session-store.contract.ts";
import { toHandle } from "../session-store.ts";
import { createSqliteSessionStore } from "./sqlite.ts";

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-sessions-"));
afterAll(() => rmSync(folder, { recursive: true }));

sessionStoreContract({ name: "sqlite", create: (place) => createSqliteSessionStore({ file: path.join(folder, place, "sessions.db") }) });

describe("a file of the first version", () => {
  it("is brought up to date, with everything in it", async () => {
    const file = path.join(folder, "version-1", "sessions.db");
    mkdirSync(path.dirname(file));
    const old = await openDatabase(file);
    old.exec(readFileSync(new URL("./__fixtures__/version-1.sql", import.meta.url), "utf8"));
    old.close();

    const store = createSqliteSessionStore({ file });
    await store.open();
    onTestFinished(() => store.close());
    const record = await store.findByHandle(toHandle("visitor:one", "key"));
    expect(record).toMatchObject({ epoch: 3, owner: "visitor:one", surface: { chatProfile: "Poet" } });
    expect(record && (await store.loadValues(record.id))).toEqual({ counter: "3", "\ud83d": "\0" });
    expect(await store.findIdleSince("2025-03-01T10:00:00.000Z")).toEqual([record]);
  });
});
