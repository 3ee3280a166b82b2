import { describe, expect, it } from "vitest";
import { type Accept, accepts } from "./accept.ts";

describe("what is taken", () => {
  const takes = (accept: Accept, mime: string, name = "a.bin") => accepts(accept, { mime, name });

  it("is a list of types, with stars", () => {
    expect(takes(["*/*"], "application/octet-stream")).toBe(true);
    expect(takes(["image/*"], "image/png")).toBe(true);
    expect(takes(["image/*"], "imagery/png")).toBe(false);
    expect(takes(["image/png", "application/pdf"], "application/pdf")).toBe(true);
    expect(takes(["application/vnd.*"], "application/vnd.ms-excel")).toBe(true);
    expect(takes(["IMAGE/PNG"], "image/png")).toBe(true);
    expect(takes([], "image/png")).toBe(false);
  });

  it("may name endings, alone or of a type", () => {
    expect(takes([".py"], "text/plain", "a.PY")).toBe(true);
    expect(takes([".py"], "text/plain", "a.js")).toBe(false);
    expect(takes({ "text/*": [".py", ".md"] }, "text/x-python", "a.py")).toBe(true);
    expect(takes({ "text/*": [".py", ".md"] }, "text/plain", "a.txt")).toBe(false);
    expect(takes({ "text/*": [".py"] }, "image/png", "a.py")).toBe(false);
    expect(takes({ "text/plain": [] }, "text/plain", "whatever")).toBe(true);
  });
});
