import { newId, type SessionId } from "@colloquy/protocol";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import type { KeyRing, SecretKey } from "../config/secret.ts";
import { createManualClock } from "../manual-clock.ts";
import { createTokens } from "./tokens.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

function toKey(id: string): SecretKey {
  return { id, bytes: new TextEncoder().encode(id.repeat(40)) };
}

function ringOf(current: SecretKey, previous?: SecretKey): KeyRing {
  return { current, previous, source: "memory", find: (id) => [current, previous].find((key) => key?.id === id) };
}

describe("tokens", () => {
  const clock = createManualClock();
  const old = toKey("old");
  const claims = { sessionId: newId<SessionId>(), owner: `visitor:${newId()}` };

  it("gives back what it signed", async () => {
    const tokens = createTokens(ringOf(old), clock);
    const visitorId = newId();
    expect(await tokens.verifyHandle(await tokens.signHandle(claims))).toEqual(claims);
    expect(await tokens.verifyVisitor(await tokens.signVisitor(visitorId))).toEqual({ visitorId, stale: false });
  });

  it("believes no token that was made for another purpose, by another server, without a signature, or changed", async () => {
    const tokens = createTokens(ringOf(old), clock);
    const other = createTokens(ringOf({ id: "old", bytes: toKey("new").bytes }), clock);
    const handle = await tokens.signHandle(claims);
    const [header, , signature] = handle.split(".");
    const forged = Buffer.from(JSON.stringify({ sid: claims.sessionId, sub: "visitor:me", aud: "colloquy/handle" })).toString("base64url");
    const none = Buffer.from(JSON.stringify({ alg: "none", kid: "old" })).toString("base64url");
    expect(await tokens.verifyVisitor(handle)).toBeUndefined();
    expect(await tokens.verifyHandle(await tokens.signVisitor(newId()))).toBeUndefined();
    expect(await other.verifyHandle(handle)).toBeUndefined();
    expect(await tokens.verifyHandle(`${header}.${forged}.${signature}`)).toBeUndefined();
    expect(await tokens.verifyHandle(`${none}.${forged}.`)).toBeUndefined();
    for (const garbage of ["", ".", "..", "a.b.c", "\0", "{}", "é.é.é", "x".repeat(10_000)])
      expect(await tokens.verifyHandle(garbage)).toBeUndefined();
  });

  it("keeps believing tokens of the previous key, and says that they are stale", async () => {
    const before = createTokens(ringOf(old), clock);
    const after = createTokens(ringOf(toKey("new"), old), clock);
    const visitorId = newId();
    expect(await after.verifyVisitor(await before.signVisitor(visitorId))).toEqual({ visitorId, stale: true });
    expect(await after.verifyHandle(await before.signHandle(claims))).toEqual(claims);
    expect(await createTokens(ringOf(toKey("new")), clock).verifyHandle(await before.signHandle(claims))).toBeUndefined();
  });

  it("forgets a visitor after a year, and asks to renew after a month; a handle has no date of its own", async () => {
    const tokens = createTokens(ringOf(old), clock);
    const [token, handle] = [await tokens.signVisitor(newId()), await tokens.signHandle(claims)];
    await clock.advance(31 * DAY_MS);
    expect((await tokens.verifyVisitor(token))?.stale).toBe(true);
    await clock.advance(335 * DAY_MS);
    expect(await tokens.verifyVisitor(token)).toBeUndefined();
    expect(await tokens.verifyHandle(handle)).toEqual(claims);
  });

  it("takes only ids as ids, whoever signed them", async () => {
    const tokens = createTokens(ringOf(old), clock);
    const token = await new SignJWT({ sid: "../../etc", sub: "visitor:x" })
      .setProtectedHeader({ alg: "HS256", kid: "old" })
      .setAudience("colloquy/handle")
      .sign(old.bytes);
    expect(await tokens.verifyHandle(token)).toBeUndefined();
  });
});
