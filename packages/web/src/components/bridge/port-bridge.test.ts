// Two sides of a port, one of which may be anybody.
// @vitest-environment node
import { afterEach, describe, expect, it } from "vitest";
import { type BridgeLimits, type BridgeMethods, PortBridge } from "./port-bridge.ts";

const opened: PortBridge[] = [];
const ports: MessagePort[] = [];

function open(methods: BridgeMethods, limits: Partial<BridgeLimits> = {}, theirs: BridgeMethods = {}) {
  const { port1, port2 } = new MessageChannel();
  const page = new PortBridge(port1, methods, limits);
  const frame = new PortBridge(port2, theirs);
  opened.push(page, frame);
  return { page, frame };
}

/** A side that keeps to no rules. */
function openRaw(methods: BridgeMethods, limits: Partial<BridgeLimits> = {}) {
  const { port1, port2 } = new MessageChannel();
  opened.push(new PortBridge(port1, methods, limits));
  ports.push(port2);
  const heard: unknown[] = [];
  port2.onmessage = ({ data }) => heard.push(JSON.parse(data as string));
  return { say: (data: unknown) => port2.postMessage(JSON.stringify(data)), sayRaw: (data: unknown) => port2.postMessage(data), heard };
}

afterEach(() => {
  for (const bridge of opened.splice(0)) bridge.close();
  for (const port of ports.splice(0)) port.close();
});

describe("a bridge over a port", () => {
  it("answers a request with what its method returns, and a failed one with its message", async () => {
    const fail = () => {
      throw new Error("It rains.");
    };
    const { frame } = open({ requests: { add: (params) => Object.values(params as object).length, fail } });
    await expect(frame.request("add", { a: 1, b: 2 })).resolves.toBe(2);
    await expect(frame.request("fail", {})).rejects.toThrow("It rains.");
  });

  it("knows only the methods it names, and nothing that every object has", async () => {
    const { frame } = open({ requests: {} });
    for (const method of ["constructor", "toString", "__proto__", "hasOwnProperty"])
      await expect(frame.request(method, {})).rejects.toThrow("There is no such method.");
  });

  it("does not hear what is no message", async () => {
    const told: unknown[] = [];
    const { say, sayRaw, heard } = openRaw(
      { requests: { ask: () => "answer" }, notices: { tell: (params) => told.push(params) } },
      { messageLength: 200 },
    );
    const circle: Record<string, unknown> = { jsonrpc: "2.0", method: "tell" };
    circle["params"] = circle;
    for (const odd of [undefined, null, 7, "tell", "{", circle, new Map(), { jsonrpc: "2.0", method: "tell" }]) sayRaw(odd);
    for (const odd of [null, 7, "tell", [], { method: "tell" }, { jsonrpc: "1.0", method: "tell" }]) say(odd);
    say({ jsonrpc: "2.0", method: "tell", params: "x".repeat(300) });
    say({ jsonrpc: "2.0", id: {}, method: ["ask"] });
    say({ jsonrpc: "2.0", id: 1, result: "of nothing" });
    say({ jsonrpc: "2.0", id: 9, method: "ask" });
    await expect.poll(() => heard).toEqual([{ jsonrpc: "2.0", id: 9, result: "answer" }]);
    expect(told).toEqual([]);
  });

  it("does not send what the other side would not hear, and says so", async () => {
    const { frame, page } = open({ requests: { much: () => "x".repeat(600 * 1024) } });
    await expect(frame.request("much", { text: "x".repeat(600 * 1024) })).rejects.toThrow("more than one message may hold");
    await expect(frame.request("much", {})).rejects.toThrow("more than one message may hold");
    page.close();
  });

  it("is closed to who goes on with what is no message", async () => {
    const { say, sayRaw, heard } = openRaw({ requests: { ask: () => "answer" } }, { messageLength: 200 });
    for (let n = 0; n < 50; n++) sayRaw({ much: "x".repeat(1_000) });
    say({ jsonrpc: "2.0", id: 1, method: "ask" });
    await expect.poll(() => heard).toEqual([{ jsonrpc: "2.0", id: 1, result: "answer" }]);
    sayRaw("x".repeat(1_000));
    say({ jsonrpc: "2.0", id: 2, method: "ask" });
    await new Promise<void>((done) => setImmediate(() => setImmediate(done)));
    expect(heard).toHaveLength(1);
  });

  it("goes on when a notice breaks its method", async () => {
    const told: unknown[] = [];
    const tell = (params: unknown) => {
      told.push((params as { readonly deep: { readonly word: string } }).deep.word);
    };
    const { say } = openRaw({ notices: { tell } });
    say({ jsonrpc: "2.0", method: "tell" });
    say({ jsonrpc: "2.0", method: "tell", params: { deep: { word: "heard" } } });
    await expect.poll(() => told).toEqual(["heard"]);
  });

  it("refuses more than it has room for at once, and goes on when there is room", async () => {
    let release = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { frame } = open({ requests: { wait: () => gate, quick: () => "done" } }, { openRequests: 2 });
    const first = [frame.request("wait", {}), frame.request("wait", {})];
    await expect(frame.request("quick", {})).rejects.toThrow("Too many requests are open.");
    release();
    await Promise.all(first);
    await expect(frame.request("quick", {})).resolves.toBe("done");
  });

  it("refuses who sends without an end", async () => {
    const { frame } = open({ requests: { quick: () => "done" } }, { messagesPerSecond: 10 });
    const outcomes = await Promise.allSettled(Array.from({ length: 40 }, () => frame.request("quick", {})));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  });

  it("is closed to who sends more in a second than it can read, before it reads it", async () => {
    const told: unknown[] = [];
    let floods = 0;
    const { port1, port2 } = new MessageChannel();
    const limits = { messageLength: 400, lengthPerSecond: 1_000 };
    const methods = { notices: { tell: (params: unknown) => told.push(params) } };
    opened.push(new PortBridge(port1, methods, limits, () => void (floods += 1)));
    ports.push(port2);
    for (let n = 0; n < 20; n++) port2.postMessage(JSON.stringify({ jsonrpc: "2.0", method: "tell", params: "x".repeat(300) }));
    await expect.poll(() => floods).toBe(1);
    await new Promise<void>((done) => setImmediate(() => setImmediate(done)));
    expect([told.length, floods]).toEqual([2, 1]);
  });

  it("is closed to who sends far too many", async () => {
    let floods = 0;
    const { port1, port2 } = new MessageChannel();
    opened.push(new PortBridge(port1, {}, { messagesPerSecond: 5 }, () => void (floods += 1)));
    ports.push(port2);
    for (let n = 0; n < 60; n++) port2.postMessage(JSON.stringify({ jsonrpc: "2.0", method: "tell" }));
    await expect.poll(() => floods).toBe(1);
  });

  it("gives up on a side that does not answer, and on all when it is closed", async () => {
    const never = () => new Promise(() => {});
    const { page } = open({}, {}, { requests: { never } });
    await expect(page.request("never", {}, 30)).rejects.toThrow("No answer came in time.");
    const waits = page.request("never", {});
    page.close();
    await expect(waits).rejects.toThrow("The bridge is closed.");
    await expect(page.request("never", {})).rejects.toThrow("The bridge is closed.");
  });
});
