// The lines of several nodes are read together, as those of one app.
import { describe, expect, it, onTestFinished } from "vitest";
import { createApp, logger } from "../../index.ts";
import { loadSecret } from "../config/secret.ts";
import { createMemoryCounts } from "../counts/drivers/memory.ts";
import { createMemoryDataLayer } from "../data/drivers/memory.ts";
import type { Logger } from "../logger.ts";
import { createMemoryRelayDriver, MemoryHub } from "../relay/drivers/memory.ts";
import type { Relay } from "../relay/relay.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { createMemorySessionStore } from "../session-store/drivers/memory.ts";
import { serveApp } from "../testing/serve-app.ts";

const keys = loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "s".repeat(40) }, dev: true });

async function serve(relay?: Relay) {
  const lines: Record<string, unknown>[] = [];
  const note = (fields: object, msg: string) => void lines.push({ ...fields, msg });
  const log: Logger = { debug: () => undefined, info: note, warn: note, error: note };
  const app = createApp({ onAppStart: () => logger.info({}, "the author's own"), onMessage: () => undefined });
  const shared = {
    counts: createMemoryCounts(),
    dataLayer: createMemoryDataLayer(),
    sessionStore: createMemorySessionStore(),
    ...(relay && { relay }),
  };
  const served = await serveApp(app, { keys, ...shared, logger: log, release: "1.4.2" });
  onTestFinished(() => served.close());
  return { served, lines };
}

describe("The log of a node", () => {
  it("says on each line whose it is, also on the author's, and when the node is ready, stops and has stopped", async () => {
    const { served, lines } = await serve(createRelay(createMemoryRelayDriver(new MemoryHub())));
    const { nodeId } = served.server.host.services.calls.relay;
    await served.close();
    expect(lines.map(({ msg }) => msg)).toEqual([
      "the author's own",
      "this node is ready",
      "this node stops: it takes nobody new, and its people go to the others",
      "this node has stopped",
    ]);
    expect(new Set(lines.map(({ node }) => node))).toEqual(new Set([String(process.pid)]));
    expect(lines[1]).toMatchObject({ nodeId, release: "1.4.2" });
    expect(lines[2]).toMatchObject({ nodeId, chats: 0, followed: 0 });
    expect(lines[3]).toMatchObject({ tookMs: expect.any(Number) });
  });

  it("is as it was where a server is alone", async () => {
    const { served, lines } = await serve();
    await served.close();
    expect(lines).toEqual([{ msg: "the author's own" }]);
  });
});
