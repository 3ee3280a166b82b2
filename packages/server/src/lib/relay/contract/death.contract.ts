import { expect, it } from "vitest";
import { ChatCopy } from "../testing/chat-lines.ts";
import { expectSame, followChat, LEASE_MS, newPlace, newThread, openNode, ownChat, type RelayContractOptions, SOON } from "./open-nodes.ts";

/** Nodes that die, sleep, or are taken for dead. */
export function describeDeath(options: RelayContractOptions): void {
  it("notices a killed process, and who takes over has every word that anybody heard", async () => {
    const place = newPlace();
    // A lease that is far too long: only the closed connection can have told.
    const leaseMs = 60_000;
    const [process, node] = await Promise.all([options.startProcess(place, leaseMs), openNode(options, place, leaseMs)]);
    const threadId = newThread();
    expect(await process.claim(threadId, 1)).toBe(true);
    await process.say(threadId, "Before anybody follows. ");
    const copy = await followChat(node, threadId);
    for (let count = 0; count < 20; count += 1) await process.say(threadId, `word ${count} `);
    const dead = await process.nodeId();
    await process.kill();
    const began = performance.now();
    await expect.poll(() => copy.ends, SOON).toEqual([["lost"]]);
    expect(performance.now() - began).toBeLessThan(10_000);
    await expect.poll(() => node.lost, SOON).toEqual([dead]);
    const next = await ownChat(node, threadId, 2);
    const whole = new ChatCopy();
    whole.fold(next.owned?.tail ?? []);
    expect(whole.wrong).toEqual([]);
    expect(whole.text).toContain(copy.text);
    expect([whole.seq >= copy.seq, whole.text.endsWith("word 19 ")]).toEqual([true, true]);
    expect(await node.relay.ask(dead, { kind: "k", body: 1 })).toEqual({ is: "nobody" });
  });

  it("waits no longer for what a process was asked that is killed before it answers", async () => {
    const place = newPlace();
    const [process, node] = await Promise.all([options.startProcess(place, 60_000), openNode(options, place, 60_000)]);
    const dead = await process.nodeId();
    process.freeze();
    const asked = node.relay.ask(dead, { kind: "k", body: 1 }, { timeoutMs: 600_000 });
    await process.kill();
    expect(["late", "nobody"]).toContain((await asked).is);
  });

  it("notices a frozen process by its lease, and fences it when it wakes", async () => {
    const place = newPlace();
    const [process, node] = await Promise.all([options.startProcess(place, LEASE_MS), openNode(options, place)]);
    const threadId = newThread();
    await process.claim(threadId, 1);
    await process.say(threadId, "one ");
    const copy = await followChat(node, threadId);
    process.freeze();
    await expect.poll(() => copy.ends, SOON).toEqual([["lost"]]);
    const next = await ownChat(node, threadId, 2);
    next.state("of the new owner");
    await next.owned?.settled();
    process.thaw();
    await process.say(threadId, "two ");
    await expect.poll(() => process.fenced(threadId), SOON).toBe(1);
    expect(next.fenced).toEqual([]);
    const old = await node.driver.read(threadId, { epoch: 1, at: 0 });
    expect(old.map(({ body }) => body).join()).not.toContain("two");
  });

  it("goes on under a new life after a lost lease, when nobody was faster", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId, 4);
    const copy = await followChat(two, threadId);
    chat.state();
    await expectSame(copy, chat);
    const first = one.relay.nodeId;
    two.faults.cut();
    await one.driver.bury(first);
    await expect.poll(() => one.relay.nodeId, SOON).not.toBe(first);
    two.faults.mend();
    chat.state("in the new life");
    await expectSame(copy, chat);
    expect([chat.fenced, copy.ends]).toEqual([[], []]);
    expect(await two.relay.find(threadId)).toEqual({ where: "elsewhere", owner: { node: one.relay.nodeId, epoch: 4 } });
    expect(await two.relay.ask(one.relay.nodeId, { kind: "k", body: 1 })).toEqual({ is: "answered", body: 1 });
  });

  it("keeps its chats over two new lives, also when it never heard that the first of them had taken them back", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId, 4);
    const endLife = async () => {
      const life = one.relay.nodeId;
      await one.driver.bury(life);
      await expect.poll(() => one.relay.nodeId, SOON).not.toBe(life);
    };
    one.faults.loseClaims = Number.POSITIVE_INFINITY;
    await endLife();
    await expect.poll(() => two.driver.ownerOf(threadId), SOON).toEqual({ node: one.relay.nodeId, epoch: 4 });
    one.faults.loseClaims = 0;
    await endLife();
    chat.state("in the third life");
    await chat.owned?.settled();
    expect(chat.fenced).toEqual([]);
    expect(await two.relay.find(threadId)).toEqual({ where: "elsewhere", owner: { node: one.relay.nodeId, epoch: 4 } });
  });

  it("never revives a life that is over", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const first = one.relay.nodeId;
    await two.driver.bury(first);
    expect(await one.driver.renew(first)).toBe(false);
    await expect.poll(() => one.relay.nodeId, SOON).not.toBe(first);
    expect(await two.driver.presence([first, one.relay.nodeId])).toEqual(["gone", "alive"]);
  });

  it("never prolongs a lease that ran out, also where nobody has noticed", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const first = one.relay.nodeId;
    one.faults.cut();
    await expect.poll(() => two.driver.presence([first]), SOON).toEqual(["gone"]);
    expect(await two.driver.renew(first)).toBe(false);
    expect(await two.driver.presence([first])).toEqual(["gone"]);
    one.faults.mend();
    await expect.poll(() => one.relay.nodeId, SOON).not.toBe(first);
  });

  it("says that it is in doubt before others may act, and when that is over", async () => {
    const place = newPlace();
    const one = await openNode(options, place);
    one.faults.cut();
    await expect.poll(() => one.doubts, SOON).toEqual([true]);
    one.faults.mend();
    await expect.poll(() => one.doubts, SOON).toEqual([true, false]);
  });

  it("loses no owner and no follower when the engine forgets everything", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    const copy = await followChat(two, threadId);
    for (let round = 0; round < 3; round += 1) {
      chat.say(`round ${round} `);
      await options.forget(place);
      chat.state(round);
      await expectSame(copy, chat);
    }
    await expect.poll(async () => (await two.relay.nodes()).length, SOON).toBe(2);
    chat.state("after all");
    await expectSame(copy, chat);
    expect(chat.fenced).toEqual([]);
  });

  it("drops a follower whose process was killed", async () => {
    const place = newPlace();
    const [process, node] = await Promise.all([options.startProcess(place, LEASE_MS), openNode(options, place)]);
    const threadId = newThread();
    const chat = await ownChat(node, threadId);
    expect(await process.follow(threadId)).toBe(true);
    const dead = await process.nodeId();
    expect(chat.followers.map(([id]) => id)).toEqual([dead]);
    await process.kill();
    await expect.poll(() => chat.gone, SOON).toEqual([dead]);
    expect(chat.owned?.followers.size).toBe(0);
  });
}
