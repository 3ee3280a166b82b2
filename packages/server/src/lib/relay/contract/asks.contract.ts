import { ChatError, newId } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { followChat, newPlace, newThread, openNode, ownChat, type RelayContractOptions } from "./open-nodes.ts";

/** Requests from one node to another. */
export function describeAsks(options: RelayContractOptions): void {
  it("brings a request to a node and its answer back", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const body = { text: "Straße 東京 \ud83d\ude80", list: [1, null], long: "x".repeat(100_000) };
    expect(await two.relay.ask(one.relay.nodeId, { kind: "sendMessage", body })).toEqual({ is: "answered", body });
    expect(one.asked).toEqual([["sendMessage", body, two.relay.nodeId]]);
    expect(await one.relay.ask(one.relay.nodeId, { kind: "own", body: 1 })).toEqual({ is: "answered", body: 1 });
  });

  it("throws what the other side has thrown, and keeps what is no ChatError to itself", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    one.answer = async () => {
      throw new ChatError("INVALID_VALUES", "Not like this.", { fix: "Like that.", fields: { name: "too long" } });
    };
    const refused = { code: "INVALID_VALUES", message: "Not like this.", fix: "Like that.", fields: { name: "too long" } };
    await expect(two.relay.ask(one.relay.nodeId, { kind: "k", body: null })).rejects.toMatchObject(refused);
    one.answer = async () => {
      throw new Error("the password is harbour");
    };
    const internal = await two.relay.ask(one.relay.nodeId, { kind: "k", body: null }).catch((error: unknown) => error);
    expect(internal).toMatchObject({ code: "INTERNAL" });
    expect(JSON.stringify(internal)).not.toContain("harbour");
  });

  it("knows at once that nobody is there, and after its time that no answer comes", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const began = performance.now();
    expect(await two.relay.ask(newId(), { kind: "k", body: 1 }, { timeoutMs: 30_000 })).toEqual({ is: "nobody" });
    expect(performance.now() - began).toBeLessThan(10_000);
    one.answer = () => new Promise(() => undefined);
    expect(await two.relay.ask(one.relay.nodeId, { kind: "k", body: 1 }, { timeoutMs: 200 })).toEqual({ is: "late" });
    const gone = one.relay.nodeId;
    await one.relay.leave();
    expect(await two.relay.ask(gone, { kind: "k", body: 1 }, { timeoutMs: 30_000 })).toEqual({ is: "nobody" });
  });

  it("does a request once that arrives twice", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    one.faults.doubles = true;
    expect(await two.relay.ask(one.relay.nodeId, { kind: "k", body: 1 })).toEqual({ is: "answered", body: 1 });
    expect(await two.relay.ask(one.relay.nodeId, { kind: "k", body: 2 })).toEqual({ is: "answered", body: 2 });
    expect(one.asked.map(([, body]) => body)).toEqual([1, 2]);
  });

  it("says so when the node itself is cut off", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    two.faults.cut();
    await expect(two.relay.ask(one.relay.nodeId, { kind: "k", body: 1 })).rejects.toMatchObject({ code: "UNAVAILABLE" });
    await expect(two.relay.find(newThread())).rejects.toMatchObject({ code: "UNAVAILABLE" });
    two.faults.mend();
    expect(await two.relay.ask(one.relay.nodeId, { kind: "k", body: 2 })).toEqual({ is: "answered", body: 2 });
  });

  it("asks the owner of a chat that is followed, and the next one where that has changed", async () => {
    const place = newPlace();
    const nodes = [await openNode(options, place), await openNode(options, place), await openNode(options, place)] as const;
    const [one, two, three] = nodes;
    const threadId = newThread();
    for (const node of [one, three]) node.answer = async () => node.relay.nodeId;
    const chat = await ownChat(one, threadId);
    const first = await two.relay.follow(threadId, { onSnapshot() {}, onFacts() {}, onEnd() {} });
    expect(await first.ask({ kind: "who", body: null })).toEqual({ is: "answered", body: one.relay.nodeId });
    await chat.owned?.release();
    await ownChat(three, threadId, 2);
    const copy = await followChat(two, threadId);
    expect(copy.snapshots).toBe(1);
    await one.relay.leave();
    expect(await first.ask({ kind: "who", body: null })).toEqual({ is: "nobody" });
    const second = await two.relay.follow(threadId, { onSnapshot() {}, onFacts() {}, onEnd() {} });
    expect(await second.ask({ kind: "who", body: null })).toEqual({ is: "answered", body: three.relay.nodeId });
  });
}
