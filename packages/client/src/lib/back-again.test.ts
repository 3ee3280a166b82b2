// How long a page waits before it tries again: it may depend on how often that failed, and on nothing else.
import { ChatError } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { FrameServer } from "../../test/frame-server.ts";
import { eventually, IMPATIENT, TestClient } from "../../test/open-client.ts";

/** Waits that grow from here say by their size what they count. */
const FIRST_MS = 3_600_000;
const GROWING = { ...IMPATIENT, retryMinMs: FIRST_MS, retryMaxMs: 100 * FIRST_MS };
const refusal = new ChatError("UNAVAILABLE").toJSON();

/** The first wait that is no short one. */
async function nextLongWait(client: TestClient): Promise<number> {
  const waitMs = () => (client.store.getOverview().connection.retryAt ?? 0) - Date.now();
  // A short one is half a second at most.
  await client.until(() => waitMs() > 2_000);
  return waitMs();
}

it("A server that cannot serve now is asked a few times soon, and then the first longer wait is as short as any first one", async () => {
  await using server = await FrameServer.open();
  let refusals = 0;
  server.refuse = () => {
    refusals += 1;
    return refusal;
  };
  using client = new TestClient({ url: server.url, timings: GROWING });
  expect(await nextLongWait(client)).toBeLessThanOrEqual(FIRST_MS);
  expect(refusals).toBeGreaterThan(3);
});

it("A connection that was hard to get and breaks soon is asked for again as soon as one that was easy to get", async () => {
  await using server = await FrameServer.open();
  let refusals = 0;
  server.refuse = () => {
    refusals += 1;
    return refusals > 3 ? undefined : refusal;
  };
  using client = new TestClient({ url: server.url, timings: { ...GROWING, aliveWithinMs: 3_600_000 } });
  await client.live();
  server.disconnectAll();
  expect(await nextLongWait(client)).toBeLessThanOrEqual(FIRST_MS);
});

it("Connections that break soon, one after the other, are asked for at growing intervals", async () => {
  await using server = await FrameServer.open();
  const timings = { ...IMPATIENT, retryMinMs: 1, retryMaxMs: 3_600_000, aliveWithinMs: 3_600_000 };
  using client = new TestClient({ url: server.url, timings });
  const waits: number[] = [];
  for (let n = 0; n < 11; n++) {
    await client.live();
    server.disconnectAll();
    const { connection } = await client.until(({ connection: { phase } }) => phase !== "live");
    waits.push((connection.retryAt ?? 0) - Date.now());
  }
  // The eleventh is 512 to 1,024 times the first, less what a moment earned.
  expect(waits.at(-1)).toBeGreaterThan(100);
});

it("Connections that stood for some seconds before they broke are asked for again soon, however many did", async () => {
  await using server = await FrameServer.open();
  // Between waits that grow and connections that stand, the proportions are those of a page.
  const timings = { ...IMPATIENT, retryMinMs: 30, retryMaxMs: 1_500, aliveWithinMs: 60_000 };
  using client = new TestClient({ url: server.url, timings });
  for (let n = 0; n < 8; n++) {
    await client.live();
    const stands = performance.now() + 400;
    await eventually(() => performance.now() > stands);
    server.disconnectAll();
    const { connection } = await client.until(({ connection: { phase } }) => phase !== "live");
    expect((connection.retryAt ?? 0) - Date.now()).toBeLessThanOrEqual(30);
  }
});
