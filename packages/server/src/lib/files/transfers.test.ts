import { describe, expect, it } from "vitest";
import { resolveConfig } from "../config/load-config.ts";
import { Transfers } from "./transfers.ts";

describe("uploads.maxAtOnce", () => {
  it("is how many files of one person may be on their way, until one of them is done or has failed", async () => {
    const transfers = new Transfers(resolveConfig({ uploads: { maxAtOnce: 2 } }).uploads.maxAtOnce);
    const ends: (() => void)[] = [];
    const begin = (owner = "ada") => transfers.run(owner, () => new Promise<string>((resolve) => ends.push(() => resolve("done"))));
    const first = begin();
    const failing = transfers.run("ada", () => new Promise<string>((_, reject) => ends.push(() => reject(new Error("cut")))));
    await expect(begin()).rejects.toMatchObject({ code: "OVERLOADED", message: expect.stringContaining("2 of your files") });
    const ofBob = begin("bob");
    ends[1]?.();
    await expect(failing).rejects.toThrow("cut");
    const next = begin();
    for (const end of ends) end();
    expect(await Promise.all([first, ofBob, next])).toEqual(["done", "done", "done"]);
  });
});
