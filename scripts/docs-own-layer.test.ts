// The layer that the guide builds is one: its code, as it stands on the page, passes the suite of all layers.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import type { DataLayer } from "../packages/server/src/data.ts";
import { dataLayerContract } from "../packages/server/src/testing/contracts.ts";
import { codeBlocks, readPages, repository } from "./doc-pages.ts";

interface OfThePage {
  createJournalDataLayer(file: string): DataLayer;
}

const block = readPages()
  .flatMap(codeBlocks)
  .find(({ code }) => code.includes("export function createJournalDataLayer"));
// Inside of the repository, so that imports find what they find in an app.
const folder = path.join(repository, ".cache", `own-layer-${process.pid}`);
mkdirSync(folder, { recursive: true });
const file = path.join(folder, "journal.ts");
writeFileSync(file, block?.code ?? "");
const { createJournalDataLayer } = (await import(pathToFileURL(file).href)) as OfThePage;
const journals = mkdtempSync(path.join(tmpdir(), "colloquy-journal-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(journals, { recursive: true, force: true });
});

it("fits into a hundred lines", () => {
  expect(block?.code.trim().split("\n").length).toBeLessThanOrEqual(100);
});

dataLayerContract({
  name: "journal",
  durable: true,
  create: (place) => createJournalDataLayer(path.join(journals, `${place}.jsonl`)),
});
