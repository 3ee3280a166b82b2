import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createManualClock, type ManualClock } from "../manual-clock.ts";
import { LEASE_TIMES, Lease } from "./lease.ts";
import { thisProcess } from "./process-identity.ts";
import { openDatabase, type SqliteDatabase } from "./sqlite-database.ts";

describe("Lease", () => {
  let clock: ManualClock;
  let db: SqliteDatabase;

  beforeEach(async () => {
    clock = createManualClock();
    const memory = await openDatabase(":memory:");
    db = memory;
    onTestFinished(() => memory.close());
  });

  function newLease(): Lease {
    return new Lease(db, { file: "chat.db", clock, times: LEASE_TIMES });
  }

  /** As if a process had taken the lease; every test changes what it is about. */
  function heldBy(holder: { host?: string; pid?: number; startedAt?: number; beatAt?: number }): void {
    const { host = "elsewhere", pid = 4711, startedAt = 0, beatAt = clock.now() } = holder;
    newLease();
    db.prepare("INSERT OR REPLACE INTO lease VALUES (1, 'theirs', ?, ?, ?, ?)").run(host, pid, startedAt, beatAt);
  }

  /** What became of an attempt to take the lease, and after how many milliseconds. */
  async function outcome(attempt: Promise<void>, forAtMost: number): Promise<{ code: string; message: string; afterMs: number }> {
    const began = clock.now();
    let result: { code: string; message: string; afterMs: number } | undefined;
    const settle = (code: string, message: string) => {
      result = { code, message, afterMs: clock.now() - began };
    };
    attempt.then(
      () => settle("taken", ""),
      (error) => settle(error.code, error.message),
    );
    await clock.advance(forAtMost);
    return result ?? { code: "waiting", message: "", afterMs: forAtMost };
  }

  function row() {
    return db.prepare<{ token: string; pid: number; beat_at: number }>("SELECT token, pid, beat_at FROM lease").get();
  }

  it("is taken at once when nobody holds it, is renewed every 2 s, and is given back", async () => {
    const lease = newLease();
    expect(await outcome(lease.take(), 0)).toMatchObject({ code: "taken", afterMs: 0 });
    expect(row()).toMatchObject({ pid: process.pid, beat_at: clock.now() });
    await clock.advance(7_000);
    expect(row()?.beat_at).toBe(clock.now() - 1_000);
    lease.assertHeld();
    lease.release();
    expect(row()).toBeUndefined();
    await clock.advance(5_000);
    expect(row()).toBeUndefined();
  });

  it("is refused after 10 s while its holder lives, and the refusal names the holder", async () => {
    heldBy({ host: "elsewhere", pid: 4711 });
    const beat = () => {
      db.prepare("UPDATE lease SET beat_at = ?").run(clock.now());
      clock.setTimeout(beat, 2_000);
    };
    beat();
    const told: string[] = [];
    const lease = new Lease(db, {
      file: "chat.db",
      clock,
      times: LEASE_TIMES,
      onWait: (text) => told.push(`${clock.now() - before} ms: ${text}`),
    });
    const before = clock.now();
    const refused = await outcome(lease.take(), 20_000);
    expect(refused).toMatchObject({ code: "STORE_LOCKED", afterMs: 10_000 });
    expect(told).toEqual([expect.stringMatching(/^1000 ms: chat\.db is used by process 4711 on elsewhere, .* at most 9 s more\.$/)]);
    expect(refused.message).toContain("chat.db is used by process 4711 on elsewhere");
    expect(row()?.token).toBe("theirs");
  });

  it("is taken 10 s after the last beat of a holder on another host", async () => {
    heldBy({ beatAt: clock.now() - 4_000 });
    expect(await outcome(newLease().take(), 20_000)).toMatchObject({ code: "taken", afterMs: 6_000 });
  });

  it("is taken from a holder that does not stir for 10 s, though its last beat seems to lie in the future", async () => {
    heldBy({ beatAt: clock.now() + 3_600_000 });
    expect(await outcome(newLease().take(), 20_000)).toMatchObject({ code: "taken", afterMs: 10_000 });
  });

  it("is taken at once when the holder's process on this host is gone", async () => {
    heldBy({ host: thisProcess().host, pid: 2 ** 30 });
    expect(await outcome(newLease().take(), 0)).toMatchObject({ code: "taken" });
  });

  it("is taken at once when the holder was an earlier process with the pid of this one", async () => {
    heldBy({ ...thisProcess(), startedAt: 1 });
    expect(await outcome(newLease().take(), 0)).toMatchObject({ code: "taken" });
  });

  it("waits for a holder on this host whose process is there", async () => {
    heldBy({ host: thisProcess().host, pid: process.ppid });
    expect(await outcome(newLease().take(), 9_900)).toMatchObject({ code: "waiting" });
  });

  it("is refused at once to the process that holds it already, with the way out", async () => {
    await newLease().take();
    const refused = await outcome(newLease().take(), 0);
    expect(refused).toMatchObject({ code: "STORE_LOCKED" });
    expect(refused.message).toContain("This process has opened chat.db already");
  });

  it("is lost to a process that took over: it is told, and disturbs the new holder neither by beats nor by release", async () => {
    const lease = newLease();
    await lease.take();
    heldBy({ pid: 4712 });
    await clock.advance(6_000);
    expect(() => lease.assertHeld()).toThrow(/used by process 4712 on elsewhere, which gave its last sign of life 6.0 s ago/);
    lease.release();
    expect(row()).toMatchObject({ token: "theirs", beat_at: clock.now() - 6_000 });
  });

  it("is kept by a holder that could not write for one beat", async () => {
    const { own, other } = await twoConnections();
    const lease = new Lease(own, { file: "chat.db", clock, times: LEASE_TIMES });
    await lease.take();
    other.exec("BEGIN IMMEDIATE");
    await clock.advance(2_000);
    other.exec("ROLLBACK");
    await clock.advance(2_000);
    expect(other.prepare<{ beat_at: number }>("SELECT beat_at FROM lease").get()?.beat_at).toBe(clock.now());
  });

  it("is refused, by name, while its holder stands still in the middle of a write", async () => {
    const { own, other } = await twoConnections();
    db = other;
    heldBy({ pid: 4713, beatAt: clock.now() - 60_000 });
    other.exec("BEGIN IMMEDIATE");
    const refused = await outcome(new Lease(own, { file: "chat.db", clock, times: LEASE_TIMES }).take(), 20_000);
    expect(refused).toMatchObject({ code: "STORE_LOCKED", afterMs: 10_000, message: expect.stringContaining("process 4713 on elsewhere") });
    other.exec("ROLLBACK");
  });

  it("says so when a program without a lease holds the file", async () => {
    const { own, other } = await twoConnections();
    const lease = new Lease(own, { file: "chat.db", clock, times: LEASE_TIMES });
    other.exec("BEGIN IMMEDIATE");
    const refused = await outcome(lease.take(), 20_000);
    expect(refused).toMatchObject({ code: "STORE_LOCKED", message: expect.stringContaining("Another program holds a lock on chat.db") });
    other.exec("ROLLBACK");
  });
});

/** Two connections to one file, as two processes would have. */
async function twoConnections(): Promise<{ own: SqliteDatabase; other: SqliteDatabase }> {
  const folder = await mkdtemp(path.join(tmpdir(), "colloquy-lease-"));
  const file = path.join(folder, "chat.db");
  const [own, other] = [await openDatabase(file), await openDatabase(file)];
  own.exec("PRAGMA journal_mode = WAL");
  onTestFinished(async () => {
    own.close();
    other.close();
    await rm(folder, { recursive: true });
  });
  return { own, other };
}
