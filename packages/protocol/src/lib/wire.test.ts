import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { applyEvent } from "./chat-state/apply-event.ts";
import { emptyChatState } from "./chat-state/chat-state.ts";
import { toCursor } from "./chat-state/replay.ts";
import { toSnapshot } from "./chat-state/snapshot.ts";
import { ChatError, isChatError } from "./errors.ts";
import type { ClientRequest } from "./requests.ts";
import { id } from "./testing/build.ts";
import { SessionModel } from "./testing/session-model.ts";
import { decodeAttach, decodeAttached, decodeFacts, decodeNotice, decodeRequest, decodeServerEvent, decodeSnapshot } from "./wire.ts";

const decoders = { decodeAttach, decodeAttached, decodeFacts, decodeNotice, decodeRequest, decodeServerEvent, decodeSnapshot };

const anyId = fc.uuid().map((uuid) => uuid.toLowerCase());
/** Keys that no client may send stand nowhere in it, however deep. */
const plain = fc
  .dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }).map(throughJson), { noNullPrototype: true })
  .filter((value) => !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)));
const message = fc.record(
  { id: anyId, text: fc.string({ unit: "binary" }), metadata: plain, command: fc.string({ maxLength: 50 }) },
  { requiredKeys: ["id", "text"], noNullPrototype: true },
);
const request = fc.oneof(
  fc.record({ type: fc.constant("sendMessage"), message }, { noNullPrototype: true }),
  fc.record({ type: fc.constant("editMessage"), messageId: anyId, message }, { noNullPrototype: true }),
  fc.record({ type: fc.constant("regenerateTurn"), turnId: anyId }, { noNullPrototype: true }),
  fc.record({ type: fc.constant("selectLeaf"), turnId: anyId }, { noNullPrototype: true }),
  fc.record(
    { type: fc.constant("stopTurn"), turnId: anyId, queue: fc.constantFrom("hold", "run") },
    { requiredKeys: ["type"], noNullPrototype: true },
  ),
  fc.constant({ type: "resumeQueue" }),
  fc.record(
    {
      type: fc.constant("answerAsk"),
      askId: anyId,
      answer: fc.record({ kind: fc.constant("text"), stepId: anyId, text: fc.string() }, { noNullPrototype: true }),
    },
    { noNullPrototype: true },
  ),
  fc.record({ type: fc.constantFrom("changeSettings", "editSettings"), settings: plain }, { noNullPrototype: true }),
  fc.record({ type: fc.constant("selectModes"), modes: fc.constantFrom({}, { Model: "fast" }) }, { noNullPrototype: true }),
  fc.record({ type: fc.constant("selectProfile"), chatProfile: fc.string({ minLength: 1, maxLength: 200 }) }, { noNullPrototype: true }),
  fc.record(
    { type: fc.constant("provideEnv"), env: fc.constantFrom({}, { KEY: "k-1" }, { KEY: "x".repeat(8192), CITY: "" }) },
    { noNullPrototype: true },
  ),
  fc.record({ type: fc.constant("findMentions"), query: fc.string({ maxLength: 200 }) }, { noNullPrototype: true }),
  fc.constant({ type: "leave" }),
);

describe("our codec", () => {
  test.prop([request])("carries every request unchanged", (sent) => {
    expect(decodeRequest(throughJson(sent))).toStrictEqual(sent as ClientRequest);
  });

  it("takes ids in any case and gives them in one", () => {
    expect(decodeRequest({ type: "stopTurn", turnId: "ABCDEF00-0000-4000-8000-000000000000" })).toEqual({
      type: "stopTurn",
      turnId: "abcdef00-0000-4000-8000-000000000000",
    });
  });

  it("says where a frame is wrong, in a sentence of bounded length", () => {
    expect(() => decodeRequest({ type: "sendMessage", message: { id: "../../etc/passwd", text: "hi" } })).toThrow("at message.id");
    const long = { type: "changeSettings", settings: { ["k".repeat(100_000)]: Number.NaN } };
    expect(messageOf(() => decodeRequest(long)).length).toBeLessThan(400);
    const manyModes = { type: "sendMessage", message: { id: id(1), text: "", modes: { ["k".repeat(100_000)]: 1 } } };
    expect(messageOf(() => decodeRequest(manyModes)).length).toBeLessThan(400);
  });

  it("refuses a cursor that would cut a text before its beginning or within a unit", () => {
    const attach = (length: unknown) => ({
      protocol: "colloquy/1",
      pageId: id(1),
      cursor: { epoch: 1, seq: 0, open: { [id(2)]: { output: [0, length] } } },
    });
    expect(decodeAttach(attach(3)).cursor?.open[id(2)]?.output).toEqual([0, 3]);
    for (const length of [-3, 1.5, "3", null]) expect(() => decodeAttach(attach(length))).toThrow(ChatError);
  });

  it("lets an app's data have a constructor, but takes none from a client", () => {
    const car = { constructor: "Lotus", prototype: "Type 49" };
    const fact = { type: "thread-set", seq: 1, thread: { metadata: { car } } };
    expect(decodeServerEvent(fact)).toEqual(fact);
    expect(() => decodeRequest({ type: "changeSettings", settings: { car } })).toThrow('The key "constructor" is not allowed.');
  });
});

