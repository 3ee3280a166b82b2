import i18next from "i18next";
import { describe, expect, it } from "vitest";
import english from "../../i18n/en.json" with { type: "json" };
import { kindOf, rulesInWords, sizeOf } from "./words.ts";

const strings = i18next.createInstance();
await strings.init({ lng: "en", resources: { en: { translation: english } }, interpolation: { escapeValue: false } });
const RULES = { enabled: true, accept: ["*/*"], maxFiles: 20, maxSize: 20 * 1024 * 1024, maxTotalSize: 1e9 } as const;

describe("the size of a file", () => {
  it("is counted as its limits are, so that a limit of 20 MB lets 20 MB pass", () => {
    expect([0, 1, 999, 1024, 1536, 20 * 1024 ** 2, 500 * 1024 ** 2, 2 * 1024 ** 3].map((bytes) => sizeOf(bytes, "en"))).toEqual([
      "0 bytes",
      "1 byte",
      "999 bytes",
      "1 kB",
      "1.5 kB",
      "20 MB",
      "500 MB",
      "2 GB",
    ]);
  });

  it("is never a thousand of the smaller unit by rounding", () => {
    expect(sizeOf(1024 ** 2 - 1, "en")).toBe("1 MB");
  });
});

describe("the kind of a file", () => {
  it("is the ending that people know, else what its type says", () => {
    expect(kindOf({ name: "timetable.pdf", mime: "application/pdf" })).toBe("PDF");
    expect(kindOf({ name: "scan", mime: "image/png" })).toBe("PNG");
    expect(kindOf({ name: "Makefile", mime: "application/octet-stream" })).toBe("");
  });
});

describe("what a chat takes", () => {
  it("is one line of words", () => {
    expect(rulesInWords(RULES, strings.t, "en")).toBe("Any files, up to 20 MB each");
    const accept = ["image/*", "application/pdf", ".csv"];
    expect(rulesInWords({ ...RULES, accept }, strings.t, "en")).toBe("images, PDF, and .csv, up to 20 MB each");
  });
});
