import { newId, type SessionId, type ThreadId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startPostgres, type TestPostgres } from "../../postgres/testing/start-postgres.ts";
import { sessionStoreContract } from "../session-store.contract.ts";
import type { SessionRecord } from "../session-store.ts";
import { createPostgresSessionStore } from "./postgres.ts";

let server: TestPostgres;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server.remove());

// The contract asks a driver whether it survives before there is a server.
const onPlace = (place: string) =>
  createPostgresSessionStore({
    url: server?.url ?? "postgres://nowhere",
    schema: `place_${place.replaceAll("-", "_")}`,
    maxConnections: 4,
  });

sessionStoreContract({ name: "postgres", create: onPlace });

describe("Two processes that share a database of sessions", () => {
  it("do not sweep what the other holds, and find it once the other has closed", async () => {
    const place = newId();
    const [one, two] = [onPlace(place), onPlace(place)];
    await Promise.all([one.open(), two.open()]);
    onTestFinished(() => two.close());
    const record = idleRecord();
    await one.save(record);
    expect(await two.findIdleSince("9999")).toEqual([]);
    expect(await one.findIdleSince("9999")).toEqual([record]);
    expect(await two.load(record.id)).toEqual(record);
    await one.close();
    expect(await two.findIdleSince("9999")).toEqual([record]);
  });
});

function idleRecord(): SessionRecord {
  return {
    id: newId<SessionId>(),
    threadId: newId<ThreadId>(),
    threadCreatedAt: "2025-03-01T10:00:00.000Z",
    owner: "visitor:one",
    epoch: 1,
    handles: [],
    interacted: false,
    started: false,
    clientType: "webapp",
    surface: {},
    asks: [],
    answers: {},
    unfinishedTurns: [],
    unstored: [],
    updatedAt: "2025-03-01T10:00:00.000Z",
  };
}
