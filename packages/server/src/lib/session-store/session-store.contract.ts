// What every session store must do. Call it in a test file of vitest; our drivers and anybody else's run the same suite.

import { type Ask, type Element, newId, type SessionId, type StepId, type ThreadId, type TurnId } from "@colloquy/protocol";
import { describe, expect, it, onTestFinished } from "vitest";
import { checkContract } from "../check-given.ts";
import { type SessionRecord, type SessionStore, toHandle } from "./session-store.ts";

/** What the suite needs to know of a driver. */
export interface SessionStoreContractOptions {
  readonly name: string;
  /** A driver on the store of this name, not yet open. The same name again, after the first was closed, is the same store. */
  create(place: string): SessionStore;
}

const CREATED = "2025-03-01T10:00:00.000Z";
const STRINGS = ["'; DROP TABLE sessions; --", "a\0b", "\ud83d", "\udc4d", "__proto__", "constructor", "", "1", "\ufffd"];

/** Describes and tests a session store. */
export function sessionStoreContract(options: SessionStoreContractOptions): void {
  checkContract("sessionStoreContract", options);
  const { name, create } = options;
  async function openStore(place: string = newId()): Promise<SessionStore> {
    const store = create(place);
    await store.open();
    onTestFinished(() => store.close());
    return store;
  }

  describe(`the session store "${name}"`, () => {
    it("gives back a record as it was saved, by its session and by its thread", async () => {
      const store = await openStore();
      const record = full();
      await store.save(record);
      expect(await store.load(record.id)).toEqual(record);
      expect(await store.findByThread(record.threadId)).toEqual(record);
      expect(await store.load(newId<SessionId>())).toBeUndefined();
      expect(await store.findByThread(newId<ThreadId>())).toBeUndefined();
      expect(await store.loadValues(newId<SessionId>())).toEqual({});
    });

    it("knows its place by a name that stays, where it tells one", async () => {
      const place = newId();
      const [one, other] = [create(place), await openStore()];
      await one.open();
      const said = await one.placeId?.();
      await one.close();
      const again = await openStore(place);
      expect(await again.placeId?.()).toBe(said);
      if (said !== undefined) expect(await other.placeId?.()).not.toBe(said);
    });

    it("replaces a record, and lets nobody change it by holding on to it", async () => {
      const store = await openStore();
      const handles = ["one"];
      const record = session({ handles });
      await store.save(record);
      handles.push("two");
      expect(await store.load(record.id)).toMatchObject({ handles: ["one"] });
      await store.save({ ...record, started: true, leftAt: CREATED });
      await store.save({ ...record, started: true });
      expect(await store.load(record.id)).toEqual({ ...record, started: true });
    });

    it("keeps values key by key: a save names those that changed, null deletes one", async () => {
      const store = await openStore();
      const record = session();
      await store.save(record, { counter: "1", name: '"Ada"', gone: "x" });
      await store.save(record, { counter: "2", gone: null, never: null });
      await store.save(record);
      expect(await store.loadValues(record.id)).toEqual({ counter: "2", name: '"Ada"' });
    });

    it("keeps any string as a key or a value exactly, and each key apart", async () => {
      const store = await openStore();
      const record = session({ answers: Object.fromEntries(STRINGS.map((text) => [text, text])) });
      const values = Object.fromEntries(STRINGS.map((text, index) => [text, `${index}${text}`]));
      await store.save(record, values);
      expect(await store.loadValues(record.id)).toEqual(values);
      expect(await store.load(record.id)).toEqual(record);
      await store.save(record, Object.fromEntries(STRINGS.slice(1).map((text) => [text, null])));
      expect(await store.loadValues(record.id)).toEqual({ [STRINGS[0] ?? ""]: `0${STRINGS[0]}` });
    });

    it("refuses keys that a database might take for one another", async () => {
      const store = await openStore();
      for (const text of ["", "a\0b", "\ud83d"]) {
        const refused = { code: "BAD_INPUT" };
        await expect(store.save(session({ id: text as SessionId }))).rejects.toMatchObject(refused);
        await expect(store.save(session({ owner: text }))).rejects.toMatchObject(refused);
        await expect(store.save(session({ handles: [text] }))).rejects.toMatchObject(refused);
        await expect(store.findByHandle(text)).rejects.toMatchObject(refused);
        await expect(store.moveSessions("visitor:one", text)).rejects.toMatchObject(refused);
      }
      expect(await store.findIdleSince("9999")).toEqual([]);
    });

    it("refuses an older epoch and writes nothing of it, not even values", async () => {
      const store = await openStore();
      const record = session({ epoch: 2 });
      await store.save(record, { counter: "2" });
      const late = { ...record, epoch: 1, started: true, handles: ["late"] };
      await expect(store.save(late, { counter: "1", late: "1" })).rejects.toMatchObject({ code: "STALE_WRITE" });
      expect(await store.load(record.id)).toEqual(record);
      expect(await store.loadValues(record.id)).toEqual({ counter: "2" });
      expect(await store.findByHandle("late")).toBeUndefined();
    });

    it("gives out epochs above every earlier one, never the same to two who ask at once, and refuses the older ones", async () => {
      const store = await openStore();
      const record = session({ epoch: 3, handles: ["key"] });
      expect(await store.takeEpoch(record.threadId, 1)).toBeUndefined();
      await store.save(record, { counter: "1" });
      const taken = await Promise.all(Array.from({ length: 20 }, () => store.takeEpoch(record.threadId, 0)));
      expect(taken.toSorted((one, other) => Number(one) - Number(other))).toEqual(Array.from({ length: 20 }, (_, index) => 4 + index));
      expect(await store.takeEpoch(record.threadId, 40)).toBe(41);
      for (const found of [
        await store.load(record.id),
        await store.findByThread(record.threadId),
        await store.findByHandle("key"),
        ...(await store.findIdleSince("9999")),
      ])
        expect(found).toEqual({ ...record, epoch: 41 });
      await expect(store.save({ ...record, epoch: 40 }, { counter: "2" })).rejects.toMatchObject({ code: "STALE_WRITE" });
      await store.delete(record.id, 40);
      expect(await store.loadValues(record.id)).toEqual({ counter: "1" });
      await store.save({ ...record, epoch: 41 });
      await store.delete(record.id, 41);
      expect(await store.takeEpoch(record.threadId, 41)).toBeUndefined();
    });

    it("holds one session of a thread: the newer takes its place, the older cannot come back", async () => {
      const store = await openStore();
      const older = session({ handles: ["old"] });
      await store.save(older, { counter: "1" });
      const newer = session({ threadId: older.threadId, epoch: 2 });
      await store.save(newer);
      await expect(store.save(older)).rejects.toMatchObject({ code: "STALE_WRITE" });
      await expect(store.save({ ...older, epoch: 2 })).rejects.toMatchObject({ code: "STALE_WRITE" });
      expect(await store.findByThread(older.threadId)).toEqual(newer);
      expect(await store.load(older.id)).toBeUndefined();
      expect(await store.loadValues(older.id)).toEqual({});
      expect(await store.loadValues(newer.id)).toEqual({});
      expect(await store.findByHandle("old")).toBeUndefined();
    });

    it("deletes a record with its values and handles, unless a higher epoch is stored", async () => {
      const store = await openStore();
      const record = session({ epoch: 3, handles: ["key"] });
      await store.save(record, { counter: "1" });
      await store.delete(record.id, 2);
      expect(await store.load(record.id)).toEqual(record);
      await store.delete(record.id, 3);
      await store.delete(record.id, 3);
      expect(await store.load(record.id)).toBeUndefined();
      expect(await store.findByThread(record.threadId)).toBeUndefined();
      expect(await store.findByHandle("key")).toBeUndefined();
      await store.save(record);
      expect(await store.loadValues(record.id)).toEqual({});
    });

    it("finds a session by any of its handles, until it lets go of one", async () => {
      const store = await openStore();
      const record = session({ handles: ["a", "b"] });
      await store.save(record);
      expect(await store.findByHandle("b")).toEqual(record);
      await store.save({ ...record, handles: ["b", "c"] });
      expect(await store.findByHandle("a")).toBeUndefined();
      expect((await store.findByHandle("b"))?.id).toBe(record.id);
      expect((await store.findByHandle("c"))?.id).toBe(record.id);
    });

    it("leads a handle to the session that named it last", async () => {
      const store = await openStore();
      const [one, two] = [session({ handles: ["shared"] }), session({ handles: ["shared"] })];
      await store.save(one);
      await store.save(two);
      expect((await store.findByHandle("shared"))?.id).toBe(two.id);
      await store.delete(one.id, 1);
      expect((await store.findByHandle("shared"))?.id).toBe(two.id);
      await store.save(one);
      expect((await store.findByHandle("shared"))?.id).toBe(one.id);
    });

    it("finds the sessions that were idle at an instant, the longest first", async () => {
      const store = await openStore();
      const detached = session({ detachedAt: minute(2), updatedAt: minute(9) });
      const left = session({ leftAt: minute(1), updatedAt: minute(9) });
      const crashed = session({ updatedAt: minute(3) });
      const busy = session({ updatedAt: minute(8) });
      for (const record of [detached, busy, crashed, left]) await store.save(record);
      expect((await store.findIdleSince(minute(3))).map((record) => record.id)).toEqual([left.id, detached.id, crashed.id]);
      await store.save({ ...left, leftAt: undefined });
      expect((await store.findIdleSince(minute(2))).map((record) => record.id)).toEqual([detached.id]);
      expect(await store.findIdleSince(minute(0))).toEqual([]);
    });

    it("gives all sessions of an owner to another, with the handles that begin with the owner", async () => {
      const store = await openStore();
      const handle = toHandle("visitor:one", "key");
      const mine = session({ handles: [handle, "visitor:one"] });
      const foreign = session({ owner: "visitor:one1", handles: [toHandle("visitor:one1", "key")] });
      await store.save(mine, { counter: "1" });
      await store.save(foreign);
      expect(await store.moveSessions("visitor:one", "user:ada")).toBe(1);
      expect(await store.moveSessions("visitor:one", "user:ada")).toBe(0);
      const moved = { ...mine, owner: "user:ada", handles: [toHandle("user:ada", "key"), "visitor:one"] };
      expect(await store.load(mine.id)).toEqual(moved);
      expect(await store.findByHandle(toHandle("user:ada", "key"))).toEqual(moved);
      expect(await store.findByHandle(handle)).toBeUndefined();
      expect(await store.loadValues(mine.id)).toEqual({ counter: "1" });
      expect(await store.load(foreign.id)).toEqual(foreign);
    });

    it("takes effect in the order of the calls, and lets a read see every save asked for before it", async () => {
      const store = await openStore();
      const record = session();
      const saves = Array.from({ length: 200 }, (_, index) => store.save(record, { counter: String(index) }));
      expect(await store.loadValues(record.id)).toEqual({ counter: "199" });
      await Promise.all(saves);
    });

    // A store that forgets promises nothing here, so there is nothing to test.
    if (!create(newId()).survivesRestart) return;

    it("finds everything again when it is reopened", async () => {
      const place = newId();
      const first = await openStore(place);
      const record = full();
      const save = first.save(record, { counter: "1", "\ud83d": "\0" });
      await first.close();
      await save;
      await expect(first.load(record.id)).rejects.toMatchObject({ code: "STORE_FAILED" });
      const second = await openStore(place);
      expect(await second.findByHandle(record.handles[0] ?? "")).toEqual(record);
      expect(await second.loadValues(record.id)).toEqual({ counter: "1", "\ud83d": "\0" });
      await expect(second.save({ ...record, epoch: 1 })).rejects.toMatchObject({ code: "STALE_WRITE" });
    });
  });
}

