import { newId, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { FrameServer } from "../../test/frame-server.ts";
import { eventually, TestClient } from "../../test/open-client.ts";
import { ThreadList, type ThreadsChange } from "./thread-list.ts";

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
    server.tellAll("notice", { type: "threads-changed", thread: gone });
    server.tellAll("notice", { type: "threads-changed", thread: { ...kept, name: "kept on" } });
    await eventually(() => names(client).includes("kept on"));
    expect(names(client)).toEqual(["kept on"]);
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
