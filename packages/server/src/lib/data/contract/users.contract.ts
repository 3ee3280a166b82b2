// People and their sign-ins.
import { newId } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import type { SignInRow, UserRow, UserStore } from "../user-store.ts";
import { openLayer } from "./open-layer.contract.ts";
import { CREATED, type DataLayerContractOptions } from "./rows.ts";

const LATER = "2025-03-02T10:00:00.000Z";

export function describeUsers(options: DataLayerContractOptions): void {
  describe("people", () => {
    it("are stored once for each identifier, and found by it and by id", async () => {
      const { users } = await openLayer(options);
      const ada = await users.upsertUser(userRow("ada"), {});
      const again = await users.upsertUser(userRow("ada", { updatedAt: LATER }), { displayName: "Ada" });
      expect(again).toEqual({ ...ada, displayName: "Ada", updatedAt: LATER });
      expect(await users.findUser({ identifier: "ada" })).toEqual(again);
      expect(await users.findUser({ id: ada.id })).toEqual(again);
      expect(await users.findUser({ identifier: "Ada" })).toBeUndefined();
      expect(await users.findUser({ id: newId() })).toBeUndefined();
    });

    it("are one person when they come twice at once", async () => {
      const { users } = await openLayer(options);
      const [one, two] = await Promise.all([users.upsertUser(userRow("ada"), {}), users.upsertUser(userRow("ada"), {})]);
      expect(one.id).toBe(two.id);
    });

    it("keep what a patch does not name, and lose what it sets to null", async () => {
      const { users } = await openLayer(options);
      const row = userRow("ada", {
        displayName: "Ada",
        roles: ["admin"],
        metadata: { team: "engines", deep: { list: [1, "👍", "\ud83d"] } },
      });
      expect(await users.upsertUser(row, {})).toEqual(row);
      const disabled = await users.updateUser(row.id, { disabledAt: LATER, displayName: null }, LATER);
      const { displayName: _, ...rest } = row;
      expect(disabled).toEqual({ ...rest, disabledAt: LATER, updatedAt: LATER });
      expect(await users.upsertUser(userRow("ada", { updatedAt: LATER }), { roles: [] })).toMatchObject({ roles: [], disabledAt: LATER });
      expect(await users.updateUser(row.id, { disabledAt: null }, LATER)).not.toHaveProperty("disabledAt");
      expect(await users.updateUser(newId(), { roles: ["x"] }, LATER)).toBeUndefined();
    });

    it("cannot have an identifier that stores would confuse", async () => {
      const { users } = await openLayer(options);
      await expect(users.upsertUser(userRow("a\0b"), {})).rejects.toMatchObject({ code: "BAD_INPUT" });
      await expect(users.upsertUser(userRow(""), {})).rejects.toMatchObject({ code: "BAD_INPUT" });
    });
  });

  describe("sign-ins", () => {
    it("are found with their person, in any number", async () => {
      const { users } = await openLayer(options);
      const ada = await users.upsertUser(userRow("ada"), {});
      const one = signInRow(ada, { userAgent: "Firefox" });
      const two = signInRow(ada);
      await users.addSignIn(one);
      await users.addSignIn(two);
      const found = await users.findSignIns([two.id, "unknown", one.id]);
      expect(found).toHaveLength(2);
      expect(found).toContainEqual({ signIn: one, user: ada });
      expect(found).toContainEqual({ signIn: two, user: ada });
      expect(await users.findSignIns([])).toEqual([]);
    });

    it("keep the first of two with one id", async () => {
      const { users } = await openLayer(options);
      const ada = await users.upsertUser(userRow("ada"), {});
      const first = signInRow(ada);
      await users.addSignIn(first);
      await users.revokeSignIns({ id: first.id }, LATER);
      expect(await users.addSignIn({ ...first, userAgent: "other" })).toEqual({ ...first, revokedAt: LATER });
    });

    it("end one by one or all of a person, and tell which ended now", async () => {
      const { users } = await openLayer(options);
      const [ada, bob] = [await users.upsertUser(userRow("ada"), {}), await users.upsertUser(userRow("bob"), {})];
      const [one, two, other] = [signInRow(ada), signInRow(ada), signInRow(bob)];
      for (const row of [one, two, other]) await users.addSignIn(row);
      expect(await users.revokeSignIns({ id: one.id }, CREATED)).toEqual([one.id]);
      expect(await users.revokeSignIns({ id: one.id }, LATER)).toEqual([]);
      expect(await users.revokeSignIns({ userId: ada.id }, LATER)).toEqual([two.id]);
      expect(await revokedAt(users, [one.id, two.id, other.id])).toEqual({ [one.id]: CREATED, [two.id]: LATER, [other.id]: undefined });
    });

    it("remember when they were used, and are forgotten when they are too old", async () => {
      const { users } = await openLayer(options);
      const ada = await users.upsertUser(userRow("ada"), {});
      const [old, young] = [signInRow(ada, { expiresAt: CREATED }), signInRow(ada)];
      await users.addSignIn(old);
      await users.addSignIn(young);
      await users.touchSignIns([young.id, "unknown"], LATER);
      expect(await users.deleteExpiredSignIns(LATER)).toBe(1);
      expect((await users.findSignIns([old.id, young.id])).map(({ signIn }) => signIn)).toEqual([{ ...young, seenAt: LATER }]);
    });
  });

  if (!options.durable) return;
  it("finds people and sign-ins again after a restart", async () => {
    const place = newId();
    const first = await openLayer(options, place);
    const ada = await first.users.upsertUser(userRow("ada", { roles: ["admin"] }), {});
    const signIn = await first.users.addSignIn(signInRow(ada));
    await first.close();
    const second = await openLayer(options, place);
    expect(await second.users.findSignIns([signIn.id])).toEqual([{ signIn, user: ada }]);
  });
}

function userRow(identifier: string, more: Partial<UserRow> = {}): UserRow {
  return { id: newId(), identifier, roles: [], metadata: {}, createdAt: CREATED, updatedAt: CREATED, ...more };
}

function signInRow(user: UserRow, more: Partial<SignInRow> = {}): SignInRow {
  return { id: newId(), userId: user.id, createdAt: CREATED, expiresAt: "2025-04-01T10:00:00.000Z", seenAt: CREATED, ...more };
}

async function revokedAt(users: UserStore, ids: readonly string[]) {
  return Object.fromEntries((await users.findSignIns(ids)).map(({ signIn }) => [signIn.id, signIn.revokedAt]));
}
