import { ChatError, newId, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { FrameServer } from "../../test/frame-server.ts";
import { eventually, TestClient } from "../../test/open-client.ts";
import { isBefore, isListed, type ThreadFilter } from "./thread-filter.ts";
import { ThreadList, type ThreadsChange } from "./thread-list.ts";
import { type ThreadMarks, withMarks } from "./thread-marks.ts";

const summary = (name: string, minute = 4): ThreadSummary => ({
  id: newId<ThreadId>(),
  name,
  createdAt: "2026-01-02T03:00:05.678Z",
  updatedAt: `2026-01-02T03:${String(minute).padStart(2, "0")}:05.678Z`,
});
const names = (client: TestClient) => client.threads.getView().threads.map(({ name }) => name);

describe("the list of chats", () => {
  it("is read when somebody looks at it, page by page", async () => {
    await using server = await FrameServer.open();
    const pages: Record<string, unknown> = {
      "": { threads: [summary("c"), summary("b")], nextCursor: "more" },
      "?cursor=more": { threads: [summary("a")] },
    };
    const asked: string[] = [];
    server.respond = ({ pathname, search }) => {
      asked.push(pathname + search);
      return { status: 200, body: pages[search] };
    };
    using client = new TestClient({ url: server.url });
    await client.live();
    expect(asked).toEqual([]);
    client.threads.subscribe(() => undefined);
    client.threads.subscribe(() => undefined);
    expect(client.threads.getView()).toEqual({ threads: [], loading: true, hasMore: false });
    await eventually(() => !client.threads.getView().loading);
    expect(client.threads.getView().hasMore).toBe(true);
    await client.threads.loadMore();
    expect(client.threads.getView().threads.map(({ name }) => name)).toEqual(["c", "b", "a"]);
    expect(client.threads.getView().hasMore).toBe(false);
    await client.threads.loadMore();
    expect(asked).toEqual(["/sub/api/threads", "/sub/api/threads?cursor=more"]);
  });

  it("takes up what the server tells: a new chat, another name, a newer word, a chat that is gone", async () => {
    await using server = await FrameServer.open();
    const [old, older] = [summary("old", 3), summary("older", 2)];
    server.respond = () => ({ status: 200, body: { threads: [old, older] } });
    using client = new TestClient({ url: server.url });
    await client.live();
    client.threads.subscribe(() => undefined);
    await eventually(() => names(client).length === 2);
    const tell = (change: Omit<ThreadsChange, "type">) => server.tellAll("notice", { type: "threads-changed", ...change });
    const fresh = summary("new", 4);
    tell({ thread: fresh });
    await eventually(() => names(client).join() === "new,old,older");
    tell({ thread: { ...old, name: "A better name" } });
    await eventually(() => names(client).join() === "new,A better name,older");
    tell({ thread: { ...older, updatedAt: summary("", 5).updatedAt } });
    await eventually(() => names(client).join() === "older,new,A better name");
    tell({ removed: fresh.id });
    await eventually(() => names(client).join() === "older,A better name");
    server.respond = () => ({ status: 200, body: { threads: [fresh] } });
    tell({});
    await eventually(() => names(client).join() === "new");
  });

  it("keeps what it was told while an older page was on its way", async () => {
    let answer: (page: unknown) => void = () => undefined;
    const page = new Promise((resolve) => {
      answer = resolve;
    });
    const list = new ThreadList({ call: () => page } as never, { onWake: () => () => undefined });
    list.subscribe(() => undefined);
    const [kept, gone, begun] = [summary("kept", 3), summary("gone", 2), summary("begun", 4)];
    list.changed({ type: "threads-changed", thread: begun });
    list.changed({ type: "threads-changed", removed: gone.id });
    answer({ threads: [kept, gone] });
    await eventually(() => !list.getView().loading);
    expect(list.getView().threads).toEqual([begun, kept]);
  });

  it("does not bring back a chat that this page has deleted, when its end is told", async () => {
    await using server = await FrameServer.open();
    const [kept, gone] = [summary("kept", 4), summary("gone", 3)];
    server.respond = (_url, method) => ({ status: 200, body: method === "GET" ? { threads: [kept, gone] } : { ok: true } });
    using client = new TestClient({ url: server.url });
    await client.live();
    client.threads.subscribe(() => undefined);
    await eventually(() => names(client).length === 2);
    await client.threads.remove(gone.id);
    server.respond = () => ({ status: 200, body: { threads: [kept] } });
    server.tellAll("notice", { type: "threads-changed", thread: gone });
    server.tellAll("notice", { type: "threads-changed", thread: { ...kept, name: "kept on" } });
    await eventually(() => names(client).includes("kept on"));
    expect(names(client)).toEqual(["kept on"]);
  });

  it("shows a chat again that this page has deleted, when it is brought back elsewhere", async () => {
    await using server = await FrameServer.open();
    const [kept, gone] = [summary("kept", 4), summary("gone", 3)];
    server.respond = (_url, method) => ({
      status: 200,
      body: { threads: method === "GET" ? [kept, gone] : [{ ...gone, deletedAt: gone.updatedAt }] },
    });
    using client = new TestClient({ url: server.url });
    await client.live();
    client.threads.subscribe(() => undefined);
    await eventually(() => names(client).length === 2);
    await client.threads.change([gone.id], { deleted: true });
    expect(names(client)).toEqual(["kept"]);
    server.tellAll("notice", { type: "threads-changed", thread: gone });
    await eventually(() => names(client).join() === "kept,gone");
  });

  it("shows nothing of a chat that lies beyond the end of what was read", async () => {
    await using server = await FrameServer.open();
    server.respond = () => ({ status: 200, body: { threads: [summary("b", 3)], nextCursor: "more" } });
    using client = new TestClient({ url: server.url });
    await client.live();
    client.threads.subscribe(() => undefined);
    await eventually(() => names(client).length === 1);
    server.tellAll("notice", { type: "threads-changed", thread: summary("a", 1) });
    server.tellAll("notice", { type: "threads-changed", thread: summary("c", 4) });
    await eventually(() => names(client).join() === "c,b");
  });

  it("is read again, as far as it is shown, when the tab is seen again and when the connection is back", async () => {
    await using server = await FrameServer.open();
    const asked: string[] = [];
    const many = Array.from({ length: 30 }, (_, index) => summary(`chat ${index}`, 50 - index));
    server.respond = ({ search }) => {
      asked.push(search);
      return { status: 200, body: { threads: many } };
    };
    using client = new TestClient({ url: server.url });
    await client.live();
    client.threads.subscribe(() => undefined);
    await eventually(() => names(client).length === 30);
    client.page.wake();
    await eventually(() => asked.length === 2 && !client.threads.getView().loading);
    server.disconnectAll();
    await eventually(() => asked.length >= 3);
    expect(asked.slice(0, 3)).toEqual(["", "?limit=30", "?limit=30"]);
  });

  it("shows a change at once, and takes it back when the server refuses", async () => {
    await using server = await FrameServer.open();
    const [first, second] = [summary("first", 5), summary("second", 4)];
    server.respond = () => ({ status: 200, body: { threads: [first, second] } });
    using client = new TestClient({ url: server.url });
    client.threads.subscribe(() => undefined);
    await eventually(() => client.threads.getView().threads.length === 2);
    const asked: string[] = [];
    server.respond = ({ pathname }, method) => {
      asked.push(`${method} ${pathname}`);
      return method === "PUT"
        ? { status: 200, body: { ok: true } }
        : { status: 403, body: { code: "FORBIDDEN", message: "No.", fix: "Ask." } };
    };
    await client.threads.rename(first.id, "renamed");
    const removing = client.threads.remove(second.id);
    expect(client.threads.getView().threads.map(({ name }) => name)).toEqual(["renamed"]);
    await expect(removing).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(client.threads.getView().threads.map(({ name }) => name)).toEqual(["renamed", "second"]);
    expect(asked).toEqual([`PUT /sub/api/threads/${first.id}`, `DELETE /sub/api/threads/${second.id}`]);
  });

  it("says why it could not be read", async () => {
    await using server = await FrameServer.open();
    server.respond = () => ({ status: 503, body: "no" });
    using client = new TestClient({ url: server.url });
    client.threads.subscribe(() => undefined);
    await eventually(() => client.threads.getView().error !== undefined);
    expect(client.threads.getView()).toMatchObject({ loading: false, threads: [], error: { message: "The server answered 503." } });
    server.respond = () => ({ status: 200, body: { threads: [summary("there")] } });
    await client.threads.refresh();
    expect(client.threads.getView().error).toBeUndefined();
    expect(client.threads.getView().threads).toHaveLength(1);
  });
});

/** A server with many chats, as the list calls it: the newest has the highest number. */
function manyChats(count: number) {
  const at = (number: number) => new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString();
  const state = {
    threads: Array.from({ length: count }, (_none, index): ThreadSummary => {
      const number = count - 1 - index;
      return { id: newId<ThreadId>(), name: `chat ${number}`, createdAt: at(number), updatedAt: at(number) };
    }),
    asked: [] as string[],
    changes: [] as unknown[],
    refuses: false,
  };
  const call = async (name: string, input: Record<string, unknown>) => {
    if (name === "listThreads") {
      const { offset = 0, limit = 20, ...filter } = input as { offset?: number; limit?: number } & ThreadFilter;
      state.asked.push(`${offset}+${limit}`);
      const listed = state.threads.filter((thread) => isListed(thread, filter)).toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
      return { threads: listed.slice(offset, offset + limit), total: listed.length };
    }
    if (state.refuses) throw new ChatError("FORBIDDEN", "Not now.");
    state.changes.push(input);
    const { threadIds, ...marks } = input as { threadIds: ThreadId[] } & ThreadMarks;
    state.threads = state.threads.map((thread) => (threadIds.includes(thread.id) ? withMarks(thread, marks, at(count)) : thread));
    return { threads: state.threads.filter(({ id }) => threadIds.includes(id)) };
  };
  const list = new ThreadList({ call } as never, { onWake: () => () => undefined });
  const shown = (from: number, to: number) => Array.from({ length: to - from }, (_none, index) => list.at(from + index)?.name);
  const held = () => Array.from({ length: count }, (_none, place) => place).filter((place) => list.at(place)).length;
  return { state, list, shown, held, at };
}

const numbers = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_none, index) => `chat ${from - index}`);

