import i18next from "i18next";
import { describe, expect, it } from "vitest";
import english from "../../i18n/en.json" with { type: "json" };
import { kindOf, rulesInWords } from "./words.ts";

const strings = i18next.createInstance();
await strings.init({ lng: "en", resources: { en: { translation: english } }, interpolation: { escapeValue: false } });
const RULES = { enabled: true, accept: ["*/*"], maxFiles: 20, maxSize: 20 * 1024 * 1024, maxTotalSize: 1e9 } as const;

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
