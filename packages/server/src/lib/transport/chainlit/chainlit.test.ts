// Chainlit's wire against a real server: exactly the fields their client sends, folded the way their client folds.
import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import { SOCKET_PATH } from "@colloquy/protocol";
import { io, type Socket } from "socket.io-client";
import { describe, expect, it } from "vitest";
import { askUser, createApp, Message, withStep } from "../../../index.ts";
import { serveApp } from "../../testing/serve-app.ts";

interface Shown {
  id: string;
  parentId: string | null;
  type: string;
  name: string;
  output: string;
  streaming?: boolean;
  end?: string | null;
}

interface Payload extends Shown {
  token: string;
  isSequence: boolean;
  thread_id: string;
  msg: Shown;
  steps: Shown[];
}

/** The least that can be said of their client: it merges by id, drops children of what it does not know, and appends tokens. */
class TheirClient {
  socket: Socket;
  readonly names: string[] = [];
  readonly payloads: unknown[] = [];
  readonly steps = new Map<string, Shown>();
  readonly dropped: Shown[] = [];
  loading = false;
  threadId = "";
  ask: ((answer: unknown) => void) | undefined;
  refusal: string | undefined;
  readonly #url: string;
  readonly #sessionId: string;
  readonly #cookie: string | undefined;

  constructor(url: string, options: { sessionId?: string; threadId?: string; cookie?: string } = {}) {
    this.#url = url;
    this.#sessionId = options.sessionId ?? randomUUID();
    this.#cookie = options.cookie;
    this.threadId = options.threadId ?? "";
    this.socket = this.#open();
  }

  #open(): Socket {
    const socket = io(this.#url, {
      path: SOCKET_PATH,
      withCredentials: true,
      reconnection: false,
      forceNew: true,
      ...(this.#cookie && { extraHeaders: { cookie: this.#cookie } }),
      auth: { clientType: "webapp", sessionId: this.#sessionId, threadId: this.threadId, userEnv: "{}", chatProfile: "" },
    });
    socket.on("connect", () => {
      socket.emit("connection_successful");
      socket.emit("fetch_favorites");
    });
    socket.on("connect_error", (error) => (this.refusal = error.message));
    socket.onAny((name, payload, ack) => {
      if (socket !== this.socket) return;
      this.names.push(name);
      this.payloads.push(payload);
      this.#fold(name, payload, ack);
    });
    return socket;
  }

  /** What a laptop does that was shut: another connection of the same page. */
  reconnect(): void {
    this.socket = this.#open();
  }

  cut(): void {
    this.socket.io.engine.close();
  }

  #fold(name: string, payload: Payload, ack: (answer: unknown) => void): void {
    if (name === "task_start") this.loading = true;
    if (name === "task_end" || name === "ask" || name === "ask_timeout") this.loading = false;
    if (name === "new_message" || name === "stream_start") this.#add(payload);
    if (name === "update_message") Object.assign(this.steps.get(payload.id) ?? {}, payload);
    if (name === "delete_message") this.#remove(payload.id);
    if (name === "stream_token") {
      const step = this.steps.get(payload.id);
      if (step) step.output = payload.isSequence ? payload.token : step.output + payload.token;
    }
    if (name === "first_interaction") this.threadId = payload.thread_id;
    if (name === "clear_ask" || name === "ask_timeout") this.ask = undefined;
    if (name === "ask") {
      this.#add(payload.msg);
      this.ask = ack;
    }
    if (name === "resume_thread") {
      this.steps.clear();
      for (const step of payload.steps) this.#add(step);
    }
  }

  #add(step: Shown): void {
    const known = this.steps.get(step.id);
    if (known) Object.assign(known, step);
    else if (step.parentId && !this.steps.has(step.parentId)) this.dropped.push(step);
    else this.steps.set(step.id, { ...step });
  }

  #remove(id: string): void {
    for (const step of [...this.steps.values()]) if (step.parentId === id) this.#remove(step.id);
    this.steps.delete(id);
  }

  make(output: string, id: string = randomUUID()) {
    return {
      id,
      threadId: "",
      name: "User",
      type: "user_message",
      output,
      createdAt: new Date().toISOString(),
      metadata: { location: "http://x/" },
    };
  }

  send(output: string): string {
    const message = this.make(output);
    this.#add({ ...message, parentId: null });
    this.socket.emit("client_message", { message, fileReferences: [] });
    return message.id;
  }

  edit(id: string, output: string): void {
    const step = this.steps.get(id);
    for (const child of [...this.steps.values()]) if (child.parentId === id) this.#remove(child.id);
    this.socket.emit("edit_message", { message: { ...step, output } });
  }

  /** Messages in the order they are shown. */
  get texts(): string[] {
    return [...this.steps.values()].filter(({ type }) => type.endsWith("_message")).map(({ output }) => output);
  }

  async until(condition: () => boolean): Promise<void> {
    for (let i = 0; i < 2000 && !condition(); i++) await delay(5);
    if (!condition()) throw new Error(`waited in vain; shown: ${JSON.stringify(this.texts)}; events: ${this.names.join(" ")}`);
  }

  [Symbol.dispose](): void {
    this.socket.disconnect();
  }
}

