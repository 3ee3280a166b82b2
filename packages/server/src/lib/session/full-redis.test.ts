// Servers whose Redis is full, or throws away one key after the other: it is as if it were away, and nobody's chat is.
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { OurClient } from "../../../test/our-client.ts";
import { createApp, Message } from "../../index.ts";
import { loadSecret } from "../config/secret.ts";
import { createRedisCounts } from "../counts/drivers/redis.ts";
import { createPostgresDataLayer } from "../data/drivers/postgres.ts";
import { startPostgres, type TestPostgres } from "../postgres/testing/start-postgres.ts";
import { createRedisRelayDriver } from "../relay/drivers/redis.ts";
import { createRelay } from "../relay/shared-relay.ts";
import { startRedis, type TestRedis } from "../relay/testing/start-redis.ts";
import { createPostgresSessionStore } from "../session-store/drivers/postgres.ts";
import { type ServedApp, serveApp } from "../testing/serve-app.ts";

let postgres: TestPostgres;
let redis: TestRedis;
let nodes: readonly [ServedApp, ServedApp];
beforeAll(async () => {
  [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  nodes = [await serve(), await serve()];
}, 60_000);
afterAll(async () => {
  await Promise.all((nodes ?? []).map((node) => node.close()));
  await Promise.all([postgres?.remove(), redis?.remove()]);
});

function serve(): Promise<ServedApp> {
  const { url } = redis;
  return serveApp(
    createApp({
      onMessage: async ({ content }) => {
        const answer = new Message("");
        for (const piece of ["So", " ", content]) await answer.streamToken(piece);
        await answer.send();
      },
    }),
    {
      keys: loadSecret({ appDir: "", env: { COLLOQUY_AUTH_SECRET: "0".repeat(64) }, dev: true }),
      dataLayer: createPostgresDataLayer({ url: postgres.url }),
      sessionStore: createPostgresSessionStore({ url: postgres.url }),
      relay: createRelay(createRedisRelayDriver({ url })),
      counts: createRedisCounts({ url }),
    },
  );
}

async function open(node: ServedApp, auth: Record<string, unknown> = {}): Promise<OurClient> {
  const page = new OurClient(node.url, auth);
  onTestFinished(() => page[Symbol.dispose]());
  await page.until(() => page.state !== undefined);
  return page;
}

const follow = (node: ServedApp, { identity, attached }: OurClient) => open(node, { ...identity, handle: attached?.handle });

async function says(page: OurClient, text: string): Promise<void> {
  expect(await page.say(text)).toMatchObject({ ok: true });
  await shows(page, text);
}

const shows = (page: OurClient, text: string) => page.until(() => page.texts.filter((one) => one === `So ${text}`).length === 1);

it("A Redis that is full stops no chat and no new one; once there is room all servers show them", async () => {
  const [one, two] = nodes;
  const first = await open(one);
  await says(first, "before");
  const atTwo = await follow(two, first);
  await redis.command("CONFIG", "SET", "maxmemory", "1");
  await says(first, "while it is full");
  const fresh = await open(two);
  await says(fresh, "begun while it is full");
  // What is told to the node that runs it needs no room.
  expect(await atTwo.say("from beside")).toMatchObject({ ok: true });
  await shows(first, "from beside");
  await redis.command("CONFIG", "SET", "maxmemory", "0");
  for (const text of ["before", "while it is full", "from beside"]) await shows(atTwo, text);
  await says(atTwo, "after");
  await expect
    .poll(async () => (await one.server.host.services.calls.relay.find(fresh.state?.thread.id as never)).where, { timeout: 20_000 })
    .toBe("elsewhere");
  const beside = await follow(one, fresh);
  await says(beside, "and on");
  await shows(fresh, "and on");
});

it("A Redis that throws away one key after the other takes no chat from anybody", async () => {
  const [one, two] = nodes;
  const first = await open(one);
  await says(first, "before");
  const atTwo = await follow(two, first);
  const all = [...String(await redis.command("KEYS", "cq:*")).matchAll(/^cq:.*$/gm)].map(([key]) => key.trim());
  // A node whose lease was thrown away is taken for dead when somebody looks in that moment.
  const keys = all.filter((key) => !key.startsWith("cq:n:"));
  expect(keys.length).toBeGreaterThan(6);
  for (const [index, key] of keys.entries()) {
    await redis.command("DEL", key);
    await says(index % 2 === 0 ? first : atTwo, `without ${index}`);
    for (const page of [first, atTwo]) await shows(page, `without ${index}`);
  }
});
