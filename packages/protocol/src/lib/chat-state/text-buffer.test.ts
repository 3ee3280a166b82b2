import { fc, test } from "@fast-check/vitest";
import { describe, expect, it } from "vitest";
import { TextBuffer } from "./text-buffer.ts";

const piece = fc.string({ unit: "binary", maxLength: 3000 });
const action = fc.oneof(
  fc.record({ do: fc.constant("append" as const), text: piece }),
  fc.record({ do: fc.constant("replace" as const), text: piece }),
  fc.record({ do: fc.constant("read" as const), from: fc.nat(12_000) }),
  fc.record({ do: fc.constant("readTail" as const), back: fc.nat(40) }),
  fc.record({ do: fc.constant("compact" as const) }),
);

describe("a TextBuffer", () => {
  test.prop([piece, fc.array(action, { maxLength: 60 })])("reads like a plain string, whatever is done to it", (first, actions) => {
    const buffer = new TextBuffer(first, 3);
    let plain = first;
    let rev = 3;
    for (const step of actions) {
      if (step.do === "append") {
        buffer.append(step.text);
        plain += step.text;
      } else if (step.do === "replace") {
        rev += 1;
        buffer.replace(step.text, rev);
        plain = step.text;
      } else if (step.do === "compact") buffer.compact();
      else {
        const from = step.do === "read" ? step.from : Math.max(0, plain.length - step.back);
        expect(buffer.read(from)).toBe(plain.slice(from));
      }
      expect(buffer.length).toBe(plain.length);
      expect(buffer.rev).toBe(rev);
    }
    expect(buffer.read()).toBe(plain);
    expect(String(buffer)).toBe(plain);
  });

  it("keeps both halves of a character that two pieces share", () => {
    const buffer = new TextBuffer();
    buffer.append("\ud83d");
    expect(buffer.length).toBe(1);
    buffer.append("\ude00");
    expect(buffer.read()).toBe("😀");
  });
});
