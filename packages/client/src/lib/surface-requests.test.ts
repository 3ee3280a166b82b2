// What a person does to what surrounds the conversation: profile, keys, settings, modes, mentions.
import type { ClientRequest, ErrorBody, Mention } from "@colloquy/protocol";
import { describe, expect, it } from "vitest";
import { FrameServer } from "../../test/frame-server.ts";
import { eventually, TestClient } from "../../test/open-client.ts";
import type { ClientStorage, KeyValueStorage } from "./storage.ts";
import { memoryStorage } from "./storage.ts";

const ADA: Mention = { id: "ada", label: "Ada Lovelace" };
const INVALID: ErrorBody = { code: "INVALID_VALUES", message: "Some fields.", fix: "Correct them.", fields: { KEY: "Too short." } };

/** A storage that tells everything it was ever given. */
function watchedStorage(): ClientStorage & { readonly written: string[] } {
  const written: string[] = [];
  const watch = (storage: KeyValueStorage): KeyValueStorage => ({
    getItem: (key) => storage.getItem(key),
    removeItem: (key) => storage.removeItem(key),
    setItem(key, value) {
      written.push(value);
      storage.setItem(key, value);
    },
  });
  const { tab, device } = memoryStorage();
  return { tab: watch(tab), device: watch(device), written };
}

const answering = (type: ClientRequest["type"], reply: object) => (request: ClientRequest) =>
  request.type === type ? ({ ok: true, ...reply } as const) : undefined;

describe("a message", () => {
  it("takes its command, modes and mentions along, also when it waits for the connection over a reload", async () => {
    await using server = await FrameServer.open();
    const storage = memoryStorage();
    using first = new TestClient({ url: server.url, storage });
    await first.live();
    server.intercept = ({ type }) => (type === "sendMessage" ? "silence" : undefined);
    first.sendMessage("Who is @Ada Lovelace?", { command: "Search", modes: { model: "large" }, mentions: [ADA] });
    expect(first.store.getOverview().pending).toMatchObject([{ text: "Who is @Ada Lovelace?", command: "Search", mentions: [ADA] }]);
    await eventually(() => server.requests.length === 1);
    first.close();
    server.intercept = undefined;
    using second = new TestClient({ url: server.url, storage });
    await second.until(({ pending, interacted }) => interacted && pending.length === 0);
    expect(server.requests[1]).toEqual(server.requests[0]);
    expect(server.requests[1]).toMatchObject({ message: { command: "Search", modes: { model: "large" }, mentions: [ADA] } });
  });
});

describe("mentions", () => {
  it("are what the server found", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    server.intercept = answering("findMentions", { mentions: [ADA] });
    expect(await client.findMentions("ad")).toEqual([ADA]);
    expect(server.requests).toEqual([{ type: "findMentions", query: "ad" }]);
  });

  it("that nobody waits for any more are not asked for again after a lost connection", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => "silence";
    const typing = new AbortController();
    const stale = client.findMentions("a", typing.signal);
    await eventually(() => server.requests.length === 1);
    typing.abort(new Error("typed on"));
    await expect(stale).rejects.toThrow("typed on");
    await expect(client.findMentions("b", typing.signal)).rejects.toThrow("typed on");
    server.intercept = answering("findMentions", {});
    server.disconnectAll();
    await client.until(({ connection }) => connection.restoredAt !== undefined);
    expect(await client.findMentions("ad")).toEqual([]);
    expect(server.requests.map((request) => "query" in request && request.query)).toEqual(["a", "ad"]);
  });
});

