import { describe, expect, it } from "vitest";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import { silentLogger } from "../logger.ts";
import { createManualClock } from "../manual-clock.ts";
import { SignIns } from "./sign-ins.ts";
import type { User } from "./user.ts";

const MINUTE = 60_000;

function make() {
  const clock = createManualClock();
  const { users } = createMemoryDataLayer();
  const told: User[] = [];
  let reads = 0;
  const counted: typeof users = {
    ...users,
    findSignIns: (ids) => {
      reads++;
      return users.findSignIns(ids);
    },
  };
  const options = { users: counted, clock, logger: silentLogger, lifetimeMs: 60 * MINUTE, recheckMs: 15_000 };
  const signIns = new SignIns({ ...options, onUserChanged: (user) => told.push(user) });
  return { clock, users, signIns, told, reads: () => reads };
}

const now = (clock: { now(): number }) => new Date(clock.now()).toISOString();

describe("sign-ins", () => {
  it("are looked up once an interval, however often they are asked for", async () => {
    const { clock, signIns, reads } = make();
    const { secret } = await signIns.begin({ identifier: "ada" });
    for (let n = 0; n < 100; n++) expect((await signIns.find(secret))?.user.identifier).toBe("ada");
    expect(reads()).toBe(1);
    await clock.advance(15_000);
    await signIns.find(secret);
    expect(reads()).toBe(2);
    expect(await signIns.find("somebody else's")).toBeUndefined();
  });

  it("that were taken back are believed no longer because the clock was set back", async () => {
    const { clock, users } = make();
    let back = 0;
    const signIns = new SignIns({
      users,
      clock: { ...clock, now: () => clock.now() - back },
      logger: silentLogger,
      lifetimeMs: 60 * MINUTE,
      recheckMs: 15_000,
      onUserChanged: () => undefined,
    });
    const { secret, user } = await signIns.begin({ identifier: "ada" });
    expect(await signIns.find(secret)).toBeDefined();
    // Another process does it.
    await users.updateUser(user.id, { disabledAt: now(clock) }, now(clock));
    back = 60 * MINUTE;
    expect(await signIns.find(secret)).toBeUndefined();
  });

  it("are secrets of their browsers: the store has no way in", async () => {
    const { users, signIns } = make();
    const { secret, id } = await signIns.begin({ identifier: "ada" }, { userAgent: "x".repeat(500) });
    const [stored] = await users.findSignIns([id]);
    expect(JSON.stringify(stored)).not.toContain(secret);
    expect(stored?.signIn.userAgent).toHaveLength(200);
    expect(await signIns.find(id)).toBeUndefined();
  });

  it("end one by one: signing out here leaves the person signed in there", async () => {
    const { signIns } = make();
    const [here, there] = [await signIns.begin({ identifier: "ada" }), await signIns.begin({ identifier: "ada" })];
    const cut: string[] = [];
    signIns.join(here.id, (reason) => cut.push(`here ${reason}`));
    signIns.join(there.id, (reason) => cut.push(`there ${reason}`));
    await signIns.end(here.id);
    expect(cut).toEqual(["here signed-out"]);
    expect(await signIns.find(here.secret)).toBeUndefined();
    expect(await signIns.find(there.secret)).toBeDefined();
    await signIns.endAllOf(there.user.id);
    expect(cut).toEqual(["here signed-out", "there signed-out"]);
  });

  it("end by themselves when their time is over, also between two looks", async () => {
    const { clock, signIns } = make();
    const { secret } = await signIns.begin({ identifier: "ada" });
    await clock.advance(60 * MINUTE - 1000);
    expect(await signIns.find(secret)).toBeDefined();
    await clock.advance(1000);
    expect(await signIns.find(secret)).toBeUndefined();
  });

  it("with an open connection are looked at by themselves: who was disabled elsewhere is cut, who was changed is told", async () => {
    const { clock, users, signIns, told } = make();
    const [ada, bob] = [await signIns.begin({ identifier: "ada" }), await signIns.begin({ identifier: "bob" })];
    const cut: string[] = [];
    for (const { id, user } of [ada, bob]) {
      await signIns.check(id);
      signIns.join(id, () => cut.push(user.identifier));
    }
    signIns.start();
    await clock.advance(1000);
    await users.updateUser(ada.user.id, { disabledAt: now(clock) }, now(clock));
    await users.updateUser(bob.user.id, { roles: ["admin"] }, now(clock));
    told.length = 0;
    await clock.advance(15_000);
    await expect.poll(() => cut).toEqual(["ada"]);
    expect(told.map(({ identifier, roles }) => [identifier, roles])).toEqual([["bob", ["admin"]]]);
    signIns.stop();
  });

  it("stay when the store does not answer for a while", async () => {
    const { clock, users, signIns } = make();
    const { id } = await signIns.begin({ identifier: "ada" });
    const cut: string[] = [];
    signIns.join(id, (reason) => cut.push(reason));
    const failing = new SignIns({
      users: { ...users, findSignIns: () => Promise.reject(new Error("disk")) },
      clock,
      logger: silentLogger,
      lifetimeMs: MINUTE,
      recheckMs: 15_000,
      onUserChanged: () => {},
    });
    failing.join(id, (reason) => cut.push(reason));
    await expect(failing.recheck()).rejects.toThrow("disk");
    expect(cut).toEqual([]);
  });

  it("remember when they were used, and old ones are forgotten", async () => {
    const { clock, users, signIns } = make();
    const old = await signIns.begin({ identifier: "ada" });
    await clock.advance(90 * MINUTE);
    const young = await signIns.begin({ identifier: "ada" });
    await signIns.recheck();
    expect((await users.findSignIns([old.id, young.id])).map(({ signIn }) => signIn.id)).toEqual([young.id]);
  });

  it("of a token end for good: it does not sign in again", async () => {
    const { clock, signIns } = make();
    const soon = new Date(clock.now() + MINUTE).toISOString();
    const first = await signIns.beginForToken("token", { identifier: "grace" }, soon);
    expect((await signIns.beginForToken("token", { identifier: "grace" }, soon))?.id).toBe(first?.id);
    await signIns.end(first?.id ?? "");
    expect(await signIns.beginForToken("token", { identifier: "grace" }, soon)).toBeUndefined();
  });
});
