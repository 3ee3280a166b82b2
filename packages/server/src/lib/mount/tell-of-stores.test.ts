// What the log says at a start of where things are kept, and of what lies elsewhere.
import path from "node:path";
import { expect, it } from "vitest";
import type { BlobStore } from "../blob-storage/blob-store.ts";
import { createMemoryBlobStore } from "../blob-storage/drivers/memory.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { copyFiles } from "../data-transfer/copy.ts";
import { MoveReport } from "../data-transfer/report.ts";
import { fillStores } from "../data-transfer/testing/generated-data.ts";
import { fileStores, memoryStores, type OpenStores, tempFolder } from "../data-transfer/testing/open-stores.ts";
import { createLogger } from "../logger.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { tellOfStores } from "./tell-of-stores.ts";

async function told(dataLayer: OpenStores["layer"], blobStore: BlobStore, places: object, appDir = tempFolder()) {
  const lines: { level: number; msg: string }[] = [];
  const logger = createLogger({ destination: { write: (line) => lines.push(JSON.parse(line)) } });
  await tellOfStores({ drivers: { dataLayer, blobStore, sessionStore: createMemorySessionStore() }, appDir, logger, places });
  return lines.map(({ level, msg }) => `${level >= 40 ? "! " : ""}${msg}`);
}

it("the places are named, without passwords", async () => {
  const { layer, blobs } = await memoryStores();
  expect(await told(layer, blobs, {})).toEqual([
    `chats are kept in ${path.join(".colloquy", "chats.sqlite")}, files in ${path.join(".colloquy", "files")}`,
  ]);
  expect(await told(layer, blobs, { chats: "postgres://ada:engine@db/app", files: {} })).toEqual([
    `chats are kept in postgres://ada:***@db/app, files in the app's own driver "${blobs.name}"`,
  ]);
});

it("older files that the place which is named now lacks are warned of, until they are copied", async () => {
  const { layer, blobs } = await memoryStores();
  await fillStores({ layer, blobs }, 10, 61);
  const empty = createMemoryBlobStore();
  await empty.open();
  expect(await told(layer, blobs, { files: "s3://chat-files" })).toHaveLength(1);
  expect(await told(layer, empty, { files: "s3://chat-files" })).toEqual([
    expect.any(String),
    expect.stringMatching(/^! older files are not in s3:\/\/chat-files, .*data copy --files-from .* --files-to s3:\/\/chat-files`$/),
  ]);
  const report = new MoveReport();
  await copyFiles(layer, { from: blobs, to: empty }, { report });
  expect(report.moved).toEqual({ files: expect.any(Number) });
  expect(await told(layer, empty, { files: "s3://chat-files" })).toHaveLength(1);
  const again = new MoveReport();
  await copyFiles(layer, { from: blobs, to: empty }, { report: again });
  expect([again.moved, again.same]).toEqual([{}, report.moved]);
});

it("chats that lie in the usual file while PostgreSQL is named are told of, with the command that copies them", async () => {
  const appDir = tempFolder();
  const { layer, blobs } = await fileStores(path.join(appDir, ".colloquy"));
  const postgres = createPostgresDataLayer({ url: "postgres://nobody@127.0.0.1:1/none" });
  expect((await told(postgres, blobs, { chats: "postgres://h/d" }, appDir)).filter((line) => line.includes("data copy"))).toEqual([]);
  await fillStores({ layer, blobs }, 2, 62);
  expect(await told(postgres, blobs, { chats: "postgres://h/d" }, appDir)).toContainEqual(
    expect.stringContaining("`npx colloquy data copy --from sqlite --to postgres`"),
  );
});
