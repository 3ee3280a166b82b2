import { ChatError } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { createManualClock } from "./manual-clock.ts";
import { patiently } from "./patiently.ts";

const away = () => new ChatError("STORE_FAILED", "away", { cause: Object.assign(new Error("no"), { code: "ECONNREFUSED" }) });

it("A call to a store that is away for a minute is made again until it is there", async () => {
  const clock = createManualClock();
  const back = clock.now() + 60_000;
  const called = patiently(clock, async () => {
    if (clock.now() < back) throw away();
    return "stored";
  });
  await clock.advance(65_000);
  expect(await called).toBe("stored");
});

it("A store that stays away is told of, and one that refuses is told of at once", async () => {
  const clock = createManualClock();
  const called = patiently(clock, () => Promise.reject(away()));
  const outcome = expect(called).rejects.toMatchObject({ code: "STORE_FAILED" });
  await clock.advance(120_000);
  await outcome;
  await expect(patiently(clock, () => Promise.reject(new ChatError("STORE_FAILED", "no such column")))).rejects.toMatchObject({
    message: "no such column",
  });
});
