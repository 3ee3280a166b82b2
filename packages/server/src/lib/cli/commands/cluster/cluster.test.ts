import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newId, type ThreadId } from "@colloquy/protocol";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { Person } from "../../../../../test/person.ts";
import { createApp } from "../../../app/app.ts";
import { Message } from "../../../chat/message.ts";
import { answerCluster } from "../../../node/answer-cluster.ts";
import { createRedisRelayDriver } from "../../../relay/drivers/redis.ts";
import type { Relay } from "../../../relay/relay.ts";
import { createRelay } from "../../../relay/shared-relay.ts";
import { OwnChat } from "../../../relay/testing/chat-lines.ts";
import { startRedis, type TestRedis } from "../../../relay/testing/start-redis.ts";
import { serveApp } from "../../../testing/serve-app.ts";
import { type Ran, runCli } from "../../testing/run-cli.ts";

let redis: TestRedis;
let folder: string;
beforeAll(async () => {
  redis = await startRedis();
  folder = mkdtempSync(path.join(tmpdir(), "colloquy-cluster-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await redis.remove();
});

const cluster = (...args: readonly string[]): Promise<Ran> => runCli(["cluster", ...args], { cwd: folder, env: { REDIS_URL: redis.url } });

interface TestNode {
  readonly relay: Relay;
  readonly url: string;
  readonly drains: () => number;
  readonly endChats: () => Promise<unknown>;
}

/** A server that takes part as a node of this name. */
async function openNode(name: string): Promise<TestNode> {
  const served = await serveApp(createApp({ onMessage: () => new Message("done").send() }));
  const relay = createRelay(createRedisRelayDriver({ url: redis.url }));
  const answers = new Map<string, (body: unknown) => unknown>();
  let drains = 0;
  const { registry, services } = served.server.host;
  answerCluster({
    calls: { answer: (kind, answer) => void answers.set(kind, answer) },
    sessions: () => registry.sessions,
    followed: () => 0,
    tally: services.tally,
    ready: () => drains === 0,
    drain: () => {
      drains += 1;
      void relay.drain();
    },
  });
  await relay.join({ name, version: "7", onRequest: async ({ kind, body }) => answers.get(kind)?.(body) });
  onTestFinished(async () => {
    await relay.leave();
    await served.close();
  });
  const endChats = () => Promise.all(registry.sessions.map((session) => registry.end(session)));
  return { relay, url: served.url, drains: () => drains, endChats };
}

describe("colloquy cluster status", () => {
  it("says which nodes there are and how each is, and is none of them itself", async () => {
    const one = await openNode("chat-1");
    const two = await openNode("chat-2");
    using person = new Person(one.url);
    await person.ask("hello");
    const { code, stdout } = await cluster("status");
    expect(code).toBe(0);
    const [first, firstWords, second, secondWords, ...more] = stdout.trimEnd().split("\n");
    expect(first).toContain(`✓ chat-1 ${one.relay.nodeId} · 7`);
    expect(firstWords).toMatch(
      /ready · runs 1 chat, follows 0, 1 connection · \d turns? at work, 0 questions open · \d+ MiB · up \d+ (s|min|h)/,
    );
    expect(second).toContain(`✓ chat-2 ${two.relay.nodeId}`);
    expect(secondWords).toContain("runs 0 chats");
    expect(more).toEqual([]);
  });

  it("says it as JSON, also of a node that does not answer", async () => {
    const one = await openNode("chat-1");
    const mute = createRelay(createRedisRelayDriver({ url: redis.url }));
    await mute.join({ name: "mute", onRequest: () => Promise.reject(new Error("broken")) });
    onTestFinished(() => mute.leave());
    const { stdout } = await cluster("status", "--json");
    expect(JSON.parse(stdout)).toEqual([
      expect.objectContaining({ id: one.relay.nodeId, name: "chat-1", version: "7", draining: false, ready: true, owned: 0, followed: 0 }),
      expect.objectContaining({ id: mute.nodeId, name: "mute", silent: expect.stringMatching(/./) }),
    ]);
    expect((await cluster("status")).stdout).toContain("no word from it:");
  });

  it("says that no node is there", async () => {
    expect(await cluster("status")).toMatchObject({ code: 0, stdout: expect.stringContaining("No node is there.") });
  });
});

describe("colloquy cluster owners", () => {
  it("says who runs a chat, and that nobody does", async () => {
    const one = await openNode("chat-1");
    const threadId = newId<ThreadId>();
    await one.relay.claim(threadId, 4, new OwnChat());
    expect((await cluster("owners", threadId)).stdout).toContain(`chat-1 ${one.relay.nodeId} runs it, epoch 4`);
    expect(JSON.parse((await cluster("owners", threadId, "--json")).stdout)).toEqual({
      threadId,
      node: one.relay.nodeId,
      epoch: 4,
      name: "chat-1",
    });
    expect((await cluster("owners", newId())).stdout).toContain("Nobody runs it");
    expect(await cluster("owners", "no id!")).toMatchObject({ code: 1, stderr: expect.stringContaining('"no id!" is no id of a chat.') });
  });

  it("lists what each node runs, so many of each, and nothing that was said", async () => {
    const one = await openNode("chat-1");
    await openNode("chat-2");
    using ada = new Person(one.url);
    using bob = new Person(one.url);
    await Promise.all([ada.ask("a secret"), bob.ask("a secret")]);
    const ids = [ada, bob].map(({ client }) => client.store.getOverview().thread.id);
    const all = (await cluster("owners")).stdout;
    expect(all).toMatch(/chat-1 \S+ 2 chats/);
    expect(all).toMatch(/chat-2 \S+ 0 chats/);
    for (const id of ids) expect(all).toMatch(new RegExp(`${id} {2}epoch \\d+ · 1 listener · 0 turns · 0 questions`));
    expect(all).not.toContain("secret");
    const few = (await cluster("owners", "--node", "chat-1", "--limit", "1")).stdout;
    expect(few).toContain("and 1 more; --limit shows more");
    expect(few).not.toContain("chat-2");
    const [told] = JSON.parse((await cluster("owners", "--json")).stdout) as [{ total: number; chats: { threadId: string }[] }];
    expect([told.total, told.chats.map(({ threadId }) => threadId).sort()]).toEqual([2, [...ids].sort()]);
  });
});

describe("colloquy cluster drain", () => {
  it("drains the node that is named, by its name or by how its id begins, and no other", async () => {
    const one = await openNode("chat-1");
    const two = await openNode("chat-2");
    expect((await cluster("drain", "chat-1")).stdout).toContain("✓ chat-1 drains");
    expect([one.drains(), two.drains()]).toEqual([1, 0]);
    const { stdout } = await cluster("status");
    expect(stdout).toMatch(/! chat-1 .*\n {4}drains/);
    expect(stdout).toMatch(/✓ chat-2 .*\n {4}ready/);
    expect((await cluster("drain", two.relay.nodeId.slice(0, 8), "--json")).stdout).toContain('"draining": true');
    expect(two.drains()).toBe(1);
  });

  it("waits until it runs no chat any more, where that is wanted", async () => {
    const one = await openNode("chat-1");
    using person = new Person(one.url);
    await person.ask("hello");
    const draining = cluster("drain", "chat-1", "--wait");
    await expect.poll(() => one.drains(), { timeout: 20_000 }).toBe(1);
    person.client.close();
    await one.endChats();
    expect(await draining).toMatchObject({ code: 0, stdout: expect.stringContaining("chat-1 runs no chat any more.") });
  });

  it("names the nodes that there are when it knows none of that name, or several", async () => {
    const one = await openNode("chat");
    const two = await openNode("chat");
    const unknown = await cluster("drain", "nobody");
    expect(unknown).toMatchObject({ code: 1, stderr: expect.stringContaining('No node is called "nobody".') });
    expect(unknown.stderr).toContain(one.relay.nodeId);
    const several = await cluster("drain", "chat");
    expect(several).toMatchObject({ code: 1, stderr: expect.stringContaining('Several nodes are called "chat".') });
    expect(several.stderr).toContain(two.relay.nodeId);
    expect([one.drains(), two.drains()]).toEqual([0, 0]);
  });
});

describe("colloquy cluster without nodes to ask", () => {
  it("says that REDIS_URL is missing, and reads it from the app's .env", async () => {
    const alone = await runCli(["cluster", "status"], { cwd: folder });
    expect(alone.code).toBe(1);
    expect(alone.stderr).toContain("This app runs as one process and has no nodes: neither REDIS_URL");
    const app = mkdtempSync(path.join(tmpdir(), "colloquy-cluster-app-"));
    onTestFinished(() => rmSync(app, { recursive: true }));
    writeFileSync(path.join(app, ".env"), `REDIS_URL=${redis.url}\n`);
    expect(await runCli(["cluster", "status", "--app", app], { cwd: folder })).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("No node is there."),
    });
    const nowhere = await runCli(["cluster", "status", "--app", path.join(app, "none")], { cwd: folder });
    expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no folder") });
  });

  it("says that Redis cannot be reached, and ends", async () => {
    const unreachable = await runCli(["cluster", "status"], { cwd: folder, env: { REDIS_URL: "redis://127.0.0.1:1" } });
    expect(unreachable.code).toBe(1);
    expect(unreachable.stderr).toMatch(/→ ./);
    expect(unreachable.stderr).not.toMatch(/\n\s+at /);
  });
});