function session(more: Partial<SessionRecord> = {}): SessionRecord {
  return {
    id: newId<SessionId>(),
    threadId: newId<ThreadId>(),
    threadCreatedAt: CREATED,
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
    updatedAt: CREATED,
    ...more,
  };
}

/** A record in which nothing is left out. */
function full(): SessionRecord {
  const turn = { id: newId<TurnId>(), kind: "chatStart", foreground: true, state: "waiting", createdAt: CREATED } as const;
  const step = { id: newId<StepId>(), turnId: turn.id, type: "assistant_message", name: "Assistant", createdAt: CREATED } as const;
  const element = { id: newId<Element["id"]>(), type: "tasklist", name: "Tasks", display: "side", props: { "a\0b": ["\ud83d"] } } as const;
  const ask = { id: newId<Ask["id"]>(), turnId: turn.id, stepId: step.id, kind: "text", createdAt: CREATED, deadlineAt: null } as const;
  return session({
    epoch: 2,
    handles: [toHandle("visitor:one", newId())],
    surface: { chatProfile: "Poet", settings: { heat: 0.5, "a\0b": "\ud83d" } },
    asks: [ask],
    answers: { key: '"yes"' },
    unfinishedTurns: [turn],
    unstored: [{ turn, steps: [{ ...step, output: { rev: 1, text: "Hello 👋" } }], elements: [{ ...element, forId: step.id }] }],
    unstoredElements: [element],
    sealedEnv: "1.key.sealed",
    detachedAt: CREATED,
    leftAt: CREATED,
  });
}

function minute(number: number): string {
  return new Date(Date.UTC(2025, 2, 1, 12, number)).toISOString();
}
