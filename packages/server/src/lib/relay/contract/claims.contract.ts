import { expect, it, onTestFinished } from "vitest";
import { createRelay } from "../shared-relay.ts";
import { OwnChat } from "../testing/chat-lines.ts";
import { LEASE_MS, newPlace, newThread, openNode, ownChat, type RelayContractOptions, SOON } from "./open-nodes.ts";

/** Who owns a session, and that nobody else writes to it. */
export function describeClaims(options: RelayContractOptions): void {
  it("gives a chat that nobody has to the one who claims it, and tells the others who that is", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    expect(await two.relay.find(threadId)).toEqual({ where: "nobody" });
    const chat = await ownChat(one, threadId, 7);
    expect(await one.relay.find(threadId)).toEqual({ where: "here", owned: chat.owned });
    const owner = { node: one.relay.nodeId, epoch: 7 };
    expect(await two.relay.find(threadId)).toEqual({ where: "elsewhere", owner });
    expect(await two.relay.claim(threadId, 8, new OwnChat())).toEqual({ owner });
  });

  it("lets somebody look and ask who is no node: nobody counts it, and it takes no chat", async () => {
    const place = newPlace();
    const one = await openNode(options, place);
    const threadId = newThread();
    await ownChat(one, threadId);
    const observer = createRelay(options.create(place, LEASE_MS));
    await observer.join({ name: "observer", observes: true, onRequest: async () => undefined });
    onTestFinished(() => observer.leave());
    for (const relay of [one.relay, observer]) expect((await relay.nodes()).map(({ id }) => id)).toEqual([one.relay.nodeId]);
    expect(await observer.find(threadId)).toEqual({ where: "elsewhere", owner: { node: one.relay.nodeId, epoch: 1 } });
    expect(await observer.ask(one.relay.nodeId, { kind: "hello", body: 7 })).toEqual({ is: "answered", body: 7 });
    await expect(observer.claim(newThread(), 1, new OwnChat())).rejects.toMatchObject({ code: "UNAVAILABLE" });
  });

  it("gives a chat to one of several who claim it at once", async () => {
    const place = newPlace();
    const nodes = await Promise.all([1, 2, 3].map(() => openNode(options, place)));
    for (let round = 0; round < 10; round += 1) {
      const threadId = newThread();
      const claims = await Promise.all(nodes.map((node, index) => node.relay.claim(threadId, index + 1, new OwnChat())));
      const winners = nodes.filter((_, index) => "owned" in (claims[index] ?? {}));
      expect(winners).toHaveLength(1);
      for (const claim of claims) if ("owner" in claim) expect(claim.owner.node).toBe(winners[0]?.relay.nodeId);
    }
  });

  it("refuses an epoch that is not above the last one, also after a release", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId, 5);
    await expect(one.relay.claim(threadId, 5, new OwnChat())).rejects.toMatchObject({ code: "STALE_WRITE" });
    chat.state();
    await chat.owned?.release();
    await expect(two.relay.claim(threadId, 5, new OwnChat())).rejects.toMatchObject({ code: "STALE_WRITE" });
    expect(await two.relay.claim(threadId, 6, new OwnChat())).toHaveProperty("owned");
  });

  it("refuses what the owner of an older epoch appends, and tells it that it is fenced", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const old = await ownChat(one, threadId, 1);
    old.state("old");
    await old.owned?.settled();
    // As if it had been taken for dead: the newer one has seen it as the owner.
    const step = { seen: one.relay.nodeId, node: two.relay.nodeId, epoch: 2 };
    expect(await two.driver.claim(threadId, step)).toEqual({ ok: true });
    old.state("late");
    await expect.poll(() => old.fenced, SOON).toEqual([{ node: two.relay.nodeId, epoch: 2 }]);
    const entries = await two.driver.read(threadId, { epoch: 1, at: 0 });
    expect(entries.map(({ body }) => body).join()).not.toContain("late");
  });

  it("fences the older of two owners also when everything was forgotten between", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const old = await ownChat(one, threadId, 1);
    one.faults.freeze();
    await options.forget(place);
    const young = await ownChat(two, threadId, 2);
    young.state("young");
    await young.owned?.settled();
    await options.forget(place);
    one.faults.thaw();
    // The older one may have it back while nobody says otherwise, and not for longer.
    old.state("old");
    young.state("younger");
    await young.owned?.settled();
    old.state("older");
    await expect.poll(() => old.fenced, SOON).toHaveLength(1);
    expect(young.fenced).toEqual([]);
    const owner = { node: expect.any(String), epoch: 2 };
    await expect.poll(() => one.relay.find(threadId), SOON).toEqual({ where: "elsewhere", owner });
  });

  it("goes on for an owner whom the engine alone has forgotten", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId, 3);
    chat.state();
    await chat.owned?.settled();
    await options.forgetOwner(place, threadId);
    chat.state();
    await chat.owned?.settled();
    expect(chat.fenced).toEqual([]);
    expect(await two.relay.find(threadId)).toEqual({ where: "elsewhere", owner: { node: one.relay.nodeId, epoch: 3 } });
    expect(await two.driver.tops([{ threadId, epoch: 3 }])).toEqual([2]);
  });

  it("gives a chat to who claimed it before and was never answered, under the same epoch", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    one.faults.loseClaims = 1;
    await expect(ownChat(one, threadId, 3)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    const chat = await ownChat(one, threadId, 3);
    chat.state();
    await chat.owned?.settled();
    expect(chat.fenced).toEqual([]);
    expect(await two.relay.find(threadId)).toEqual({ where: "elsewhere", owner: { node: one.relay.nodeId, epoch: 3 } });
    await expect(ownChat(one, threadId, 3)).rejects.toMatchObject({ code: "STALE_WRITE" });
  });

  it("keeps one copy of what was sent twice because its answer got lost", async () => {
    const place = newPlace();
    const one = await openNode(options, place);
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    one.faults.loseAnswers = 2;
    for (const data of ["a", "b", "c"]) {
      chat.state(data);
      await chat.owned?.settled();
    }
    const entries = await one.driver.read(threadId, { epoch: 1, at: 0 });
    expect(entries.map(({ at }) => at)).toEqual([1, 2, 3]);
    expect(chat.fenced).toEqual([]);
  });

  it("releases a chat with everything that was said in it, for whoever comes next", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    chat.say("Said at the last moment.");
    await chat.owned?.release();
    expect(await one.relay.find(threadId)).toMatchObject({ where: "nobody" });
    const next = await ownChat(two, threadId, 2);
    expect(JSON.stringify(next.owned?.tail)).toContain("Said at the last moment.");
    chat.say("too late");
    expect(chat.fenced).toEqual([]);
  });

  it("takes no chats while it drains, shows that to the others, and is gone to them once it has left", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const chat = await ownChat(one, newThread());
    await one.relay.drain();
    await expect(one.relay.claim(newThread(), 1, new OwnChat())).rejects.toMatchObject({ code: "UNAVAILABLE" });
    const drained = (await two.relay.nodes()).find(({ id }) => id === one.relay.nodeId);
    expect(drained).toEqual({ id: one.relay.nodeId, name: "node", draining: true });
    // What it has goes on.
    chat.state();
    await chat.owned?.settled();
    expect(chat.fenced).toEqual([]);
    const left = one.relay.nodeId;
    await one.relay.leave();
    expect((await two.relay.nodes()).map(({ id }) => id)).toEqual([two.relay.nodeId]);
    expect(await two.driver.presence([left])).toEqual(["gone"]);
    expect(await two.relay.find(chat.owned?.threadId ?? newThread())).toMatchObject({ where: "nobody" });
  });
}
