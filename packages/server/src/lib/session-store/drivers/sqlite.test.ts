import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { sessionStoreContract } from "../session-store.contract.ts";
import { createSqliteSessionStore } from "./sqlite.ts";

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-sessions-"));
afterAll(() => rmSync(folder, { recursive: true }));

sessionStoreContract({ name: "sqlite", create: (place) => createSqliteSessionStore({ file: path.join(folder, place, "sessions.db") }) });