describe("a list of fifty thousand chats", () => {
  it("is read where it is looked at, wherever that is, and holds no more than that", async () => {
    const { state, list, shown, held } = manyChats(50_000);
    list.subscribe(() => undefined);
    await eventually(() => list.getView().total === 50_000);
    list.show(30_000, 30_040);
    await eventually(() => list.at(30_039) !== undefined);
    expect(shown(30_000, 30_040)).toEqual(numbers(19_999, 19_960));
    for (let from = 0; from < 4_000; from += 40) {
      list.show(from, from + 40);
      await eventually(() => list.at(from + 39) !== undefined);
    }
    expect(shown(3_960, 4_000)).toEqual(numbers(46_039, 46_000));
    expect(held()).toBeLessThan(1_100);
    // Pages of a hundred, each asked for once.
    expect(state.asked.length).toBeLessThan(45);
    // The beginning is what a palette shows; it is there, whatever is looked at.
    expect(
      list
        .getView()
        .threads.slice(0, 20)
        .map(({ name }) => name),
    ).toEqual(numbers(49_999, 49_980));
  });

  it("does not ask for what somebody drags the scrollbar past", async () => {
    const { state, list } = manyChats(50_000);
    list.subscribe(() => undefined);
    await eventually(() => list.getView().total === 50_000);
    for (let from = 100; from < 50_000; from += 100) list.show(from, from + 40);
    await eventually(() => list.at(49_939) !== undefined);
    expect(state.asked.length).toBeLessThan(5);
  });

  it("keeps every line in its place when a chat far down comes to the top, and when one goes", async () => {
    const { state, list, shown, at } = manyChats(2_000);
    list.subscribe(() => undefined);
    await eventually(() => list.getView().total === 2_000);
    list.show(500, 540);
    await eventually(() => list.at(539) !== undefined);
    const old = state.threads[1_500] as ThreadSummary;
    state.threads[1_500] = { ...old, updatedAt: at(5_000) };
    list.changed({ type: "threads-changed", thread: state.threads[1_500] as ThreadSummary });
    expect([list.at(0)?.name, shown(501, 541)]).toEqual([old.name, numbers(1_499, 1_460)]);
    // It was not known whether it is a new one: the list is counted again.
    await eventually(() => list.getView().total === 2_000);
    const gone = state.threads[520] as ThreadSummary;
    state.threads = state.threads.filter((thread) => thread !== gone);
    list.changed({ type: "threads-changed", removed: gone.id });
    expect([gone.name, list.getView().total, list.placeOf(gone.id)]).toEqual(["chat 1479", 1_999, undefined]);
    await eventually(() => shown(501, 540).every((name) => name !== undefined));
    expect(shown(501, 540)).toEqual([...numbers(1_499, 1_480), ...numbers(1_478, 1_460)]);
  });
});

