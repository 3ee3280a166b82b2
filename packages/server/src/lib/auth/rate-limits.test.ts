import { describe, expect, it } from "vitest";
import { createMemoryCounts } from "../counts/drivers/memory.ts";
import { createRateLimits } from "./rate-limits.ts";

const LIMITS = {
  requestsPerSecond: 2,
  addressRequestsPerSecond: 4,
  addressConnections: 2,
  addressConnectionsPerMinute: 3,
  messagesPerMinute: 3,
  newVisitorsPerMinute: 1,
  signInsPerMinute: 30,
};

const limits = (together = createMemoryCounts()) => createRateLimits(LIMITS, { here: createMemoryCounts(), together });

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

  it("count what elements change and call by person, apart from each other", async () => {
    const { elementChange, elementCall } = limits();
    for (let n = 0; n < 300; n++) await elementChange("visitor:a");
    await expect(elementChange("visitor:a")).rejects.toMatchObject({ code: "OVERLOADED", message: "This element changes too often." });
    for (let n = 0; n < 120; n++) await elementCall("visitor:a");
    await expect(elementCall("visitor:a")).rejects.toMatchObject({ code: "OVERLOADED", message: "Elements call too many actions." });
    await elementChange("visitor:b");
    await elementCall("visitor:b");
  });

  it("count all addresses that one person with IPv6 has as one", async () => {
    const { newVisitor, signIn } = limits();
    await newVisitor("2001:db8:0:1::1");
    await expect(newVisitor("2001:db8:0:1:ffff::2")).rejects.toMatchObject({ code: "OVERLOADED" });
    await newVisitor("2001:db8:0:2::1");
    for (let n = 0; n < 30; n++) await signIn(`2001:db8:0:1::${n}`);
    await expect(signIn("2001:db8:0:1::ffff")).rejects.toMatchObject({ code: "OVERLOADED" });
  });

  it("count the requests and connections of a network, whoever of it they are of", async () => {
    const { knock, connection } = limits();
    for (let n = 0; n < 20; n++) await knock(`2001:db8:0:1::${n}`);
    await expect(knock("2001:db8:0:1::ffff")).rejects.toMatchObject({
      code: "OVERLOADED",
      message: "Too many requests from this network.",
    });
    await knock("192.0.2.1");
    for (let n = 0; n < 3; n++) await connection("192.0.2.1");
    await expect(connection("192.0.2.1")).rejects.toMatchObject({ code: "OVERLOADED", message: "Too many connections from this network." });
    await connection("192.0.2.2");
  });

  it("count attempts to sign in apart from returns of those that went elsewhere", async () => {
    const { signIn, signInReturn } = limits();
    for (let n = 0; n < 30; n++) await Promise.all([signIn("192.0.2.1"), signInReturn("192.0.2.1")]);
    await expect(signInReturn("192.0.2.1")).rejects.toMatchObject({ code: "OVERLOADED" });
  });

  it("count what costs the app over all nodes, and what floods one node there", async () => {
    const together = createMemoryCounts();
    const [one, two] = [limits(together), limits(together)];
    for (let n = 0; n < 3; n++) await (n % 2 ? one : two).message("visitor:a");
    for (const node of [one, two]) await expect(node.message("visitor:a")).rejects.toMatchObject({ code: "OVERLOADED" });
    for (let n = 0; n < 10; n++) await one.request("visitor:a");
    await expect(one.request("visitor:a")).rejects.toMatchObject({ code: "OVERLOADED" });
    await two.request("visitor:a");
  });

  it("have room for a connection again when another one of its network has ended", () => {
    const { open } = limits();
    const leave = open.join("2001:db8:0:1::1");
    open.join("2001:db8:0:1::2");
    expect([open.hasRoom("2001:db8:0:1::3"), open.hasRoom("2001:db8:0:2::1")]).toEqual([false, true]);
    leave();
    leave();
    expect(open.hasRoom("2001:db8:0:1::3")).toBe(true);
    open.join("2001:db8:0:1::3");
    expect(open.hasRoom("2001:db8:0:1::3")).toBe(false);
  });

  it("take the packets of a connection and of its network up to a number in five seconds, and forget", () => {
    const { packets } = limits();
    const counters = ["192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"].map((address) => packets.counterFor(address));
    const taken = (which: number, at: number) => Array.from({ length: 60 }, () => counters[which]?.(at)).filter(Boolean).length;
    // Whoever only chats is let be, beside others of the same network who flood.
    expect([0, 1, 2, 3].map((which) => taken(which, 0))).toEqual([50, 40, 2, 50]);
    expect(counters[0]?.(4999)).toBe(false);
    expect(taken(0, 5000)).toBe(50);
  });
});
