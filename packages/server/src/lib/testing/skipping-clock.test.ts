// The clock of a chat under test.
import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { askUser, createApp, Message, sleep } from "../../index.ts";
import { createManualClock } from "../manual-clock.ts";
import { openChat } from "./open-chat.ts";

/** An app that says what a function gives. */
function saying(work: () => Promise<unknown>) {
  const app = createApp();
  app.onMessage(async () => void (await new Message(String(await work())).send()));
  return app;
}

describe("a test of an app", () => {
  it("takes milliseconds where the app pauses for minutes, and the app's time has passed", async () => {
    const app = saying(async () => {
      for (let word = 0; word < 20; word++) await sleep(60_000);
      return "said";
    });
    await using chat = await openChat(app);
    const [began, at] = [performance.now(), chat.clock.now()];
    expect(await chat.send("go")).toBe("said");
    expect(performance.now() - began).toBeLessThan(5000);
    expect(chat.clock.now() - at).toBeGreaterThanOrEqual(20 * 60_000);
  });

  it("sees pauses end in their order, whichever chat they are in", async () => {
    const order: string[] = [];
    const pause = async (name: string, ms: number) => {
      await sleep(ms);
      order.push(name);
    };
    const app = saying(() => Promise.all([pause("third", 3000), pause("first", 1000), pause("second", 2000)]));
    await using chat = await openChat(app);
    await using other = await openChat(app, { host: chat.host });
    await Promise.all([chat.send("go"), other.send("go")]);
    expect(order).toEqual(["first", "first", "second", "second", "third", "third"].sort((a, b) => order.indexOf(a) - order.indexOf(b)));
    expect([order[0], order.at(-1)]).toEqual(["first", "third"]);
  });

  it("sees pauses in the greeting, in a stop and at the end, too", async () => {
    const seen: string[] = [];
    const slow = (name: string) => async () => {
      await sleep(30_000);
      seen.push(name);
    };
    const app = createApp({ onChatStart: slow("start"), onChatEnd: slow("end") });
    const chat = await openChat(app);
    await chat.leave();
    await chat[Symbol.asyncDispose]();
    expect(seen).toEqual(["start", "end"]);
  });

  it("lets the time pass as it does where it says so", async () => {
    await using chat = await openChat(
      saying(() => sleep(60)),
      { clock: "real" },
    );
    const began = performance.now();
    await chat.send("go");
    expect(performance.now() - began).toBeGreaterThanOrEqual(55);
    await expect(chat.clock.advance(1)).rejects.toMatchObject({ code: "NOT_SUPPORTED" });
  });

  it("may hold the time itself", async () => {
    const clock = createManualClock();
    await using chat = await openChat(
      saying(() => sleep(60_000).then(() => "late")),
      { clock },
    );
    const answer = chat.send("go");
    await expect.poll(() => chat.state.turns.size).toBeGreaterThan(0);
    await chat.clock.advance(59_999);
    expect(chat.messages).toHaveLength(1);
    await chat.clock.advance(1);
    expect(await answer).toBe("late");
  });
});

describe("a pause is not jumped over while something real goes on", () => {
  const first = async (work: Promise<unknown>) => Promise.race([work.then(() => "the work"), sleep(20_000).then(() => "the pause")]);

  it.each<[string, () => Promise<unknown>]>([
    ["a request to another server", fetchSlowly],
    ["the read of a file", () => readFile(bigFile())],
    ["another process", () => promisify(execFile)(process.execPath, ["-e", "setTimeout(() => {}, 30)"])],
    ["a timer of the app's own", () => new Promise((resolve) => setTimeout(resolve, 30))],
    [
      "work between turns of the loop",
      async () => {
        for (let i = 0; i < 50; i++) await new Promise(setImmediate);
      },
    ],
  ])("%s", async (_what, work) => {
    await using chat = await openChat(saying(() => first(work())));
    expect(await chat.send("go")).toBe("the work");
    // And after it, the next one is.
    const began = performance.now();
    await using second = await openChat(
      saying(() => sleep(20_000)),
      { host: chat.host },
    );
    await second.send("go");
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});

describe("what expires can be tried", () => {
  it("a question that nobody answers in time", async () => {
    const app = saying(async () => (await askUser("Your name?", { timeout: 300 }))?.content ?? "nobody");
    await using chat = await openChat(app);
    expect(await chat.send("go")).toBe("Your name?");
    await chat.clock.advance(299_000);
    expect(chat.messages.at(-1)?.text).toBe("Your name?");
    await chat.clock.advance(1000);
    await chat.settled();
    expect(chat.messages.at(-1)?.text).toBe("nobody");
  });

  it("a chat that nobody comes back to", async () => {
    const ended: string[] = [];
    const app = createApp({ onChatEnd: () => void ended.push("end") });
    await using chat = await openChat(app, { config: { sessionTimeoutMs: 3_600_000 } });
    await chat.send("hello");
    chat.disconnect();
    await chat.clock.advance(3_500_000);
    expect(chat.session.phase).toBe("open");
    await chat.clock.advance(200_000);
    expect([chat.session.phase, ended]).toEqual(["ended", ["end"]]);
  });

  it("a handler that does not hear the stop", async () => {
    const app = saying(() => new Promise(() => undefined));
    await using chat = await openChat(app);
    await chat.post("go");
    await chat.stop();
    const began = performance.now();
    await chat.clock.advance(5000);
    await chat.settled();
    expect(performance.now() - began).toBeLessThan(3000);
  });
});

async function fetchSlowly(): Promise<string> {
  const server = createServer((_request, response) => void setTimeout(() => response.end("slow"), 40));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  try {
    return await (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).text();
  } finally {
    server.close();
  }
}

function bigFile(): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "colloquy-")), "big");
  writeFileSync(file, Buffer.alloc(8 * 1024 * 1024));
  return file;
}
