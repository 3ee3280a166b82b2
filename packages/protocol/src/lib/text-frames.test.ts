import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import type { StepText } from "./events.ts";
import type { StepId } from "./ids.ts";
import { id } from "./testing/build.ts";
import { TextFrameReader, TextFrameWriter } from "./text-frames.ts";

const textOf = (more: Partial<StepText> = {}): StepText => ({
  type: "step-text",
  stepId: id<StepId>(10),
  field: "output",
  rev: 0,
  at: 0,
  text: "x",
  ...more,
});

/** As it is on the wire: an Engine.IO message that is a Socket.IO event, in a WebSocket frame with its header. */
function bytesOf(frame: readonly unknown[]): number {
  const payload = Buffer.byteLength(`42${JSON.stringify(["t", ...frame])}`);
  return payload + (payload < 126 ? 2 : 4);
}

const throughJson = (frame: readonly unknown[]): unknown[] => JSON.parse(JSON.stringify(frame));

const anyText: fc.Arbitrary<StepText> = fc.record({
  type: fc.constant("step-text"),
  // More steps than a connection has numbers.
  stepId: fc.integer({ min: 1, max: 20 }).map((number) => id<StepId>(number)),
  field: fc.constantFrom("input", "output"),
  rev: fc.nat(3),
  at: fc.nat(1_000_000),
  text: fc.string({ unit: "binary", maxLength: 20 }),
});

describe("text frames", () => {
  test.prop([fc.array(fc.array(anyText, { maxLength: 5 }), { maxLength: 40, size: "max" })])(
    "are read as what was written, however many texts grow at once",
    (frames) => {
      const [writer, reader] = [new TextFrameWriter(), new TextFrameReader()];
      for (const texts of frames) expect(reader.read(throughJson(writer.write(texts)))).toEqual(texts);
    },
  );

  it("take at most 60 bytes on the wire for a token of 20 bytes, deep into a long answer and with every number in use", () => {
    const writer = new TextFrameWriter();
    const steps = Array.from({ length: 8 }, (_, number) => id<StepId>(number + 1));
    for (const stepId of steps) writer.write([textOf({ stepId })]);
    const weights = steps.map((stepId) => bytesOf(writer.write([textOf({ stepId, at: 204_780, text: "twenty bytes of text" })])));
    expect(Math.max(...weights)).toBeLessThanOrEqual(60);
    expect(weights[0]).toBe(2 + 2 + '["t",0,204780,"twenty bytes of text"]'.length);
  });

  it("tell the place of a text again when its number went to another one, or its revision rose", () => {
    const writer = new TextFrameWriter();
    const told = (text: StepText) => Array.isArray(writer.write([text])[0]);
    expect([told(textOf()), told(textOf({ at: 1 })), told(textOf({ rev: 1 })), told(textOf({ rev: 1, at: 1 }))]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    for (let other = 20; other < 28; other++) writer.write([textOf({ stepId: id<StepId>(other) })]);
    expect(told(textOf({ rev: 1, at: 2 }))).toBe(true);
  });

  const place = [0, id(10), "output", 0];
  it.each([
    [[0, 0, "a number that was never told"]],
    [[place, 0]],
    [[place, -1, "before the beginning"]],
    [[place, 0.5, "between two units"]],
    [[place, 0, 7]],
    [[place, "0", "x"]],
    [[[0, "no id", "output", 0], 0, "x"]],
    [[[0, id(10), "thoughts", 0], 0, "x"]],
    [[[0, id(10), "output", null], 0, "x"]],
    [[[8, id(10), "output", 0], 0, "more numbers than there are"]],
    [[{ number: 0 }, 0, "x"]],
    [[null, 0, "x"]],
  ])("are refused when they are none: %j", (frame) => {
    expect(() => new TextFrameReader().read(frame)).toThrow(expect.objectContaining({ code: "BAD_REQUEST" }));
  });
});
