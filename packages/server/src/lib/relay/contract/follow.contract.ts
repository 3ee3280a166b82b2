import { expect, it } from "vitest";
import { ChatCopy } from "../testing/chat-lines.ts";
import { expectSame, followChat, newPlace, newThread, openNode, ownChat, type RelayContractOptions, SOON } from "./open-nodes.ts";

/** That a follower has what the owner has, whatever the way does. */
export function describeFollowing(options: RelayContractOptions): void {
  async function pair() {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    return { place, one, two, threadId, chat };
  }

  it("hands the state over, and then what the owner states", async () => {
    const { one, two, threadId, chat } = await pair();
    chat.say("Before. ");
    chat.state();
    const copy = await followChat(two, threadId);
    expect([copy.text, copy.seq, copy.snapshots]).toEqual(["Before. ", 1, 1]);
    for (let count = 0; count < 50; count += 1) {
      chat.say(`word ${count} `);
      if (count % 10 === 0) chat.state(count);
    }
    await expectSame(copy, chat);
    expect(copy.data).toEqual([0, 10, 20, 30, 40]);
    expect(chat.followers).toEqual([[two.relay.nodeId, { language: "pt" }]]);
    expect([...(chat.owned?.followers ?? [])]).toEqual([two.relay.nodeId]);
    expect(copy.place).toEqual(chat.owned?.place());
    copy.stop();
    await expect.poll(() => chat.gone, SOON).toEqual([two.relay.nodeId]);
    expect(one.lost).toEqual([]);
  });

  it("misses nothing of what is said while somebody begins to follow", async () => {
    const { two, threadId, chat } = await pair();
    const talking = (async () => {
      for (let count = 0; count < 200; count += 1) {
        chat.say(`${count} `);
        if (count % 3 === 0) chat.state(count);
        await new Promise((resolve) => setImmediate(resolve));
      }
    })();
    const copies = await Promise.all([followChat(two, threadId), followChat(two, threadId), followChat(two, threadId)]);
    await talking;
    for (const copy of copies) await expectSame(copy, chat);
    copies[0]?.stop();
    chat.state("heard by those who stay");
    for (const copy of copies.slice(1)) await expectSame(copy, chat);
    expect(chat.gone).toEqual([]);
  });

  it("asks an engine that is away now and then, not as fast as it refuses, and reads on when it is back", async () => {
    const { two, threadId, chat } = await pair();
    const copy = await followChat(two, threadId);
    two.faults.dropNotices = 1;
    two.faults.failReads = 10_000;
    chat.state("lost");
    await chat.owned?.settled();
    chat.state("heard");
    await chat.owned?.settled();
    // It has noticed, asked, and been refused.
    await expect.poll(() => two.faults.failReads, SOON).toBeLessThan(10_000);
    for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(two.faults.failReads).toBeGreaterThan(9_900);
    two.faults.failReads = 0;
    await expectSame(copy, chat);
  });

  it("reads from the log what got lost on the way", async () => {
    const { two, threadId, chat } = await pair();
    const copy = await followChat(two, threadId);
    for (let round = 0; round < 5; round += 1) {
      two.faults.dropNotices = 3;
      for (let count = 0; count < 5; count += 1) {
        chat.state(count);
        await chat.owned?.settled();
      }
      await expectSame(copy, chat);
    }
    expect(copy.snapshots).toBe(1);
  });

  it("finds out that the last words got lost, although nothing comes after them", async () => {
    const { two, threadId, chat } = await pair();
    const copy = await followChat(two, threadId);
    two.faults.dropNotices = 1;
    chat.state("the end");
    await expectSame(copy, chat);
    expect(copy.data).toEqual(["the end"]);
  });

  it("is told of what is large as of what is small, and does not have to look for it", async () => {
    const { two, threadId, chat } = await pair();
    const copy = await followChat(two, threadId);
    // It does not look by itself into the log of a chat in which no turn runs.
    copy.busy = false;
    for (const size of [1, 7_700, 7_900, 50_000, 1]) {
      chat.state("ö".repeat(size / 2 + 1));
      await expectSame(copy, chat);
    }
    expect(copy.snapshots).toBe(1);
  });

  it("says nothing twice when everything comes twice and late", async () => {
    const { two, threadId, chat } = await pair();
    two.faults.doubles = true;
    two.faults.delayMs = 30;
    const copy = await followChat(two, threadId);
    for (let count = 0; count < 20; count += 1) {
      chat.state(count);
      chat.say("word ");
      await chat.owned?.settled();
    }
    await expectSame(copy, chat);
    expect(copy.data).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it("begins anew with the state when the log has forgotten what is missing", async () => {
    const { place, two, threadId, chat } = await pair();
    const copy = await followChat(two, threadId);
    chat.state();
    await expectSame(copy, chat);
    two.faults.dropNotices = 2;
    for (const data of ["lost", "lost, too"]) {
      chat.state(data);
      await chat.owned?.settled();
    }
    await options.forget(place);
    chat.state("heard");
    await expectSame(copy, chat);
    expect(copy.snapshots).toBe(2);
    expect(chat.fenced).toEqual([]);
  });

  it("needs no state for who has a copy of the epoch already", async () => {
    const { two, threadId, chat } = await pair();
    const first = await followChat(two, threadId);
    chat.state("heard");
    await expectSame(first, chat);
    first.stop();
    chat.state("missed");
    await chat.owned?.settled();
    const copy = new ChatCopy();
    Object.assign(copy, { text: first.text, seq: first.seq, from: first.place });
    await followChat(two, threadId, copy);
    await expectSame(copy, chat);
    expect([copy.snapshots, copy.data]).toEqual([0, ["missed"]]);
  });

  it("goes on after the line of a follower, and that of the owner, was cut for a while", async () => {
    const { one, two, threadId, chat } = await pair();
    const copy = await followChat(two, threadId);
    for (const node of [two, one]) {
      node.faults.cut();
      for (let count = 0; count < 10; count += 1) chat.state(count);
      chat.say("said in the dark ");
      node.faults.mend();
      await expectSame(copy, chat);
    }
    expect(chat.fenced).toEqual([]);
  });

  it("tells those who follow that a chat was given back, and why one has ended", async () => {
    const { two, one, threadId, chat } = await pair();
    const copy = await followChat(two, threadId);
    chat.say("Good night.");
    await chat.owned?.release();
    await expect.poll(() => copy.ends, SOON).toEqual([["released"]]);
    expect(copy.text).toBe("Good night.");
    const next = await ownChat(one, threadId, 2);
    const other = await followChat(two, threadId);
    await next.owned?.end("deleted");
    await expect.poll(() => other.ends, SOON).toEqual([["ended", "deleted"]]);
    expect(await two.driver.tail(threadId, 9)).toEqual([]);
    await expect(two.relay.follow(threadId, new ChatCopy())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
}
