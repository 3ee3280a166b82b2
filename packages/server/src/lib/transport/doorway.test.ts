import { describe, expect, it } from "vitest";
import { Doorway } from "./doorway.ts";

describe("a doorway", () => {
  it("lets so many through at once, the others in order, and refuses who is too many", async () => {
    const doorway = new Doorway(2, 2);
    const begun: number[] = [];
    const finish: (() => void)[] = [];
    const visit = (n: number) =>
      doorway.through(async () => {
        begun.push(n);
        await new Promise<void>((resolve) => finish.push(resolve));
        return n;
      });
    const visits = [visit(0), visit(1), visit(2), visit(3)];
    await expect(visit(4)).rejects.toMatchObject({ code: "OVERLOADED" });
    expect(begun).toEqual([0, 1]);
    finish[0]?.();
    await expect.poll(() => begun).toEqual([0, 1, 2]);
    finish[1]?.();
    await expect.poll(() => begun).toEqual([0, 1, 2, 3]);
    for (const end of finish) end();
    expect(await Promise.all(visits)).toEqual([0, 1, 2, 3]);
  });

  it("is free again after work that failed", async () => {
    const doorway = new Doorway(1, 0);
    await expect(doorway.through(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await doorway.through(async () => "yes")).toBe("yes");
  });
});