describe("whatever comes in", () => {
  const frames = sampleFrames();
  const hostileKey = fc.constantFrom("__proto__", "constructor", "prototype", "toString", "type", "length", "seq", "");
  const hostile = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.anything({
        withBigInt: true,
        withDate: true,
        withMap: true,
        withSet: true,
        withTypedArray: true,
        withSparseArray: true,
        withObjectString: true,
        withBoxedValues: true,
        withNullPrototype: true,
      }),
      tie("object"),
    ),
    object: fc
      .array(fc.tuple(hostileKey, tie("value")), { maxLength: 4 })
      .map((entries) => JSON.parse(`{${entries.map(([key, value]) => `${JSON.stringify(key)}:${toJson(value)}`).join(",")}}`) as unknown),
  })).value;
  /** A valid frame with one value in it replaced, removed or put under another key. */
  const mutated = fc
    .tuple(fc.constantFrom(...frames), fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), hostile, hostileKey, fc.boolean())
    .map(([frame, way, value, key, rename]) => mutate(throughJson(frame), way, value, rename ? key : undefined));

  test.prop([fc.oneof(hostile, mutated)], { numRuns: 1500 })(
    "is decoded or refused with a ChatError, and changes no prototype",
    (value) => {
      const before = prototypes();
      for (const decode of Object.values(decoders)) {
        try {
          decode(value);
        } catch (error) {
          if (!isChatError(error)) throw error;
          expect(error.code).toBe("BAD_REQUEST");
          expect(JSON.parse(JSON.stringify(error))).toEqual({ code: "BAD_REQUEST", message: error.message, fix: error.fix });
        }
      }
      expect(prototypes()).toEqual(before);
    },
  );

  test.prop([mutated], { numRuns: 500 })("folds without harm once it was decoded", (value) => {
    const state = emptyChatState({ id: id(1), createdAt: "" });
    const before = prototypes();
    try {
      for (const event of decodeFacts(value).facts) applyEvent(state, event);
    } catch (error) {
      if (!isChatError(error)) throw error;
    }
    expect(decodeSnapshot(throughJson(toSnapshot(state)))).toEqual(toSnapshot(state));
    expect(prototypes()).toEqual(before);
  });

  it.each([
    ["deep", JSON.parse(`${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`)],
    ["a symbol as key", { [Symbol("x")]: 1 }],
    [
      "a getter that throws",
      Object.create(
        {},
        {
          type: {
            get: () => {
              throw new Error("trap");
            },
            enumerable: true,
          },
        },
      ),
    ],
    ["a function", { type: "leave", toString: () => "leave" }],
    ["a ring", ring()],
    ["a length that cannot be compared", { type: "selectProfile", chatProfile: { length: { toString: {} } } }],
  ])("is refused when it is %s", (_name, value) => {
    for (const decode of Object.values(decoders)) expect(() => decode(value)).toThrow(ChatError);
  });
});

function sampleFrames(): unknown[] {
  const acts = [
    "greet",
    "message",
    "start",
    "step",
    "text",
    "ask",
    "element",
    "surface",
    "thread",
    "toast",
    "answer",
    "side",
    "end",
    "regenerate",
    "step",
    "removeStep",
    "select",
  ] as const;
  const session = new SessionModel(acts.map((act, pick) => ({ act, pick, flag: pick % 2 === 0, text: `text ${pick}` })));
  const state = emptyChatState(session.store.thread);
  for (const event of session.events) applyEvent(state, event);
  return [
    { epoch: 1, seq: state.seq, facts: session.events },
    toSnapshot(state),
    { protocol: "colloquy/1", pageId: id(1), threadId: id(2), handle: "h", cursor: toCursor(state), env: { KEY: "value" } },
    { type: "sendMessage", message: { id: id(3), text: "Hello", metadata: { a: [1, { b: 2 }] }, modes: { model: "fast" } } },
    { type: "answerAsk", askId: id(4), answer: { kind: "text", stepId: id(5), text: "Yes" } },
    { sessionId: id(6), threadId: id(7), epoch: 3, handle: "token", refused: { code: "FORBIDDEN", message: "No.", fix: "Sign in." } },
    { type: "server-restarting", afterMs: 100 },
    { type: "provideEnv", env: { KEY: "value" } },
  ];
}

function mutate(frame: unknown, way: readonly number[], value: unknown, key: string | undefined): unknown {
  let at = frame as Record<string, unknown>;
  for (const [depth, turn] of way.entries()) {
    const keys = Object.keys(at);
    const chosen = keys[turn % Math.max(1, keys.length)];
    if (chosen === undefined) break;
    const next = at[chosen];
    if (depth < way.length - 1 && typeof next === "object" && next !== null) {
      at = next as Record<string, unknown>;
      continue;
    }
    if (Array.isArray(at) && key === "length") break;
    if (key === undefined) at[chosen] = value;
    else Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
    break;
  }
  return frame;
}

function ring(): unknown {
  const value: Record<string, unknown> = { type: "leave" };
  value["self"] = value;
  return value;
}

function prototypes(): unknown {
  return [Object.prototype, Array.prototype, Function.prototype, String.prototype].map((prototype) => Reflect.ownKeys(prototype).length);
}

function toJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "null";
  } catch {
    // A BigInt: JSON has no word for it.
    return "null";
  }
}

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (isChatError(error)) return error.message;
  }
  throw new Error("It was not refused.");
}

function throughJson<Value>(value: Value): Value {
  return JSON.parse(JSON.stringify(value)) as Value;
}