describe("a profile", () => {
  it("goes along with the first attach when the page wishes for one", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url, chatProfile: "Poet" });
    await client.live();
    expect(server.attaches).toMatchObject([{ chatProfile: "Poet" }]);
  });

  it("that the chat could not go on under begins a new chat, and the chats after it", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    expect(server.attaches[0]).not.toHaveProperty("chatProfile");
    server.intercept = answering("selectProfile", { kept: false });
    expect(await client.selectProfile("Coder")).toBe(false);
    client.newChat({ chatProfile: "Coder" });
    await client.until(({ ready, connection }) => ready && connection.phase === "live");
    client.newChat();
    await client.until(({ ready, connection }) => ready && connection.phase === "live");
    expect(server.attaches.slice(1)).toMatchObject([{ chatProfile: "Coder" }, { chatProfile: "Coder" }]);
  });

  it("that the chat goes on under is that of the next chat as well", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = answering("selectProfile", { kept: true });
    expect(await client.selectProfile("Coder")).toBe(true);
    client.newChat();
    await client.until(({ ready, connection }) => ready && connection.phase === "live");
    expect(server.attaches[1]).toMatchObject({ chatProfile: "Coder" });
  });
});

describe("keys of the person's own", () => {
  it("go along with every later attach and are never written to storage", async () => {
    await using server = await FrameServer.open();
    const storage = watchedStorage();
    using client = new TestClient({ url: server.url, storage, env: { FIRST: "first-secret" } });
    await client.live();
    await client.provideEnv({ SECOND: "second-secret" });
    client.sendMessage("hello");
    await client.until(({ pending, interacted }) => interacted && pending.length === 0);
    client.newChat();
    await client.until(({ ready, connection }) => ready && connection.phase === "live");
    expect(server.attaches.map(({ env }) => env)).toEqual([{ FIRST: "first-secret" }, { FIRST: "first-secret", SECOND: "second-secret" }]);
    expect(storage.written.length).toBeGreaterThan(0);
    expect(storage.written.filter((text) => text.includes("secret"))).toEqual([]);
  });

  it("that the app refuses are told with what is wrong with each, and are not given again", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => ({ ok: false, error: INVALID });
    await expect(client.provideEnv({ KEY: "x" })).rejects.toMatchObject({ code: "INVALID_VALUES", fields: { KEY: "Too short." } });
    server.intercept = undefined;
    client.newChat();
    await client.until(({ ready, connection }) => ready && connection.phase === "live");
    expect(server.attaches[1]).not.toHaveProperty("env");
  });
});

it("the parts of the surface that a snapshot did not change keep their references", async () => {
  await using server = await FrameServer.open();
  using client = new TestClient({ url: server.url });
  await client.live();
  server.chat.emit({ type: "surface-set", surface: { commands: [{ id: "Picture" }], modeChoice: { model: "small" } } });
  const { surface } = await client.until(({ surface }) => surface.commands !== undefined);
  const snapshot = server.chat.snapshot;
  client.store.replace({ ...snapshot, surface: { ...snapshot.surface, modeChoice: { model: "large" } } });
  const after = client.store.getOverview().surface;
  expect(after.commands).toBe(surface.commands);
  expect(after.modeChoice).toEqual({ model: "large" });
});

describe("settings", () => {
  it("that are saved are those of later chats, until some are saved for this chat only", async () => {
    await using server = await FrameServer.open();
    const storage = memoryStorage();
    using client = new TestClient({ url: server.url, storage });
    await client.live();
    await client.changeSettings({ model: "large" });
    await client.changeSettings({ tone: "kind" });
    using later = new TestClient({ url: server.url, storage });
    await later.live();
    expect(later.remembersSettings).toBe(true);
    await later.changeSettings({ tone: "terse" }, { remember: false });
    using last = new TestClient({ url: server.url, storage });
    await last.live();
    expect(server.attaches.map(({ settings }) => settings)).toEqual([undefined, { model: "large", tone: "kind" }, undefined]);
  });

  it("that are refused are not kept", async () => {
    await using server = await FrameServer.open();
    using client = new TestClient({ url: server.url });
    await client.live();
    server.intercept = () => ({ ok: false, error: INVALID });
    await expect(client.changeSettings({ KEY: 1 })).rejects.toMatchObject({ code: "INVALID_VALUES" });
    client.newChat();
    await client.until(({ ready, connection }) => ready && connection.phase === "live");
    expect(server.attaches[1]).not.toHaveProperty("settings");
  });
});
