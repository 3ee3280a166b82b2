import { describe, expect, it } from "vitest";
import { isUuid, newId } from "./ids.ts";

describe("newId", () => {
  it("makes UUIDs of version 4 in lower case, never the same twice", () => {
    const ids = Array.from({ length: 2_000 }, () => newId());
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !isUuid(id) || !/^[0-9a-f-]{14}4[0-9a-f]{3}-[89ab]/.test(id))).toEqual([]);
  });

  it("uses every one of its random bits", () => {
    const ids = Array.from({ length: 2_000 }, () => newId());
    const fixed = [14, 8, 13, 18, 23];
    for (let at = 0; at < 36; at += 1) {
      const seen = new Set(ids.map((id) => id[at])).size;
      if (!fixed.includes(at)) expect(seen).toBe(at === 19 ? 4 : 16);
    }
  });
});
