import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "./password-hash.ts";

describe("a hashed password", () => {
  it("is known again, however its letters are composed, and no other is", async () => {
    const hash = await hashPassword("Größe 👍");
    expect(hash).toMatch(/^scrypt\$32768\$8\$1\$/);
    expect(await verifyPassword("Größe 👍".normalize("NFD"), hash)).toBe(true);
    expect(await verifyPassword("Grösse 👍", hash)).toBe(false);
    expect(await hashPassword("Größe 👍")).not.toBe(hash);
  });

  it("is nobody's when there is none, or nonsense, and that takes as long", async () => {
    const hash = await hashPassword("x");
    const time = async (known: string | undefined) => {
      // The processor's time: a busy machine stretches the clock's as it likes.
      const began = process.cpuUsage();
      expect(await verifyPassword("y", known)).toBe(false);
      return process.cpuUsage(began).user;
    };
    const right = Math.min(await time(hash), await time(hash), await time(hash));
    for (const none of [undefined, "", "plain", "scrypt$1$1$1$$"]) expect(await time(none)).toBeGreaterThan(right / 3);
  });
});
