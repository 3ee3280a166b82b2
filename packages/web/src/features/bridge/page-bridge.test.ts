// Who is heard and told, and who answers a function.
import type { CallId, PageCall, PageCallResult, TurnId } from "@colloquy/protocol";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type CallDetail, PageBridge } from "./page-bridge.ts";

const HERE = "https://chat.example";
const AROUND = "https://shop.example";

interface Given {
  readonly around?: string;
  readonly framed?: boolean;
}

function open(origins: readonly string[], { around, framed = true }: Given = {}) {
  const heard: unknown[] = [];
  const answers: [CallId, PageCallResult][] = [];
  const calls: PageCall[] = [];
  const told: [unknown, string][] = [];
  const target = new EventTarget();
  const post = (data: unknown, origin: string) => void told.push([data, origin]);
  const page = {
    dispatchEvent: (event: Event) => target.dispatchEvent(event),
    postMessage: post,
    parent: { postMessage: post },
    location: { origin: HERE, ancestorOrigins: around === undefined ? [] : [around] },
    // As after a sign-in elsewhere: whoever was here before is not who is around.
    document: { referrer: "https://login.example/done" },
  };
  if (!framed) page.parent = page;
  const client = {
    store: { getOverview: () => ({ calls: [...calls] }) },
    answerCall: async (id: CallId, result: PageCallResult) => void answers.push([id, result]),
    sendWindowMessage: async (data: unknown) => void heard.push(data),
  };
  return { bridge: new PageBridge(client, origins, page as never), page, target, heard, answers, calls, told };
}

const say = (data: unknown, origin: string, source: unknown = null) => ({ data, origin, source }) as MessageEvent;

describe("window messages", () => {
  it("are heard from this origin and those that are named, and from no others", () => {
    const { bridge, heard } = open([AROUND]);
    for (const origin of [HERE, AROUND, "https://evil.example", "null", `${AROUND}.evil.example`]) bridge.hear(say(origin, origin));
    expect(heard).toEqual([HERE, AROUND]);
  });

  it("are heard from everybody only where the app says so; what is no JSON is not", () => {
    const { bridge, heard } = open(["*"]);
    const circle: Record<string, unknown> = {};
    circle["circle"] = circle;
    for (const data of [{ a: 1 }, undefined, circle, () => 1]) bridge.hear(say(data, "null"));
    expect(heard).toEqual([{ a: 1 }]);
  });

  it("go to the page around only when it is named, and to nobody else", () => {
    const known = open([AROUND], { around: AROUND });
    known.bridge.say("hello");
    expect(known.told).toEqual([["hello", AROUND]]);
    const stranger = open([AROUND], { around: "https://evil.example" });
    stranger.bridge.say("hello");
    expect(stranger.told).toEqual([]);
    const anybody = open(["*"], { around: "https://evil.example" });
    anybody.bridge.say("hello");
    expect(anybody.told).toEqual([["hello", "*"]]);
    const unknown = open([AROUND]);
    unknown.bridge.say("hello");
    expect(unknown.told.map(([, origin]) => origin)).toEqual([HERE, AROUND]);
    const unknownToAll = open(["*"]);
    unknownToAll.bridge.say("hello");
    expect(unknownToAll.told).toEqual([["hello", "*"]]);
  });

  it("of a page that stands for itself reach its own scripts, and do not come back to the app", () => {
    const { bridge, page, told, heard } = open([], { framed: false });
    bridge.say({ n: 1 });
    expect(told).toEqual([[{ n: 1 }, HERE]]);
    bridge.hear(say({ n: 1 }, HERE, page));
    expect(heard).toEqual([]);
    bridge.hear(say({ n: 1 }, HERE, page));
    expect(heard).toEqual([{ n: 1 }]);
  });
});

describe("a function of the page", () => {
  let opened: ReturnType<typeof open>;
  const id = "c1" as CallId;
  beforeEach(() => {
    opened = open([]);
    opened.calls.push({ id, turnId: "t1" as TurnId, name: "add", args: { a: 1, b: 2 }, deadlineAt: "2026-01-01T00:00:00.000Z" });
  });

  it("is asked for once, and its first answer counts, also a promise", async () => {
    const { bridge, target, answers } = opened;
    let asked = 0;
    target.addEventListener("colloquy-call", (event) => {
      const { name, args, answer } = (event as CustomEvent<CallDetail>).detail;
      asked++;
      if (name === "add") answer(Promise.resolve(Number(args["a"]) + Number(args["b"])));
      setTimeout(() => answer("too late"));
    });
    bridge.call();
    bridge.call();
    await vi.waitFor(() => expect(answers).toHaveLength(1));
    expect(asked).toBe(1);
    expect(answers).toEqual([[id, { ok: true, value: 3 }]]);
  });

  it("answers by the event that pages of Chainlit know; nobody who knows it answers nothing", async () => {
    const { bridge, target, answers, calls } = opened;
    bridge.call();
    expect(answers).toEqual([]);
    target.addEventListener("chainlit-call-fn", (event) =>
      (event as CustomEvent).detail.callback({ name: (event as CustomEvent).detail.name }),
    );
    calls.push({ id: "c2" as CallId, turnId: "t1" as TurnId, name: "who", args: {}, deadlineAt: "2026-01-01T00:00:00.000Z" });
    bridge.call();
    await vi.waitFor(() => expect(answers).toEqual([["c2", { ok: true, value: { name: "who" } }]]));
  });

  it("that fails, or returns what is no JSON, says why", async () => {
    const { bridge, target, answers, calls } = opened;
    calls.push({ id: "c2" as CallId, turnId: "t1" as TurnId, name: "big", args: {}, deadlineAt: "2026-01-01T00:00:00.000Z" });
    target.addEventListener("colloquy-call", (event) => {
      const { name, answer, fail } = (event as CustomEvent<CallDetail>).detail;
      if (name === "big") answer(10n);
      else fail("No numbers here.");
    });
    bridge.call();
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    expect(new Map(answers)).toEqual(
      new Map([
        [id, { ok: false, message: "No numbers here." }],
        ["c2" as CallId, { ok: false, message: "big returned what is no JSON." }],
      ]),
    );
  });
});
