// Servers that meet in one relay and do not belong together, or cannot be told apart.
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { createApp } from "../../index.ts";
import { loadSecret } from "../config/secret.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import type { Logger } from "../logger.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { createMemoryRelayDriver, MemoryHub } from "../relay/drivers/memory.ts";
import { NodeCalls } from "../relay/node-calls.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { Faults } from "../relay/testing/faults.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { serveApp } from "../testing/serve-app.ts";
import { answerMeet, meetNodes } from "./meet-nodes.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.remove());

const SECRETS = { old: "o".repeat(40), new: "n".repeat(40), other: "x".repeat(40) };

interface Given {
  readonly name: string;
  readonly secret: keyof typeof SECRETS;
  readonly previous?: keyof typeof SECRETS;
  readonly ready?: boolean;
  readonly aheadMs?: number;
}

/** One more node, and what it warns of. */
async function join(hub: MemoryHub, { name, secret, previous, ready = true, aheadMs = 0 }: Given): Promise<string[]> {
  const env = { COLLOQUY_AUTH_SECRET: SECRETS[secret], ...(previous && { COLLOQUY_AUTH_SECRET_PREVIOUS: SECRETS[previous] }) };
  const keys = loadSecret({ appDir: "", env, dev: true });
  const calls = new NodeCalls(createRelay(createMemoryRelayDriver(hub)));
  const clock = { now: () => Date.now() + aheadMs };
  answerMeet({ calls, name, keys, clock, ready: () => ready });
  await calls.join({ name });
  onTestFinished(() => calls.relay.leave());
  const warned: string[] = [];
  const quiet = () => undefined;
  const logger: Logger = {
    debug: quiet,
    info: quiet,
    error: quiet,
    warn: (fields, text) => void warned.push(`${JSON.stringify(fields)} ${text}`),
  };
  await meetNodes({ calls, name, keys, clock, logger });
  return warned;
}

it("A server that meets others with another secret is warned: they are of another app, or people are signed out again and again", async () => {
  const hub = new MemoryHub();
  expect(await join(hub, { name: "a", secret: "old" })).toEqual([]);
  expect(await join(hub, { name: "b", secret: "old" })).toEqual([]);
  // While a secret is changed, those that have both are of the same app as either.
  expect(await join(hub, { name: "c", secret: "new", previous: "old" })).toEqual([]);
  const warned = await join(hub, { name: "d", secret: "other" });
  expect(warned).toEqual([expect.stringMatching(/"others":\["a","b","c"\].*COLLOQUY_AUTH_SECRET.*\?prefix=/)]);
});

it("A server that calls itself as another one does is warned, unless that one is about to go", async () => {
  const hub = new MemoryHub();
  expect(await join(hub, { name: "a", secret: "old", ready: false })).toEqual([]);
  expect(await join(hub, { name: "a", secret: "old" })).toEqual([]);
  expect(await join(hub, { name: "a", secret: "old" })).toEqual([expect.stringContaining("another server calls itself a, too")]);
});

it("A server whose clock is far from those of others is warned", async () => {
  const hub = new MemoryHub();
  expect(await join(hub, { name: "a", secret: "old" })).toEqual([]);
  expect(await join(hub, { name: "b", secret: "old", aheadMs: 20_000 })).toEqual([]);
  for (const [name, aheadMs] of [
    ["c", 3_600_000],
    ["d", -3_600_000],
  ] as const)
    expect(await join(hub, { name, secret: "old", aheadMs })).toEqual([expect.stringMatching(/"others":\["a","b".*clock/)]);
});

it("A server looks at the others when it starts", async () => {
  const hub = new MemoryHub();
  const warned: string[] = [];
  const quiet = () => undefined;
  const logger: Logger = { debug: quiet, info: quiet, error: quiet, warn: (_fields, text) => void warned.push(text) };
  for (const secret of [SECRETS.old, SECRETS.other]) {
    const keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: secret }, dev: true });
    const relay = createRelay(createMemoryRelayDriver(hub));
    const served = await serveApp(createApp({ onMessage: () => undefined }), { keys, relay, logger });
    onTestFinished(() => served.close());
  }
  await expect.poll(() => warned).toEqual([expect.stringContaining("another secret")]);
});

it("A server does not start among others that have another database, with the same secret: they would take each other's chats", async () => {
  const hub = new MemoryHub({ leaseMs: 30_000 });
  const serve = async (schema: string) => {
    const database = { url: postgres.url, schema };
    const faults = new Faults();
    const served = await serveApp(createApp({ onMessage: () => undefined }), {
      keys: loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: SECRETS.old }, dev: true }),
      dataLayer: createPostgresDataLayer(database),
      sessionStore: createPostgresSessionStore(database),
      relay: createRelay(faults.around(createMemoryRelayDriver(hub))),
    });
    onTestFinished(() => served.close());
    return { served, faults };
  };
  const [first, second] = [await serve("ours"), await serve("ours")];
  await expect(serve("theirs")).rejects.toMatchObject({
    code: "BAD_CONFIG",
    message: expect.stringContaining(`${process.pid}, ${process.pid}`),
    fix: expect.stringMatching(/DATABASE_URL.*\?prefix=/),
  });
  // What it had opened is closed, and the others go on.
  expect(await first.served.server.host.services.calls.relay.nodes()).toHaveLength(2);
  await (await serve("ours")).served.close();
  await second.served.close();
  // One that was killed is listed until its lease is over, and keeps nobody out.
  first.faults.cut();
  await serve("theirs");
});