describe("marks of chats", () => {
  it("are shown at once in every list that is looked at, and go where they belong", async () => {
    const { state, list, shown } = manyChats(5);
    const archive = list.where({ archived: true });
    const trash = list.where({ deleted: true });
    for (const one of [list, archive, trash]) one.subscribe(() => undefined);
    await eventually(() => list.getView().total === 5 && trash.getView().total === 0);
    const ids = (...names: string[]) => state.threads.filter(({ name }) => names.includes(name ?? "")).map(({ id }) => id);
    const pinning = list.change(ids("chat 1"), { pinned: true });
    expect(shown(0, 5)).toEqual(["chat 1", "chat 4", "chat 3", "chat 2", "chat 0"]);
    await pinning;
    const archiving = list.change(ids("chat 4", "chat 3"), { archived: true });
    expect([shown(0, 3), archive.getView().threads.map(({ name }) => name)]).toEqual([
      ["chat 1", "chat 2", "chat 0"],
      ["chat 4", "chat 3"],
    ]);
    await archiving;
    await list.change(ids("chat 0"), { deleted: true });
    await eventually(() => trash.getView().threads.length === 1);
    expect([list.getView().total, trash.at(0)?.name]).toEqual([2, "chat 0"]);
    await trash.change(ids("chat 0"), { deleted: false });
    await eventually(() => trash.getView().total === 0);
    expect(shown(0, 3)).toEqual(["chat 1", "chat 2", "chat 0"]);
    await list.change(ids("chat 2"), { addTags: ["tides", "a"] });
    expect(list.at(1)?.tags).toEqual(["a", "tides"]);
    const tagged = list.where({ tag: "tides" });
    tagged.subscribe(() => undefined);
    await eventually(() => tagged.getView().threads.length === 1);
    await list.change(ids("chat 2"), { removeTags: ["tides"] });
    expect(tagged.getView().threads).toEqual([]);
  });

  it("are as they were when the server refuses", async () => {
    const { state, list, shown } = manyChats(3);
    list.subscribe(() => undefined);
    await eventually(() => list.getView().total === 3);
    state.refuses = true;
    const [newest] = state.threads as [ThreadSummary];
    for (const marks of [{ pinned: true }, { archived: true }, { deleted: true }, { read: false }]) {
      await expect(list.change([newest.id], marks)).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect([shown(0, 3), list.at(0), list.getView().total]).toEqual([numbers(2, 0), newest, 3]);
    }
  });

  it("are asked for a hundred at a time, however many are chosen", async () => {
    const { state, list } = manyChats(250);
    list.subscribe(() => undefined);
    await eventually(() => list.getView().total === 250);
    await list.change(
      state.threads.map(({ id }) => id),
      { archived: true },
    );
    expect(state.changes.map((change) => (change as { threadIds: unknown[] }).threadIds.length)).toEqual([100, 100, 50]);
    await eventually(() => list.getView().total === 0);
  });
});
