// Servers that meet in one relay and do not belong together, or cannot be told apart.
import { expect, it, onTestFinished } from "vitest";
import { createApp } from "../../index.ts";
import { loadSecret } from "../config/secret.ts";
import type { Logger } from "../logger.ts";
import { createMemoryRelayDriver, MemoryHub } from "../relay/drivers/memory.ts";
import { NodeCalls } from "../relay/node-calls.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { serveApp } from "../testing/serve-app.ts";
import { answerMeet, meetNodes } from "./meet-nodes.ts";

const SECRETS = { old: "o".repeat(40), new: "n".repeat(40), other: "x".repeat(40) };

interface Given {
  readonly name: string;
  readonly secret: keyof typeof SECRETS;
  readonly previous?: keyof typeof SECRETS;
  readonly ready?: boolean;
}

/** One more node, and what it warns of. */
async function join(hub: MemoryHub, { name, secret, previous, ready = true }: Given): Promise<string[]> {
  const env = { COLLOQUY_AUTH_SECRET: SECRETS[secret], ...(previous && { COLLOQUY_AUTH_SECRET_PREVIOUS: SECRETS[previous] }) };
  const keys = loadSecret({ appDir: "", env, dev: true });
  const calls = new NodeCalls(createRelay(createMemoryRelayDriver(hub)));
  answerMeet({ calls, name, keys, ready: () => ready });
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
  await meetNodes({ calls, name, keys, logger });
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
