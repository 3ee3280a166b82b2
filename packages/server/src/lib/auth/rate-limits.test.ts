import { describe, expect, it } from "vitest";
import { createRateLimits } from "./rate-limits.ts";

const limits = () => createRateLimits({ requestsPerSecond: 2, messagesPerMinute: 3, newVisitorsPerMinute: 1, signInsPerMinute: 30 });

describe("rate limits", () => {
  it("let a burst of requests through, then say how long to wait, and touch nobody else", async () => {
    const { request } = limits();
    for (let n = 0; n < 10; n++) await request("one");
    await expect(request("one")).rejects.toMatchObject({ code: "OVERLOADED", fix: expect.stringMatching(/^Wait [1-5] seconds? and/) });
    await expect(request("two")).resolves.toBeUndefined();
  });

  it("count messages by person and new visitors by address, each for themselves", async () => {
    const { message, newVisitor, request } = limits();
    for (let n = 0; n < 3; n++) await message("visitor:a");
    await expect(message("visitor:a")).rejects.toMatchObject({ code: "OVERLOADED" });
    await newVisitor("192.0.2.1");
    await expect(newVisitor("192.0.2.1")).rejects.toMatchObject({
      code: "OVERLOADED",
      message: "Too many new visitors from this network.",
    });
    await newVisitor("192.0.2.2");
    await request("visitor:a");
  });

  it("count all addresses that one person with IPv6 has as one", async () => {
    const { newVisitor, signIn } = limits();
    await newVisitor("2001:db8:0:1::1");
    await expect(newVisitor("2001:db8:0:1:ffff::2")).rejects.toMatchObject({ code: "OVERLOADED" });
    await newVisitor("2001:db8:0:2::1");
    for (let n = 0; n < 30; n++) await signIn(`2001:db8:0:1::${n}`);
    await expect(signIn("2001:db8:0:1::ffff")).rejects.toMatchObject({ code: "OVERLOADED" });
  });
});
