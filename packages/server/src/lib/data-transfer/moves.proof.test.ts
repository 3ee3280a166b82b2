// Many conversations with everything in them: what every way of moving them leaves is what was there, byte for byte.
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { copyData } from "./copy.ts";
import { dumpOf } from "./dump.ts";
import { exportData } from "./export-data.ts";
import { importData } from "./import-data.ts";
import { MoveReport } from "./report.ts";
import { blobsOf } from "./testing/all-blobs.ts";
import { fillStores } from "./testing/generated-data.ts";
import { fileStores, type OpenStores, postgresStores, tempFolder } from "./testing/open-stores.ts";

const { COLLOQUY_SOAK, SEED } = process.env;
const CHATS = COLLOQUY_SOAK === "1" ? 500 : 50;
const seed = Number(SEED ?? Date.now() % 1_000_000);

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

describe(`${CHATS} generated conversations (SEED=${seed})`, () => {
  it("are the same after every way there is: reopened, exported and imported, copied to the other database and back", async () => {
    const [first, folder] = [await fileStores(), tempFolder()];
    await fillStores(first, CHATS, seed);
    const all = async ({ layer, blobs }: OpenStores) => ({ rows: await dumpOf(layer), bytes: await blobsOf(blobs) });
    const expected = await all(first);
    const options = () => ({ report: new MoveReport() });

    const postgres = await postgresStores(server.url);
    await copyData(first, postgres, options());
    expect(await all(postgres)).toEqual(expected);

    for (const name of ["folder", "all.ndjson.gz"]) {
      await exportData(postgres, path.join(folder, name), options());
      const imported = await fileStores();
      await importData(path.join(folder, name), imported, options());
      expect(await all(imported)).toEqual(expected);
      const back = await postgresStores(server.url);
      await copyData(imported, back, options());
      expect(await all(back)).toEqual(expected);
    }

    await first.layer.close();
    await first.layer.open();
    expect(await all(first)).toEqual(expected);
  });
});
