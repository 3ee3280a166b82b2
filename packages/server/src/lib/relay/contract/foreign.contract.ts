import { newId, type ServerEvent } from "@colloquy/protocol";
import { expect, it } from "vitest";
import { ChatCopy } from "../testing/chat-lines.ts";
import {
  expectSame,
  followChat,
  newPlace,
  newThread,
  openNode,
  ownChat,
  type RelayContractOptions,
  SOON,
  type TestNode,
} from "./open-nodes.ts";

/** What no node of ours sends to another. */
const NO_MESSAGES = [
  "",
  "{",
  "null",
  "[]",
  "17",
  '"id"',
  "{}",
  '{"answer":5}',
  '{"id":1,"from":2}',
  '{"id":"1"}',
  '{"answer":"x","error":{"code":"NEW"}}',
];
/** What no owner of ours writes. */
const NO_ENTRIES = [
  "",
  "nonsense",
  "=",
  "={}",
  "=[null]",
  '=[{"type":"window-message"}]',
  "=[",
  '[{"type":"window-message","seq":2,"data":null}]',
];

/** What others write who use the same engine, and nodes of another release. */
export function describeForeign(options: RelayContractOptions): void {
  /** Writes this as the next entry of the owner's log, who knows nothing of it. */
  async function write(node: TestNode, threadId: ReturnType<typeof newThread>, at: number, body: string): Promise<void> {
    const step = { node: node.relay.nodeId, epoch: 1, entries: [{ at, body }], isRepeat: false, isFollowed: true, forget: 0, written: 0 };
    expect(await node.driver.append(threadId, step)).toEqual({ ok: true });
  }

  it("goes on, and misses nothing, when somebody sends to a node what no node sends", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    const copy = await followChat(two, threadId);
    const sent = NO_MESSAGES.flatMap((message) => [one, two].map((to) => two.driver.send(to.relay.nodeId, message)));
    const asked = two.relay.ask(one.relay.nodeId, { kind: "k", body: "between" });
    chat.say("between");
    chat.state("between");
    expect((await Promise.all(sent)).every(Boolean)).toBe(true);
    expect(await asked).toEqual({ is: "answered", body: "between" });
    await expectSame(copy, chat);
    expect(one.asked.map(([kind]) => kind)).toEqual(["k"]);
  });

  it("throws what another release answers under a code that this one does not know, in its words", async () => {
    const place = newPlace();
    const two = await openNode(options, place);
    const newer = options.create(place, 3_000);
    const id = newId();
    const error = { code: "FROM_TOMORROW", message: "Not on Sundays.", fix: "Come on Monday." };
    await newer.open({
      onMessage: (message) => {
        const asked = JSON.parse(message) as { readonly id: string; readonly from: string };
        void newer.send(asked.from, JSON.stringify({ answer: asked.id, error }));
      },
      onReconnected: () => undefined,
    });
    try {
      await newer.enter({ id, name: "newer", draining: false });
      const refused = two.relay.ask(id, { kind: "k", body: null }, { timeoutMs: 10_000 });
      await expect(refused).rejects.toMatchObject({ code: "INTERNAL", message: "Not on Sundays.", fix: "Come on Monday." });
    } finally {
      await newer.close();
    }
  });

  it("asks the owner anew for what is no entry, and follows on from there", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    for (const body of NO_ENTRIES) {
      const threadId = newThread();
      const chat = await ownChat(one, threadId);
      chat.state("before");
      const copy = await followChat(two, threadId);
      await expectSame(copy, chat);
      await write(one, threadId, (chat.owned?.place().at ?? 0) + 1, body);
      for (let count = 0; count < 3; count += 1) {
        chat.say(`after ${count} `);
        chat.state(count);
        await chat.owned?.settled();
      }
      await expectSame(copy, chat);
      expect([chat.fenced, copy.ends], body).toEqual([[], []]);
      copy.stop();
    }
  });

  it("asks the owner anew when what it states cannot be folded, as what another release states", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    class OlderCopy extends ChatCopy {
      override fold(events: readonly ServerEvent[]): void {
        if (events.some((event) => event.type === "window-message" && event.data === "of tomorrow")) throw new TypeError("unknown");
        super.fold(events);
      }
    }
    const copy = await followChat(two, threadId, new OlderCopy());
    for (const data of ["known", "of tomorrow", "known", "of tomorrow", "of tomorrow", "known"]) {
      chat.say("and ");
      chat.state(data);
      await chat.owned?.settled();
    }
    await expectSame(copy, chat);
    expect(copy.ends).toEqual([]);
  });

  it("asks for the state again that cannot be read, and says at last that the chat cannot be shown", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    const threadId = newThread();
    const chat = await ownChat(one, threadId);
    chat.state("one");
    class Failing extends ChatCopy {
      failures = 0;
      override onSnapshot(...told: Parameters<ChatCopy["onSnapshot"]>): void {
        if (this.failures-- > 0) throw new SyntaxError("spoilt");
        super.onSnapshot(...told);
      }
    }
    const once = new Failing();
    once.failures = 1;
    const copy = await followChat(two, threadId, once);
    await expectSame(copy, chat);
    const never = new Failing();
    never.failures = 1_000;
    await expect(followChat(two, threadId, never)).rejects.toMatchObject({ code: "UNAVAILABLE" });
    chat.state("two");
    await expectSame(copy, chat);
  });

  it("opens a chat whose last owner's log has what cannot be read, with what comes before that", async () => {
    const place = newPlace();
    const [one, two] = [await openNode(options, place), await openNode(options, place)];
    for (const body of [...NO_ENTRIES, '=[{"type":"window-message","seq":99,"data":"never stated"}]']) {
      const threadId = newThread();
      const chat = await ownChat(one, threadId);
      chat.state("kept");
      await chat.owned?.settled();
      await write(one, threadId, (chat.owned?.place().at ?? 0) + 1, body);
      await chat.owned?.release();
      const next = await ownChat(two, threadId, 2);
      const copy = new ChatCopy();
      copy.fold(next.owned?.tail ?? []);
      expect(copy.data, body).toEqual(["kept"]);
      next.seq = 1;
      next.state("goes on");
      await next.owned?.settled();
      await expect.poll(async () => (await one.relay.find(threadId)).where, SOON).toBe("elsewhere");
    }
  });
}