function echo() {
  const app = createApp();
  app.onChatStart(() => new Message("Hello!").send());
  app.onMessage((message) => new Message(`You said ${message.content}`).send());
  return app;
}

const WORDS = Array.from({ length: 200 }, (_, index) => `word${index} `);

/** Says 200 words; half of them after the gate is opened. */
function talker() {
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const app = createApp();
  app.onMessage(async () => {
    const answer = new Message("");
    for (const [index, word] of WORDS.entries()) {
      if (index === 100) await gate;
      await answer.streamToken(word);
    }
    await answer.send();
  });
  return { app, open: () => open() };
}

describe("Chainlit's client", () => {
  it("is told three clears first, then greeted inside of a run", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && client.names.at(-1) === "task_end");
    expect(client.names.slice(0, 3)).toEqual(["task_end", "clear_ask", "clear_call_fn"]);
    const run = [...client.steps.values()].find(({ name }) => name === "on_chat_start");
    expect(run?.end).toEqual(expect.any(String));
    expect(client.dropped).toEqual([]);
  });

  it("is answered under a run of its own message, which is not echoed, and told of the first interaction once", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && !client.loading);
    const id = client.send("one");
    await client.until(() => client.texts.includes("You said one") && !client.loading);
    client.send("two");
    await client.until(() => client.texts.includes("You said two") && !client.loading);
    expect(client.texts).toEqual(["Hello!", "one", "You said one", "two", "You said two"]);
    expect(client.names.filter((name) => name === "first_interaction")).toHaveLength(1);
    const run = [...client.steps.values()].find(({ parentId }) => parentId === id);
    expect(run).toMatchObject({ name: "on_message", type: "run", end: expect.any(String) });
    expect(client.payloads.filter((payload) => (payload as { id?: string }).id === id)).toEqual([]);
    expect(client.dropped).toEqual([]);
  });

  it("gets the first token inside of stream_start, and the whole text at the end", async () => {
    const { app, open } = talker();
    open();
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.includes(WORDS.join("")) && !client.loading);
    const start = client.payloads[client.names.indexOf("stream_start")] as Shown;
    expect(start).toMatchObject({ streaming: true });
    expect(start.output.startsWith("word0 ")).toBe(true);
    const last = client.payloads.findLast((payload) => (payload as Shown).id === start.id) as Shown;
    expect(last).toMatchObject({ output: WORDS.join(""), streaming: false });
  });

  it("sees steps inside of steps, parents first", async () => {
    const app = createApp();
    app.onMessage(async () => {
      await withStep({ name: "outer", type: "tool" }, () => withStep({ name: "inner", type: "tool" }, () => "done"));
      await new Message("ready").send();
    });
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.includes("ready") && !client.loading);
    const named = (name: string) => [...client.steps.values()].find((step) => step.name === name);
    expect(named("inner")).toMatchObject({ parentId: named("outer")?.id, end: expect.any(String), output: "done" });
    expect(named("outer")?.parentId).toBe(named("on_message")?.id);
    expect(client.dropped).toEqual([]);
  });

  it("stops an answer and keeps what was said", async () => {
    const { app } = talker();
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.some((text) => text.endsWith("word99 ")));
    client.socket.emit("stop");
    await client.until(() => !client.loading && client.texts.includes("Stopped."));
    expect(client.texts).toContain(WORDS.slice(0, 100).join(""));
    expect([...client.steps.values()].every(({ streaming }) => !streaming)).toBe(true);
  });

  it("edits the same message twice, and what followed is gone", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && !client.loading);
    const id = client.send("one");
    await client.until(() => client.texts.includes("You said one") && !client.loading);
    client.send("more");
    await client.until(() => client.texts.includes("You said more") && !client.loading);
    client.edit(id, "two");
    await client.until(() => client.texts.includes("You said two") && !client.loading);
    expect(client.texts).toEqual(["Hello!", "two", "You said two"]);
    client.edit(id, "three");
    await client.until(() => client.texts.includes("You said three") && !client.loading);
    expect(client.texts).toEqual(["Hello!", "three", "You said three"]);
  });

  it("misses no token and gets none twice when the line is cut in the middle", async () => {
    const { app, open } = talker();
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.texts.some((text) => text.endsWith("word99 ")));
    client.cut();
    open();
    client.reconnect();
    await client.until(() => client.texts.some((text) => text.endsWith("word199 ")) && !client.loading);
    expect(client.texts).toEqual(["go", WORDS.join("")]);
    expect(client.dropped).toEqual([]);
  });

  it("finds its thread again with another session id when a cookie says whose it is", async () => {
    await using served = await serveApp(echo());
    const welcome = await fetch(`${served.url}/set-session-cookie`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ session_id: randomUUID() }),
    });
    const cookie = welcome.headers
      .getSetCookie()
      .map((set) => set.split(";")[0])
      .join("; ");
    using first = new TheirClient(served.url, { cookie });
    first.send("one");
    await first.until(() => first.texts.includes("You said one") && first.threadId !== "");
    using second = new TheirClient(served.url, { cookie, threadId: first.threadId });
    await second.until(() => second.names.includes("resume_thread"));
    expect([...second.texts].sort()).toEqual([...first.texts].sort());
    expect(second.names.slice(3, 5)).toEqual(["first_interaction", "resume_thread"]);
    using stranger = new TheirClient(served.url, { threadId: first.threadId });
    await stranger.until(() => stranger.names.includes("resume_thread_error") && stranger.texts.includes("Hello!"));
    expect(stranger.texts).toEqual(["Hello!"]);
  });

  it("begins a new chat after clear_session", async () => {
    await using served = await serveApp(echo());
    using first = new TheirClient(served.url);
    first.send("one");
    await first.until(() => first.texts.includes("You said one"));
    first.socket.emit("clear_session");
    first.socket.disconnect();
    using second = new TheirClient(served.url);
    await second.until(() => second.texts.includes("Hello!"));
    expect(second.texts).toEqual(["Hello!"]);
  });

  it("answers a question by its acknowledgement, also after a reconnect", async () => {
    const app = createApp();
    app.onMessage(async () => {
      const name = await askUser("Who?");
      const town = await askUser("Where?");
      await new Message(`${name?.content} in ${town?.content}`).send();
    });
    await using served = await serveApp(app);
    using client = new TheirClient(served.url);
    client.send("go");
    await client.until(() => client.ask !== undefined);
    client.ask?.(client.make("Ada"));
    await client.until(() => client.texts.includes("Where?") && client.ask !== undefined);
    expect(client.names).toContain("clear_ask");
    client.cut();
    client.ask = undefined;
    client.reconnect();
    await client.until(() => client.ask !== undefined);
    (client.ask as unknown as (answer: unknown) => void)(client.make("Turin"));
    await client.until(() => client.texts.some((text) => text === "Ada in Turin") && !client.loading);
  });

  it("refuses every malformed handshake with a reason", async () => {
    await using served = await serveApp(echo());
    const good = { clientType: "webapp", sessionId: randomUUID(), threadId: "", userEnv: "{}", chatProfile: "" };
    const bad = [{ sessionId: "1" }, { sessionId: 5 }, { threadId: "x" }, { userEnv: "{" }, { userEnv: "[1]" }, { chatProfile: "%" }];
    for (const part of bad) {
      const socket = io(served.url, { path: SOCKET_PATH, reconnection: false, forceNew: true, auth: { ...good, ...part } });
      const error = await new Promise<Error>((resolve, reject) => {
        socket.on("connect_error", resolve);
        socket.on("connect", () => reject(new Error(`accepted ${JSON.stringify(part)}`)));
      });
      expect(error.message).toMatch(/malformed|not/i);
      socket.disconnect();
    }
  });

  it("says what is wrong with a malformed event and goes on", async () => {
    await using served = await serveApp(echo());
    using client = new TheirClient(served.url);
    await client.until(() => client.texts.includes("Hello!") && !client.loading);
    const junk = [
      undefined,
      null,
      7,
      "x",
      [],
      {},
      { message: null },
      { message: { id: "1", output: "x" } },
      { message: { id: {}, output: [] } },
    ];
    for (const event of ["client_message", "edit_message"]) for (const payload of junk) client.socket.emit(event, payload);
    for (const event of ["chat_settings_change", "window_message", "message_favorite", "audio_chunk"]) client.socket.emit(event, { a: 1 });
    client.socket.emit("stop", "what");
    await client.until(() => client.texts.filter((text) => text.startsWith("The message")).length >= junk.length);
    client.send("still there");
    await client.until(() => client.texts.includes("You said still there") && !client.loading);
  });
});
