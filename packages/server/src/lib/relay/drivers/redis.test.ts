import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { STEP_MS } from "../../patience.ts";
import { expectSame, followChat, newPlace, newThread, openNode, ownChat, SOON } from "../contract/open-nodes.ts";
import { relayContract } from "../relay.contract.ts";
import { createRelay } from "../shared-relay.ts";
import { forkNode } from "../testing/fork-node.ts";
import { startRedis, type TestRedis } from "../testing/start-redis.ts";
import { createRedisRelayDriver } from "./redis.ts";

const PROGRAM = fileURLToPath(new URL("./__fixtures__/redis-node.ts", import.meta.url));

let server: TestRedis;
beforeAll(async () => {
  server = await startRedis();
});
afterAll(() => server.remove());

const optionsOn = (redis: () => TestRedis) =>
  ({
    name: "redis",
    create: (place: string, leaseMs: number) => createRedisRelayDriver({ url: redis().url, prefix: place, leaseMs }),
    forget: async () => void (await redis().command("FLUSHALL")),
    forgetOwner: async (place: string, threadId: string) => void (await redis().command("DEL", `${place}:{${threadId}}:o`)),
    async startProcess(place: string, leaseMs: number) {
      const node = await forkNode(PROGRAM, [redis().url, place, String(leaseMs)]);
      onTestFinished(() => node.stop());
      return node;
    },
  }) as const;

relayContract(optionsOn(() => server));

