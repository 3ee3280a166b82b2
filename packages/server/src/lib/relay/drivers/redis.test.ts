import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { STEP_MS } from "../../patience.ts";
import { expectSame, followChat, LEASE_MS, newPlace, newThread, openNode, ownChat, SOON } from "../contract/open-nodes.ts";
import { relayContract } from "../relay.contract.ts";
import { createRelay } from "../shared-relay.ts";
import { ChatCopy } from "../testing/chat-lines.ts";
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

  it("that is full is as one that is away, but nobody is taken for dead: what was said arrives once there is room", async () => {
    const { redis, one, two, threadId, chat, copy } = await open();
    const began = performance.now();
    await redis.command("CONFIG", "SET", "maxmemory", "1");
    for (let count = 0; count < 20; count += 1) {
      chat.say(`in want of room ${count} `);
      chat.state(count);
    }
    await expect(ownChat(two, newThread())).rejects.toMatchObject({ code: "UNAVAILABLE", message: expect.stringContaining("full") });
    await expect.poll(() => performance.now() - began, SOON).toBeGreaterThan(2 * LEASE_MS);
    expect(await two.relay.find(threadId)).toMatchObject({ where: "elsewhere", owner: { node: one.relay.nodeId, epoch: 1 } });
    expect([one.doubts, two.doubts, one.lost, two.lost]).toEqual([[], [], [], []]);
    await redis.command("CONFIG", "SET", "maxmemory", "0");
    await expectSame(copy, chat);
    expect([chat.fenced, copy.ends]).toEqual([[], []]);
  });

  it("that throws away what it knows of a node is told of it again", async () => {
    const { redis, place, one, two } = await open();
    const names = async () => (await two.relay.nodes()).map(({ id }) => id).toSorted();
    const both = [one.relay.nodeId, two.relay.nodeId].toSorted();
    for (const key of [`${place}:ns`, `${place}:i:{${one.relay.nodeId}}`]) {
      await redis.command("DEL", key);
      expect(await names()).not.toEqual(both);
      await expect.poll(names, SOON).toEqual(both);
    }
    expect([one.doubts, two.doubts]).toEqual([[], []]);
  });

  /** What somebody writes to a key of a chat, by the last letter of its name. */
  const keyOf = (place: string, threadId: string, which: "o" | "l") => `${place}:{${threadId}}:${which}`;

  it("in which somebody puts something of another type at each of our keys ends no server, and shuts no chat", async () => {
    const { redis, place, one, two, threadId, chat, copy } = await open();
    const idle = newThread();
    await (await ownChat(one, idle)).owned?.release();
    const keys = [...String(await redis.command("KEYS", `${place}:*`)).matchAll(/^\w.*$/gm)].map(([key]) => key.trim());
    // Leases, information and the list of nodes; owners of both chats, and a log.
    expect(keys).toHaveLength(8);
    for (const key of keys) {
      const isText = String(await redis.command("TYPE", key)).startsWith("+string");
      await redis.command("DEL", key);
      await redis.command(...(isText ? ["LPUSH", key, "x"] : ["SET", key, "x"]));
    }
    expect(await ownChat(two, idle, 2)).toMatchObject({ fenced: [] });
    for (let count = 0; count < 5; count += 1) {
      chat.say("and on ");
      chat.state(count);
      await chat.owned?.settled();
    }
    await expectSame(copy, chat);
    const third = await openNode(
      optionsOn(() => redis),
      place,
    );
    await expectSame(await followChat(third, threadId), chat);
    const ids = [one, two, third].map(
      ({ relay }) =>
        () =>
          relay.nodeId,
    );
    // Those whose lease was taken go on under another id.
    const areAllListed = async () => {
      const listed = new Set((await third.relay.nodes()).map(({ id }) => id));
      return listed.size === 3 && ids.every((id) => listed.has(id()));
    };
    await expect.poll(areAllListed, SOON).toBe(true);
    expect([chat.fenced, copy.ends]).toEqual([[], []]);
    await chat.owned?.release();
    expect(await ownChat(third, threadId, 2)).toMatchObject({ fenced: [] });
  });

  it.each(["*", "1-999999", "2-1", "1-18446744073709551615"])(
    "in which somebody writes %s into the log of a chat keeps nobody from following it, from going on, and from taking it over",
    async (id) => {
      const { redis, place, one, two, threadId, chat, copy } = await open();
      const write = () => redis.command("XADD", keyOf(place, threadId, "l"), id, "who", "knows");
      expect(await write()).toMatch(/^\$/);
      // Nothing has been said since.
      const third = await openNode(
        optionsOn(() => redis),
        place,
      );
      await expectSame(await followChat(third, threadId), chat);
      chat.state("first");
      await chat.owned?.settled();
      await write();
      chat.state("second");
      await expectSame(copy, chat);
      // Also where it is not known whether what was said before has arrived.
      await write();
      one.faults.loseAnswers = 1;
      chat.state("third");
      await chat.owned?.settled();
      await expectSame(copy, chat);
      expect([chat.fenced, copy.ends, copy.data]).toEqual([[], [], ["before", "first", "second", "third"]]);
      await chat.owned?.release();
      await write();
      const next = await ownChat(two, threadId, 2);
      const left = new ChatCopy();
      left.fold(next.owned?.tail ?? []);
      expect(left.data).toEqual(["before", "first", "second", "third"]);
      next.seq = left.seq;
      next.state("fourth");
      await next.owned?.settled();
      const after = await followChat(one, threadId);
      await expectSame(after, next);
    },
  );

  it.each(["never", "1e300", "-5", "1.5", "99999999999", "999999999999999999999"])(
    "in which somebody says that a chat has the epoch %s leaves it to its owner, and to who takes it over",
    async (epoch) => {
      const { redis, place, one, two, threadId, chat, copy } = await open();
      const lie = () => redis.command("HSET", keyOf(place, threadId, "o"), "epoch", epoch, "w:1", epoch);
      await lie();
      chat.state("on");
      await expectSame(copy, chat);
      expect([chat.fenced, copy.ends]).toEqual([[], []]);
      await lie();
      await one.relay.leave();
      await redis.command("HSET", keyOf(place, threadId, "o"), "node", "somebody");
      await lie();
      const next = await ownChat(two, threadId, 2);
      next.state("goes on");
      await next.owned?.settled();
      expect(next.fenced).toEqual([]);
    },
  );

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

  it("prolongs the lease of a node that has thousands of steps in line, before their turn comes", async () => {
    const { one, threadId } = await open();
    const steps = Array.from({ length: 5_000 }, () => one.driver.ownerOf(threadId));
    const first = await Promise.race([one.driver.renew(one.relay.nodeId), Promise.allSettled(steps).then(() => "the line")]);
    expect(first).toBe(true);
  });

  it("keeps nothing of a chat that has ended, and of a node that has left", async () => {
    const { redis, one, two, chat } = await open();
    await chat.owned?.end("deleted");
    await one.relay.leave();
    await two.relay.leave();
    expect(await redis.command("DBSIZE")).toBe(":0\r\n");
  });
});
