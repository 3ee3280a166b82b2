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

  it("never get the same epoch, and the one with the older can save no more", async () => {
    const place = newId();
    const [one, two] = [onPlace(place), onPlace(place)];
    await Promise.all([one.open(), two.open()]);
    onTestFinished(async () => void (await Promise.all([one.close(), two.close()])));
    const record = idleRecord();
    await one.save(record);
    const taken = await Promise.all(Array.from({ length: 40 }, (_, index) => (index % 2 ? one : two).takeEpoch(record.threadId, 0)));
    expect(new Set(taken).size).toBe(40);
    const [mine, theirs] = [await one.takeEpoch(record.threadId, 0), await two.takeEpoch(record.threadId, 0)];
    await expect(one.save({ ...record, epoch: mine ?? 0 })).rejects.toMatchObject({ code: "STALE_WRITE" });
    await two.save({ ...record, epoch: theirs ?? 0 });
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
