import { describe, expect, it } from "vitest";
import { createManualClock } from "../../manual-clock.ts";
import { countsContract } from "../counts.contract.ts";
import { createMemoryCounts } from "./memory.ts";

countsContract({
  name: "memory",
  // One process is all the nodes that there are.
  open: async (nodes) => Array<ReturnType<typeof createMemoryCounts>>(nodes).fill(createMemoryCounts()),
});

describe("Counts in memory", () => {
  it("keep no more marks than they may, the newest", async () => {
    const marks = createMemoryCounts(createManualClock()).marks({ name: "places", seconds: 60, most: 2 });
    for (const key of ["one", "two", "three"]) await marks.set(key);
    expect([await marks.has("one"), await marks.has("two"), await marks.has("three")]).toEqual([false, true, true]);
  });
});
