import { newId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startPostgres, type TestPostgres } from "../../postgres/testing/start-postgres.ts";
import { countsContract } from "../counts.contract.ts";
import { createPostgresCounts } from "./postgres.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

async function openNodes(nodes: number) {
  const schema = `s_${newId().replaceAll("-", "_")}`;
  const all = Array.from({ length: nodes }, () => createPostgresCounts({ url: server.url, schema, maxConnections: 4 }));
  for (const counts of all) {
    await counts.open();
    onTestFinished(() => counts.close());
  }
  return all;
}

countsContract({ name: "postgres", open: openNodes });

describe("Counts in a PostgreSQL", () => {
  it("that is away are those of each node", async () => {
    const [one] = await openNodes(1);
    const limiter = one?.limiter({ name: "things", most: 1, seconds: 60 });
    await one?.close();
    expect(await limiter?.take("ada")).toBe(0);
    expect(await limiter?.take("ada")).toBeGreaterThan(0);
  });
});
