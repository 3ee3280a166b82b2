import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DirectionFinder, findDirection } from "./text-direction.ts";

const options = { latex: true, html: true };

describe("the direction of a text", () => {
  it.each([
    ["words", "ltr"],
    ["كلمات", "rtl"],
    ["מילים words", "rtl"],
    ["12, 34 – 😀", undefined],
    ["`code` ثم عربي", "rtl"],
    ["``a ` b`` عربي", "rtl"],
    ["`only code`", undefined],
    ["`never closed عربي", "ltr"],
    ["$x^2$ عربي", "rtl"],
    ["\\(x\\) عربي", "rtl"],
    ["costs $5 عربي", "ltr"],
    ["https://example.org/x عربي", "rtl"],
    ["<https://example.org> عربي", "rtl"],
    ["[نص](https://example.org)", "rtl"],
    ["[^note] عربي", "rtl"],
    ["<b>عربي</b>", "rtl"],
    ["**عربي** words", "rtl"],
    ["&nbsp;عربي", "rtl"],
    ["\u200fwords", "rtl"],
    ["中文 عربي", "ltr"],
  ])("of %j is %s", (text, expected) => {
    expect(findDirection(text, options)).toBe(expected);
  });

  it("is the same however the text is cut, and never changes once it is found", () => {
    const pieces = [
      "`",
      "``",
      "a",
      "ع",
      " ",
      "$",
      "\\",
      "(",
      ")",
      "[",
      "]",
      "^",
      "<",
      ">",
      "b>",
      "h",
      "ttps://",
      "www.",
      "&",
      "amp;",
      "5",
      "\n",
      "😀",
      "_",
      "**",
      ":",
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), fc.boolean(), (parts, mayDefine) => {
        const text = parts.join("");
        const whole = new DirectionFinder(options, { mayDefine });
        whole.add(text);
        const cut = new DirectionFinder(options, { mayDefine });
        let seen: string | undefined;
        for (const character of text) {
          cut.add(character);
          if (seen) expect(cut.found).toBe(seen);
          seen = cut.found;
        }
        expect(cut.end()).toBe(whole.end());
      }),
      { numRuns: 3_000 },
    );
  });

  it("waits for what may be a definition, which shows nothing", () => {
    const finder = new DirectionFinder(options, { mayDefine: true });
    finder.add("[word]");
    expect(finder.found).toBeUndefined();
    finder.add(": /address");
    expect(finder.end()).toBeUndefined();
  });
});
