import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { dataLayerContract } from "../data-layer.contract.ts";
import { createSqliteDataLayer } from "./sqlite.ts";

const folder = mkdtempSync(path.join(tmpdir(), "colloquy-data-"));
afterAll(() => rmSync(folder, { recursive: true }));

dataLayerContract({
  name: "sqlite",
  durable: true,
  create: (place) => createSqliteDataLayer({ file: path.join(folder, place, "chat.db") }),
});
