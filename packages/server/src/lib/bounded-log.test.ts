import { describe, expect, it } from "vitest";
import { boundLog } from "./bounded-log.ts";

describe("a bounded log", () => {
  it("tells the same words 30 times a minute, then how often it did not, and other words all the time", () => {
    const lines: [object, string][] = [];
    const note = (fields: object, message: string) => void lines.push([fields, message]);
    let at = 0;
    const log = boundLog({ debug: note, info: note, warn: note, error: note }, () => at);
    for (let n = 0; n < 1000; n++) log.error({ n }, "a request failed");
    log.warn({}, "something else");
    expect(lines).toHaveLength(31);
    at = 60_000;
    log.error({ n: 1000 }, "a request failed");
    expect(lines.at(-1)).toEqual([{ n: 1000, leftOut: 970 }, "a request failed"]);
    for (let n = 0; n < 100; n++) log.info({}, "somebody signed in");
    expect(lines).toHaveLength(132);
  });
});
