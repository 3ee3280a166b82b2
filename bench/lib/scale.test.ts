import { describe, expect, it } from "vitest";
import { type Costs, type Habits, type Layout, needsOf, simulateCrowd } from "./scale.ts";

const HABITS: Habits = { pause: 75, answerTokens: 300, answerSpread: 0, tokensPerSecond: 50, visit: 600 };
const NOTHING: Costs = {
  token: 0,
  followedToken: 0,
  message: 0,
  connection: 0,
  append: 0,
  storedMessage: 0,
  storedText: 0,
  storedRecord: 0,
  openChat: 0,
  followedChat: 0,
};
const LAYOUT: Layout = { followed: 0.5, appendsFollowed: 30, appendsAlone: 10, fill: 0.5, nodeMemory: 1 };

describe("a simulated crowd", () => {
  it("runs as many answers as their length and the pauses say, and at its worst some more", () => {
    const crowd = simulateCrowd(100_000, HABITS);
    // Six of 81 seconds.
    expect(crowd.running / 100_000).toBeCloseTo(6 / 81, 2);
    expect(crowd.messages).toBeGreaterThan((100_000 / 81) * 0.97);
    expect(crowd.messages).toBeLessThan((100_000 / 81) * 1.03);
    expect(crowd.runningAtWorst).toBeGreaterThan(crowd.running);
    expect(crowd.runningAtWorst).toBeLessThan(crowd.running * 1.1);
    expect(simulateCrowd(100_000, HABITS)).toEqual(crowd);
  });

  it("is less even the smaller it is", () => {
    const [few, many] = [simulateCrowd(100, HABITS), simulateCrowd(1_000_000, HABITS)];
    expect(few.runningAtWorst / few.running).toBeGreaterThan(many.runningAtWorst / many.running);
  });
});

describe("what a crowd needs", () => {
  const crowd = { people: 1024 ** 2, running: 0, runningAtWorst: 1_000, messages: 0, arrivals: 0 };

  it("is what its tokens cost, at the node that runs the chat and at the one that shows it", () => {
    const needs = needsOf(crowd, { ...NOTHING, token: 20, followedToken: 10 }, HABITS, LAYOUT);
    // 50,000 tokens a second, 25 µs each, on cores that are half full.
    expect(needs.nodesByCpu).toBeCloseTo(2.5);
    expect(needs.redisCores).toBe(0);
  });

  it("is an append of the log for each gap, more of them where somebody follows", () => {
    expect(needsOf(crowd, { ...NOTHING, append: 20 }, HABITS, LAYOUT).redisCores).toBeCloseTo(0.8);
    expect(needsOf(crowd, { ...NOTHING, append: 20 }, HABITS, { ...LAYOUT, followed: 0 }).redisCores).toBeCloseTo(0.4);
  });

  it("is the memory of all chats that are open", () => {
    expect(needsOf(crowd, { ...NOTHING, openChat: 2, followedChat: 2 }, HABITS, LAYOUT).nodesByMemory).toBeCloseTo(3);
  });
});
