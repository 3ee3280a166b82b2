import { describe, expect, it } from "vitest";
import { loadSecret } from "../config/secret.ts";
import { createMemoryCounts } from "../counts/drivers/memory.ts";
import { createManualClock } from "../manual-clock.ts";
import { createSealedState } from "./sealed-state.ts";
import { createSignInTokens } from "./sign-in-tokens.ts";
import { createTokens } from "./tokens.ts";

const ring = (now: string, before?: string) => {
  const env = { COLLOQUY_AUTH_SECRET: now.repeat(40), ...(before && { COLLOQUY_AUTH_SECRET_PREVIOUS: before.repeat(40) }) };
  return loadSecret({ appDir: "", env, dev: true });
};

describe("tokens of sign-in", () => {
  it("are good until their time is over, and with the key before the newest", async () => {
    const clock = createManualClock();
    const old = createSignInTokens(ring("a"), clock, createMemoryCounts(clock));
    const rotated = createSignInTokens(ring("b", "a"), clock, createMemoryCounts(clock));
    const token = await old.signReference("secret", new Date(clock.now() + 60_000).toISOString());
    expect(await rotated.verifyReference(token)).toBe("secret");
    expect(await createSignInTokens(ring("b"), clock, createMemoryCounts(clock)).verifyReference(token)).toBeUndefined();
    await clock.advance(61_000);
    expect(await rotated.verifyReference(token)).toBeUndefined();
  });

  it("hold as long as their sign-in, also when that ends within a second", async () => {
    const clock = createManualClock();
    const tokens = createSignInTokens(ring("a"), clock, createMemoryCounts(clock));
    await clock.advance(900 - (clock.now() % 1000));
    const token = await tokens.signReference("secret", new Date(clock.now() + 1000).toISOString());
    await clock.advance(999);
    expect(await tokens.verifyReference(token)).toBe("secret");
    await clock.advance(1101);
    expect(await tokens.verifyReference(token)).toBeUndefined();
  });

  it("are worth nothing for another purpose", async () => {
    const clock = createManualClock();
    const tokens = createSignInTokens(ring("a"), clock, createMemoryCounts(clock));
    const others = createTokens(ring("a"), clock);
    const reference = await tokens.signReference("secret", new Date(clock.now() + 60_000).toISOString());
    const ticket = await tokens.signTicket("id");
    expect(await others.verifyVisitor(reference)).toBeUndefined();
    expect(await others.verifyHandle(ticket)).toBeUndefined();
    expect(await tokens.verifyReference(ticket)).toBeUndefined();
    expect(await tokens.redeemTicket(reference)).toBeUndefined();
    for (const token of [reference, ticket, await others.signVisitor("8c7ae0c4-5d2c-4f6a-9d5c-0f3f6f1b2a3d")])
      expect(await tokens.verifyHostToken(token)).toBeUndefined();
  });

  it("let a ticket in once, and for a minute", async () => {
    const clock = createManualClock();
    const tokens = createSignInTokens(ring("a"), clock, createMemoryCounts(clock));
    const [one, two] = [await tokens.signTicket("one"), await tokens.signTicket("two")];
    expect(await tokens.redeemTicket(one)).toBe("one");
    expect(await tokens.redeemTicket(one)).toBeUndefined();
    await clock.advance(61_000);
    expect(await tokens.redeemTicket(two)).toBeUndefined();
  });
});

describe("a ticket on several nodes", () => {
  it("lets in once, whichever node it is shown to", async () => {
    const clock = createManualClock();
    const counts = createMemoryCounts(clock);
    const [one, two] = [createSignInTokens(ring("a"), clock, counts), createSignInTokens(ring("a"), clock, counts)];
    const ticket = await one.signTicket("one");
    const shown = await Promise.all([one, two, one, two].map((node) => node.redeemTicket(ticket)));
    expect(shown.filter((signInId) => signInId === "one")).toHaveLength(1);
  });
});

describe("sealed state", () => {
  it("comes back as it was, and tells nobody what it is", async () => {
    const clock = createManualClock();
    const sealed = await createSealedState(ring("a"), clock).seal({ verifier: "a word nobody may read" });
    expect(
      sealed
        .split(".")
        .map((part) => Buffer.from(part, "base64url").toString("latin1"))
        .join(" "),
    ).not.toContain("nobody");
    expect(await createSealedState(ring("b", "a"), clock).open(sealed)).toMatchObject({ verifier: "a word nobody may read" });
    expect(await createSealedState(ring("c"), clock).open(sealed)).toBeUndefined();
    expect(await createSealedState(ring("a"), clock).open(`${sealed.slice(0, -4)}AAAA`)).toBeUndefined();
    expect(await createSealedState(ring("a"), clock).open("")).toBeUndefined();
    await clock.advance(601_000);
    expect(await createSealedState(ring("a"), clock).open(sealed)).toBeUndefined();
  });
});
