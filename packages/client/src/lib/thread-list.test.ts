import { newId, type ThreadId, type ThreadSummary } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { FrameServer } from "../../test/frame-server.ts";
import { eventually, TestClient } from "../../test/open-client.ts";

const summary = (name: string): ThreadSummary => ({
  id: newId<ThreadId>(),
  name,
  createdAt: "2026-01-02T03:04:05.678Z",
  updatedAt: "2026-01-02T03:04:05.678Z",
});

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

  it("is read again when the open chat gets into it and when it gets another name", async () => {
    await using server = await FrameServer.open();
    const listed: ThreadSummary[] = [];
    server.respond = () => ({ status: 200, body: { threads: listed } });
    using client = new TestClient({ url: server.url });
    await client.live();
    client.threads.subscribe(() => undefined);
    await eventually(() => !client.threads.getView().loading);
    listed.push(summary("hello"));
    client.sendMessage("hello");
    await eventually(() => client.threads.getView().threads.length === 1);
    listed[0] = summary("A better name");
    server.chat.emit({ type: "thread-set", thread: { name: "A better name" } });
    await eventually(() => client.threads.getView().threads[0]?.name === "A better name");
  });

  it("shows a change at once, and takes it back when the server refuses", async () => {
    await using server = await FrameServer.open();
    const [first, second] = [summary("first"), summary("second")];
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
