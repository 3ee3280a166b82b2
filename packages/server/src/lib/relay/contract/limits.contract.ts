import { expect, it } from "vitest";
import { MOST_ENTRY_BYTES, MOST_LOG_BYTES, MOST_LOG_ENTRIES, MOST_SNAPSHOT_BYTES } from "../limits.ts";
import { ChatCopy } from "../testing/chat-lines.ts";
import { expectSame, followChat, newPlace, newThread, openNode, ownChat, type RelayContractOptions } from "./open-nodes.ts";

/** What an entry, a log and a snapshot may take, and what a token costs. */
export function describeLimits(options: RelayContractOptions): void {
  it("splits what is larger than an entry, be it a text, a fact or many", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    const copy = await followChat(two, threadId);
    chat.say("😀東京".repeat(100_000));
    chat.state("ö😀".repeat(150_000));
    for (let count = 0; count < 30; count += 1) chat.state("x".repeat(50_000));
    await chat.owned?.settled();
    await expectSame(copy, chat);
    expect(copy.data[0]).toBe("ö😀".repeat(150_000));
    expect(copy.snapshots).toBe(1);
    const entries = await two.driver.read(threadId, { epoch: 1, at: 0 });
    expect(Math.max(...entries.map(({ body }) => Buffer.byteLength(body)))).toBeLessThanOrEqual(MOST_ENTRY_BYTES);
    const next = new ChatCopy();
    await one.relay.leave();
    next.fold((await ownChat(two, threadId, 2)).owned?.tail ?? []);
    expect([next.text, next.seq, next.wrong]).toEqual([chat.text, chat.seq, []]);
  });

  it("keeps so many entries of a chat and no more", async () => {
    const place = newPlace();
    const one = await openNode(options, place);
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    for (let count = 0; count < MOST_LOG_ENTRIES + 500; count += 1) {
      chat.state(count);
      chat.owned?.place();
      if (count % 100 === 0) await chat.owned?.settled();
    }
    await chat.owned?.settled();
    const entries = await one.driver.read(threadId, { epoch: 1, at: 0 });
    expect(entries.length).toBeLessThanOrEqual(MOST_LOG_ENTRIES);
    expect(entries.length).toBeGreaterThan(MOST_LOG_ENTRIES / 2);
    expect(entries.at(-1)?.at).toBe(chat.owned?.place().at);
  });

  it("keeps so many bytes of a chat and no more", async () => {
    const place = newPlace();
    const one = await openNode(options, place);
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    for (let count = 0; count < 30; count += 1) {
      chat.say("x".repeat(200_000));
      await chat.owned?.settled();
    }
    const entries = await one.driver.read(threadId, { epoch: 1, at: 0 });
    const bytes = entries.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0);
    expect(bytes).toBeLessThanOrEqual(MOST_LOG_BYTES);
    expect(bytes).toBeGreaterThan(MOST_LOG_BYTES / 2);
  });

  it("leaves out for who takes over what the data layer has, and gives nothing after a hole", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    for (const data of ["written", "written, too"]) chat.state(data);
    const written = chat.owned?.place();
    if (written) chat.owned?.written(written);
    chat.state("not yet");
    await chat.owned?.release();
    const second = await ownChat(two, threadId, 2);
    const data = (tail: readonly unknown[] = []) => tail.map((event) => (event as { readonly data: unknown }).data);
    expect(data(second.owned?.tail)).toEqual(["not yet"]);
    // It dies before it has written that: the next one has it again, and what was said since.
    second.seq = chat.seq;
    second.state("since");
    await second.owned?.release();
    const third = await ownChat(one, threadId, 3);
    expect(data(third.owned?.tail)).toEqual(["not yet", "since"]);
    third.owned?.tailWritten();
    third.state("of the third");
    await third.owned?.settled();
    await expect.poll(() => two.driver.tail(threadId, 3)).toEqual([]);
    await options.forget(place);
    third.state("after the hole");
    await third.owned?.release();
    expect((await ownChat(two, threadId, 4)).owned?.tail).toEqual([]);
  });

  it("hands a large state over, and says that one is too large", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    chat.text = "x".repeat(MOST_SNAPSHOT_BYTES - 100);
    const copy = await followChat(two, threadId);
    expect(copy.text.length).toBe(chat.text.length);
    copy.stop();
    chat.text = "x".repeat(MOST_SNAPSHOT_BYTES + 1);
    await expect(two.relay.follow(threadId, new ChatCopy())).rejects.toMatchObject({ code: "TOO_LARGE" });
  });

  it("gathers the tokens of a moment into few entries", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    const copy = await followChat(two, threadId);
    for (let count = 0; count < 1_000; count += 1) chat.say("token ");
    await expectSame(copy, chat);
    expect(chat.owned?.place().at).toBeLessThanOrEqual(3);
  });
}