describe("A Redis of its own", () => {
  async function open(...settings: readonly string[]) {
    const redis = await startRedis(...settings);
    onTestFinished(() => redis.remove());
    const options = optionsOn(() => redis);
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    const copy = await followChat(two, threadId);
    chat.say("Before. ");
    chat.state("before");
    await expectSame(copy, chat);
    return { redis, place, one, two, threadId, chat, copy };
  }

  it("that is stopped loses no owner and no follower: what was said meanwhile arrives once it is back, empty", async () => {
    const { redis, two, chat, copy, threadId } = await open();
    for (let round = 0; round < 2; round += 1) {
      await redis.stop();
      for (let count = 0; count < 20; count += 1) {
        chat.say(`in the dark ${count} `);
        chat.state(count);
      }
      await expect(two.relay.find(threadId)).rejects.toMatchObject({ code: "UNAVAILABLE" });
      await redis.start();
      await expectSame(copy, chat);
    }
    expect([chat.fenced, copy.ends]).toEqual([[], []]);
    expect(await two.relay.find(threadId)).toMatchObject({ where: "elsewhere", owner: { epoch: 1 } });
  });

  it("is asked without a signal and a timer for each command: they cost as much as the command", async () => {
    const { chat, copy } = await open();
    const signals = vi.spyOn(AbortSignal, "timeout");
    onTestFinished(() => signals.mockRestore());
    for (let count = 0; count < 20; count += 1) chat.state(count);
    await expectSame(copy, chat);
    expect(signals).not.toHaveBeenCalled();
  });

  it("is told what many chats say at once in one step, and what it refuses of one keeps none of the others from being written", async () => {
    const { redis, one, two } = await open();
    const own = async () => {
      const threadId = newThread();
      return { threadId, chat: await ownChat(one, threadId), copy: await followChat(two, threadId) };
    };
    const chats = await Promise.all(Array.from({ length: 50 }, own));
    const [refused, ...others] = chats;
    // No log is there to be written to.
    const log = `${String(await redis.command("KEYS", `*{${others[0]?.threadId}}:o`)).match(/\S+\{/)?.[0]}${refused?.threadId}}:l`;
    await redis.command("DEL", log);
    await redis.command("SET", log, "no log");
    await redis.command("CONFIG", "RESETSTAT");
    for (const { chat } of chats) chat.state("at once");
    for (const { chat, copy } of others) await expectSame(copy, chat);
    const calls = Number(/cmdstat_evalsha:calls=(\d+)/.exec(String(await redis.command("INFO", "commandstats")))?.[1]);
    // Leases are scripts, too, and what was refused is tried again.
    expect(calls).toBeLessThan(chats.length);
    await redis.command("DEL", log);
    for (const { chat, copy } of chats) await expectSame(copy, chat);
    expect(chats.flatMap(({ chat }) => chat.fenced)).toEqual([]);
  });

  // Held up before a step is sent, between that and its answer, and with an answer that nobody has read.
  it.each([0, 1, 2])(
    "does not count as one that stands still when the process was held up itself, after %i turns of its loop",
    async (turns) => {
      const { one, two, threadId } = await open();
      const asked = two.relay.find(threadId);
      for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
      const until = performance.now() + 2 * STEP_MS;
      while (performance.now() < until);
      expect(await asked).toMatchObject({ where: "elsewhere", owner: { node: one.relay.nodeId } });
    },
  );

  it("that stands still is not waited for, and says nothing twice when it goes on", async () => {
    const { redis, one, two, chat, copy, threadId } = await open();
    redis.freeze();
    const began = performance.now();
    chat.state("sent while it stands still");
    await expect(two.relay.find(threadId)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    for (let count = 0; count < 10; count += 1) await expect(two.relay.find(threadId)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    expect(performance.now() - began).toBeLessThan(10_000);
    chat.say("and more");
    // Longer than a lease: to Redis all of its nodes are dead when it wakes.
    await expect.poll(() => one.doubts, SOON).toEqual([true]);
    redis.thaw();
    await expectSame(copy, chat);
    expect(copy.data).toEqual(["before", "sent while it stands still"]);
    expect([chat.fenced, copy.ends]).toEqual([[], []]);
    await expect.poll(() => one.doubts, SOON).toEqual([true, false]);
  });

  it("that runs short of memory and throws the owner away is told again who it was", async () => {
    const { redis, two, chat, copy, threadId } = await open("--maxmemory", "6mb", "--maxmemory-policy", "allkeys-random");
    const owner = () => two.driver.ownerOf(threadId);
    // Other things come in until ours is gone.
    for (let count = 0; (await owner()) !== undefined; count += 1) await redis.command("SET", `other:${count}`, "x".repeat(100_000));
    await redis.command("CONFIG", "SET", "maxmemory", "0");
    chat.say("still here");
    chat.state("still here");
    await expectSame(copy, chat);
    expect(chat.fenced).toEqual([]);
    await expect.poll(async () => (await owner())?.epoch, SOON).toBe(1);
  });

  it("in which somebody tells on the channel of a chat what cannot be is not believed, and asks for no state again and again", async () => {
    const { redis, place, two, threadId, chat, copy } = await open();
    const channel = `${place}:{${threadId}}:c`;
    const foreign = [
      "",
      "nonsense",
      "1-x =[]",
      "NaN-NaN =[]",
      "!more",
      "!more x",
      "!owner",
      "!owner nobody",
      "1-999999 =[]",
      "9-1 =[]",
      "!owner me 99",
    ];
    for (const told of foreign) {
      await redis.command("PUBLISH", channel, told);
      chat.say("and ");
      chat.state(told);
      await chat.owned?.settled();
    }
    await expectSame(copy, chat);
    // Each way to the engine and back would bring another state.
    for (let count = 0; count < 50; count += 1) await two.relay.find(threadId);
    chat.say("at last");
    await expectSame(copy, chat);
    expect([chat.fenced, copy.ends]).toEqual([[], []]);
    expect(copy.snapshots).toBeLessThan(20);
  });

  it("that throws keys away when its memory is full is told of when a server begins, with what to do", async () => {
    for (const [policy, most, isTold] of [
      ["allkeys-lru", "64mb", true],
      ["volatile-ttl", "64mb", true],
      ["allkeys-lru", "0", false],
      ["noeviction", "64mb", false],
    ] as const) {
      const redis = await startRedis("--maxmemory", most, "--maxmemory-policy", policy);
      onTestFinished(() => redis.remove());
      const advice: string[] = [];
      const relay = createRelay(createRedisRelayDriver({ url: redis.url }));
      await relay.join({ name: "node", onRequest: async () => null, onAdvice: (said) => void advice.push(said) });
      await relay.leave();
      expect(advice).toEqual(isTold ? [expect.stringMatching(`${policy}.*noeviction`)] : []);
    }
  });

  it("that is not there is told within seconds, without the password", async () => {
    const relay = createRelay(createRedisRelayDriver({ url: "redis://user:harbour@127.0.0.1:1" }));
    const refused = await relay.join({ name: "node", onRequest: async () => null }).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: "UNAVAILABLE", fix: "Check the address, whether it runs, and whether it speaks TLS." });
    expect(String(refused)).not.toContain("harbour");
  });

  it("keeps nothing of a chat that has ended, and of a node that has left", async () => {
    const { redis, one, two, chat } = await open();
    await chat.owned?.end("deleted");
    await one.relay.leave();
    await two.relay.leave();
    expect(await redis.command("DBSIZE")).toBe(":0\r\n");
  });
});
