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
  // On a busy machine a connection stands for longer, and more of them are forgiven.
  while ((waits.at(-1) ?? 0) <= 100 && waits.length < 20) {
    await client.live();
    server.disconnectAll();
    const { connection } = await client.until(({ connection: { phase } }) => phase !== "live");
    waits.push((connection.retryAt ?? 0) - Date.now());
  }
  expect(waits.at(-1)).toBeGreaterThan(100);
});

it("Connections that stood for some seconds before they broke are asked for again soon, however many did, also when nobody is there at first", async () => {
  await using server = await FrameServer.open();
  // Between waits that grow and connections that stand, the proportions are those of a page.
  const timings = { ...IMPATIENT, retryMinMs: 30, retryMaxMs: 1_500, aliveWithinMs: 60_000, reachWithinMs: 60_000, attachWithinMs: 60_000 };
  using client = new TestClient({ url: server.url, timings });
  const waits: number[] = [];
  let retryAt: number | undefined;
  client.store.subscribe(() => {
    const { connection } = client.store.getOverview();
    if (connection.retryAt !== undefined && connection.retryAt !== retryAt) waits.push(connection.retryAt - Date.now());
    retryAt = connection.retryAt;
  });
  const stand = async () => {
    await client.live();
    const until = performance.now() + 400;
    await eventually(() => performance.now() > until);
  };
  for (let n = 0; n < 8; n++) {
    await stand();
    server.disconnectAll();
    await client.until(({ connection: { phase } }) => phase !== "live");
  }
  await stand();
  expect(waits).toHaveLength(8);
  await server[Symbol.asyncDispose]();
  await eventually(() => waits.length > 9);
  expect(Math.max(...waits.slice(0, 9))).toBeLessThanOrEqual(30);
  expect(waits[9]).toBeLessThanOrEqual(60);
});
