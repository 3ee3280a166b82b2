import { describe, expect, it } from "vitest";
import type { KeyRing, SecretKey } from "../config/secret.ts";
import { createManualClock } from "../manual-clock.ts";
import { bearerOwner, hasIdentityCookie, isListed, ownerOf, welcomeVisitor } from "./owners.ts";
import { createTokens } from "./tokens.ts";

function toKey(id: string): SecretKey {
  return { id, bytes: new TextEncoder().encode(id.repeat(40)) };
}

function tokensOf(current: SecretKey, previous?: SecretKey) {
  const keys: KeyRing = { current, previous, source: "memory", find: (id) => [current, previous].find((key) => key?.id === id) };
  return createTokens(keys, createManualClock());
}

const options = { rootPath: "", secure: false };
const toHeader = (setCookie: string | undefined) => setCookie?.split(";")[0];

describe("owners", () => {
  it("knows a visitor again by the cookie they were given, and gives them no second one", async () => {
    const tokens = tokensOf(toKey("one"));
    const { owner, setCookie } = await welcomeVisitor(tokens, undefined, options);
    expect(owner).toMatch(/^visitor:[0-9a-f-]{36}$/);
    expect(await ownerOf(tokens, `theme=dark; ${toHeader(setCookie)}`)).toBe(owner);
    expect(await welcomeVisitor(tokens, toHeader(setCookie), options)).toEqual({ owner, setCookie: undefined });
  });

  it("gives a cookie that scripts cannot read, for the root path and a year, and over HTTPS for nothing else", async () => {
    const tokens = tokensOf(toKey("one"));
    const { setCookie } = await welcomeVisitor(tokens, undefined, { rootPath: "/chat", secure: true });
    expect(setCookie?.split("; ").slice(1).sort()).toEqual(["HttpOnly", "Max-Age=31536000", "Path=/chat", "SameSite=Lax", "Secure"]);
    expect((await welcomeVisitor(tokens, undefined, options)).setCookie).not.toContain("Secure");
  });

  it("takes a cookie that proves nothing for none, and gives a new identity", async () => {
    const tokens = tokensOf(toKey("one"));
    const cookie = "colloquy_visitor_one=visitor%3Asomebody-else";
    expect(await ownerOf(tokens, cookie)).toBeUndefined();
    expect(await ownerOf(tokens, undefined)).toBeUndefined();
    expect(hasIdentityCookie(tokens, cookie)).toBe(true);
    expect(hasIdentityCookie(tokens, "theme=dark")).toBe(false);
    expect((await welcomeVisitor(tokens, cookie, options)).setCookie).toBeDefined();
  });

  it("keeps apart the cookies of two apps on one host, which browsers send to both", async () => {
    const [one, two] = [tokensOf(toKey("one")), tokensOf(toKey("two"))];
    const first = await welcomeVisitor(one, undefined, options);
    const second = await welcomeVisitor(two, toHeader(first.setCookie), options);
    const both = `${toHeader(first.setCookie)}; ${toHeader(second.setCookie)}`;
    expect(await ownerOf(one, both)).toBe(first.owner);
    expect(await ownerOf(two, both)).toBe(second.owner);
  });

  it("moves a visitor to the new key without making them somebody else", async () => {
    const first = await welcomeVisitor(tokensOf(toKey("one")), undefined, options);
    const rotated = tokensOf(toKey("two"), toKey("one"));
    const second = await welcomeVisitor(rotated, toHeader(first.setCookie), options);
    expect(second.owner).toBe(first.owner);
    expect(await ownerOf(tokensOf(toKey("two")), toHeader(second.setCookie))).toBe(first.owner);
  });

  it("makes a bearer of a secret without telling the secret, and never lists what is theirs", () => {
    const owner = bearerOwner("a secret");
    expect(owner).toBe(bearerOwner("a secret"));
    expect(owner).not.toBe(bearerOwner("another"));
    expect(owner).not.toContain("secret");
    expect(isListed(owner)).toBe(false);
    expect(isListed("visitor:x")).toBe(true);
  });
});
