import { afterAll, beforeAll } from "vitest";
import { startPostgres, type TestPostgres } from "../../postgres/testing/start-postgres.ts";
import { dataLayerContract } from "../data-layer.contract.ts";
import { createPostgresDataLayer } from "./postgres.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

const schemaOf = (place: string) => `place_${place.replaceAll("-", "_")}`;

dataLayerContract({
  name: "postgres",
  durable: true,
  create: (place) => createPostgresDataLayer({ url: server.url, schema: schemaOf(place), maxConnections: 4 }),
});
