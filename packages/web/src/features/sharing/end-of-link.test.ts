import { describe, expect, it } from "vitest";
import { dayFrom, toEnd } from "./end-of-link.ts";

const NOW = Date.UTC(2026, 10, 30, 12);

describe("the end of a link", () => {
  it("is none, some days from now, or the last moment of a day where the person is", () => {
    expect(toEnd({ kind: "never" }, NOW)).toBeUndefined();
    expect(toEnd({ kind: "days", days: 7 }, NOW)).toBe("2026-12-07T12:00:00.000Z");
    const last = new Date(toEnd({ kind: "date", day: "2026-12-24" }, NOW) ?? "");
    expect([last.getFullYear(), last.getMonth(), last.getDate(), last.getHours(), last.getMinutes()]).toEqual([2026, 11, 24, 23, 59]);
  });

  it("can be today, which is still to come", () => {
    const today = dayFrom(NOW, 0);
    expect(Date.parse(toEnd({ kind: "date", day: today }, NOW) ?? "")).toBeGreaterThan(NOW);
    expect(dayFrom(NOW, 7)).toMatch(/^2026-12-0[678]$/);
  });
});
